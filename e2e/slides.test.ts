import type { Window } from './stage.ts'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCovered, findOverflow } from './overflow.ts'
import { loadSlides } from './slides.ts'
import { setStage } from './stage.ts'

const slides = await loadSlides()
const stage = setStage({ ms: 200 })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  let deck: Window

  beforeAll(async () => {
    deck = await stage.open()
    await deck.goto(1)
    await deck.setScheme(scheme)
  })

  afterAll(() => deck?.context.close())

  it.each(slides)('slide $no fits, can be read, and is quiet: $title', async ({ no, demos, races }) => {
    await deck.goto(no)
    expect(await findOverflow(deck, no)).toEqual([])
    expect(await findBarriers(deck, no)).toEqual([])
    expect(await findCovered(deck, no)).toEqual([])
    if (demos.length + races.length > 0) {
      const demo = races.length > 0 ? deck.race(no) : deck.demo(demos[0]!, no)
      await demo.run()
      await demo.waitFor('running')
      expect(await findOverflow(deck, no), 'while it runs').toEqual([])
      await demo.waitFor('done')
      expect(await findOverflow(deck, no), 'after it ran').toEqual([])
      expect(await findBarriers(deck, no), 'after it ran').toEqual([])
    }
    deck.vigil.expectQuiet()
  })
})

it('no slide is lost: each is reached from the one before by a key', async () => {
  const deck = await stage.open()
  await deck.goto(1)
  for (const { no } of slides.slice(1)) {
    // Some slides take several steps.
    for (let step = 0; deck.currentSlide() < no && step < 20; step++) {
      await deck.next()
      await deck.page.waitForTimeout(100)
    }
    expect(deck.currentSlide()).toBe(no)
    await deck.arrive(no)
  }
  deck.vigil.expectQuiet()
  await deck.context.close()
})

/** What keeps people from using the slide, by the rules of axe: only what is serious. */
async function findBarriers(deck: Window, no: number): Promise<string[]> {
  await deck.page.evaluate(axe)
  return deck.slide(no).evaluate(async (slide) => {
    interface Result { violations: { id: string, impact: string, help: string, nodes: { target: string[], failureSummary: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run: (element: Element, options: object) => Promise<Result> } }
    const { violations } = await axe.run(slide, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`))
  })
}
