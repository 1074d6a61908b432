import type { Expectation } from '../demos/catalogue/demo.ts'
import type { SlideOnDisk } from '../talk/slides.ts'
import type { DemoOnSlide } from '../tools/pages.ts'
import type { RunEvent } from '../trace/events.ts'
import type { Window } from './stage.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findDemo } from '../demos/catalogue.ts'
import { checkShape } from '../demos/check-shape.ts'
import { canRun } from '../runner/process/can-run.ts'
import { parseEvents } from '../trace/ndjson.ts'
import { findViolations } from './accessibility.ts'
import { findCovered, findOverflow } from './overflow.ts'
import { readProgram } from './programs.ts'
import { setStage } from './stage.ts'

/** A program of another language may have to be built first. */
const PATIENCE_MS = 180_000

const SCHEMES = ['light', 'dark'] as const

/** The number of files that share the work: as many as there are `slides-*.test.ts`. */
const PARTS = 2

/**
 * Every slide, at every step, in both schemes: it fits, can be read and is quiet. Every demo and every race is run
 * once, on the first slide that has it, and what the slide then says is held against what the kitchen remembers.
 *
 * @param slides All slides of the deck.
 * @param part Which part of them, from 0: each part is looked at in a deck and a browser of its own.
 */
export function lookAtSlides(slides: readonly SlideOnDisk[], part: number): void {
  const stage = setStage()
  let deck: Window

  beforeAll(async () => {
    deck = await stage.open()
    await deck.page.emulateMedia({ reducedMotion: 'reduce' })
    // An egg that burns on purpose is no fault of the deck.
    deck.pageErrors.allow(/[?&]burn\b/)
    await deck.goto(1)
  })

  afterAll(() => deck?.context.close())

  const isFirst = ({ no }: SlideOnDisk, has: (slide: SlideOnDisk) => boolean): boolean => slides.find(has)!.no === no

  it.each(slides.filter(({ no }) => no % PARTS === part))('slide $no: $title', { timeout: PATIENCE_MS + 60_000 }, async (slide) => {
    await deck.turnTo(slide.no)
    const clicks = await deck.countClicks()
    for (let click = 0; click <= clicks; click++) {
      await deck.turnTo(slide.no, click)
      await expectFine(deck, slide.no, { step: `step ${click}`, isLast: click === clicks })
    }
    for (const slug of slide.demos.filter(slug => isFirst(slide, ({ demos }) => demos.includes(slug)))) {
      const demo = deck.demo(slug, slide.no)
      await run(deck, demo, slide.no)
      await expectAsPromised(demo, slug, stage.deck.kitchenUrl)
    }
    for (const slugs of slide.races.filter(slugs => isFirst(slide, ({ races }) => races.some(race => `${race}` === `${slugs}`)))) {
      const race = deck.race(slide.no)
      await run(deck, race, slide.no)
      for (const slug of slugs)
        await expectAsPromised(race.contestant(slug), slug, stage.deck.kitchenUrl)
    }
    deck.pageErrors.expectNone()
  })

  // Every part does its own piece of the way.
  it('no slide is lost: each is reached from the one before by a key', { timeout: PATIENCE_MS }, async () => {
    const half = Math.ceil(slides.length / PARTS)
    const way = slides.slice(part * half, (part + 1) * half + 1)
    await deck.turnTo(way[0]!.no)
    for (const { no } of way.slice(1)) {
      // Some slides take several steps.
      for (let step = 0; deck.currentSlide() < no && step < 30; step++) {
        const from = deck.page.url()
        await deck.next()
        await deck.page.waitForURL(url => url.href !== from)
      }
      expect(deck.currentSlide()).toBe(no)
    }
    deck.pageErrors.expectNone()
  })
}

/** Runs it, and looks at the slide meanwhile and afterwards. */
async function run(deck: Window, demo: DemoOnSlide, no: number): Promise<void> {
  await expect.poll(() => demo.button('Run').isEnabled()).toBe(true)
  // A question may stand where the picture will be.
  await demo.button('Run').press('Enter')
  await expect.poll(() => demo.state()).not.toBe('idle')
  expect(await findOverflow(deck, no), 'while it runs').toEqual([])
  await demo.waitUntilOver(PATIENCE_MS)
  await expectFine(deck, no, { step: 'after its run', isLast: true })
}

