import type { Expectation } from '../demos/catalogue.ts'
import type { RunEvent } from '../trace/events.ts'
import type { Window } from './stage.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkShape } from '../demos/check-shape.ts'
import { parseEvents } from '../trace/ndjson.ts'
import { readProgram } from './programs.ts'
import { loadSlides } from './slides.ts'
import { setStage } from './stage.ts'

/** Every JavaScript demo once, in a real browser: what the slide says against what the kitchen remembers. */

const EGG_MS = 400

const slides = await loadSlides()
/** The first slide of each, where it stands with its output; the models that can be taken apart have tests of their own. */
const shelf = new Map(slides.filter(({ isModel }) => !isModel).toReversed().flatMap(({ no, demos }) => demos.map(slug => [slug, no])))
const programs = [...shelf].filter(([slug]) => readProgram(slug).demo.language === 'javascript')
const stage = setStage({ ms: EGG_MS })
let deck: Window

beforeAll(async () => {
  deck = await stage.open()
})

afterAll(() => deck?.context.close())

describe.each(programs.map(([slug, no]) => ({ slug, no })))('the demo $slug on slide $no', ({ slug, no }) => {
  it('does what its entry says', async () => {
    await deck.goto(no)
    const demo = deck.demo(slug, no)
    const { demo: { expect: expected } } = readProgram(slug)
    await expect.poll(() => demo.button('Run').isEnabled()).toBe(true)
    await demo.button('Run').press('Enter')
    await demo.waitFor(expected.outcome)
    const printed = await demo.root.locator('.demo-output .what').allTextContents()
    const rows = await demo.rows()
    // What only the program knows is in the table; how long it took is no business of a busy machine.
    const overlap = expected.eggs.length === 0 ? 'none' : expected.overlap
    const { inBrowser } = expected
    const shape = { expect: { ...expected, overlap, lanes: [], ends: [], time: undefined, ...inBrowser && { inBrowser: { ...inBrowser, time: undefined } } } }
    // The kitchen may hear a moment later that somebody has hung up.
    await expect.poll(async () => checkShape(shape, await tell(slug, await demo.runId(), expected, printed))).toEqual([])
    expect(rows.map(({ task }) => task)).toEqual(expect.arrayContaining([...new Set([...expected.eggs, ...expected.lanes ?? []])]))
  })
})

/** The run as it can be seen from outside: the kitchen's word, and what stands on the slide. */
async function tell(demo: string, run: string, { outcome }: Expectation, printed: readonly string[]): Promise<RunEvent[]> {
  return [
    { t: 0, kind: 'run', witness: 'program', demo, engine: 'worker', startedAt: '', source: '', toolchain: {} },
    ...await askKitchen(run),
    ...printed.map((text): RunEvent => ({ t: 0, kind: 'log', witness: 'program', text: text.replace(/^✕ /, ''), stream: 'stdout' })),
    { t: Infinity, kind: 'finish', witness: 'program', outcome, ms: 0 },
  ]
}

/** A run without an egg is none that the kitchen knows. */
async function askKitchen(run: string): Promise<RunEvent[]> {
  const reply = await fetch(`${stage.deck.kitchenUrl}/run/${run}/trace`)
  return reply.ok ? parseEvents(await reply.text()) : []
}