/** The slide fits in both schemes; when it is complete, everybody can use it. */
async function expectFine(deck: Window, no: number, { step, isLast }: { step: string, isLast: boolean }): Promise<void> {
  for (const scheme of SCHEMES) {
    await deck.setScheme(scheme)
    await deck.becomeStill()
    const found = [...await findOverflow(deck, no), ...isLast ? await findCovered(deck, no) : []]
    // Only colours depend on the scheme.
    const barriers = isLast ? await findViolations(deck, no, scheme === 'light' ? undefined : ['color-contrast']) : []
    expect([...found, ...barriers], `${step}, ${scheme}`).toEqual([])
  }
}

/** What stands on the slide, and what the kitchen remembers, are what the catalogue says. */
async function expectAsPromised(demo: DemoOnSlide, slug: string, kitchenUrl: string): Promise<void> {
  const { demo: { expect: expected, language }, sha256 } = readProgram(slug)
  await expectRows(demo, new Set([...expected.eggs, ...expected.lanes ?? []]))
  const state = await demo.state()
  // Its toolchain is missing here: what is shown is a recording, which the kitchen knows nothing of.
  if (language !== 'javascript' && state === 'replay') {
    expect(await canRun(findDemo(slug)!), 'what its toolchain is here for is not played').toMatchObject({ can: false })
    return
  }
  expect(state).toBe(expected.outcome)
  expect(await demo.source()).toBe(sha256)
  const printed = await demo.root.locator('.demo-output .what').allTextContents()
  // A race, and a machine that is taken apart, do not show what was printed.
  const showsOutput = await demo.root.evaluate(root => root.classList.contains('live-demo'))
  // What only the program knows is in the table; how long it took is no business of a busy machine.
  const overlap = expected.eggs.length === 0 ? 'none' : expected.overlap
  const unknown = {
    lanes: [],
    ends: [],
    time: undefined,
    ...(!showsOutput && { prints: undefined, printsInAnyOrder: undefined, says: undefined }),
  }
  const shape = {
    expect: { ...expected, overlap, ...unknown, ...(expected.inBrowser && { inBrowser: { ...expected.inBrowser, ...unknown } }) },
  }
  // The kitchen may hear a moment later that a client has hung up.
  await expect
    .poll(async () => checkShape(shape, await tell(slug, expected, printed, await askKitchen(kitchenUrl, await demo.runId()))))
    .toEqual([])
}

/** Each task has a row; of very many, a page has room for the first, and says how many it leaves out. */
async function expectRows(demo: DemoOnSlide, tasks: ReadonlySet<string>): Promise<void> {
  const rows = (await demo.rows()).map(({ task }) => task)
  const left = [...tasks].filter(task => !rows.includes(task))
  expect(left.length, `${left.slice(0, 5).join(', ')} have no row`).toBeLessThanOrEqual(await demo.rowsLeftOut())
}

/** The run as it can be seen from outside: the kitchen's word, and what stands on the slide. */
function tell(demo: string, { outcome }: Expectation, printed: readonly string[], kitchen: readonly RunEvent[]): RunEvent[] {
  const engine = readProgram(demo).demo.language === 'javascript' ? 'worker' : 'process'
  return [
    { t: 0, kind: 'run', witness: 'program', demo, engine, startedAt: '', source: '', toolchain: {} },
    ...kitchen,
    ...printed.map((text): RunEvent => ({ t: 0, kind: 'log', witness: 'program', text: text.replace(/^✕ /, ''), stream: 'stdout' })),
    { t: Infinity, kind: 'finish', witness: 'program', outcome, ms: 0 },
  ]
}

/** A run without an egg is none that the kitchen knows. */
async function askKitchen(kitchenUrl: string, run: string): Promise<RunEvent[]> {
  const reply = await fetch(`${kitchenUrl}/run/${run}/trace`)
  return reply.ok ? parseEvents(await reply.text()) : []
}
