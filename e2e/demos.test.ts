import type { DemoOnSlide } from '../tools/pages.ts'
import type { Window } from './stage.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { askHealth, askTrace } from '../tools/kitchen.ts'
import { expectOverlap, expectTimeline } from './expect-timeline.ts'
import { readProgram } from './programs.ts'
import { EGG_MS } from './shared-deck.ts'
import { setStage } from './stage.ts'

const slides = await loadSlides()
/** `shelf.test.ts` runs every JavaScript demo once; here a few are handled as a speaker on a stage might. */
const HANDLED = ['sequential', 'callbacks', 'promises', 'promise-all', 'promise-race', 'streams']
/** What every demo's buttons and keys do alike is pressed on this one; all at once is stopped in the race. */
const PRESSED = 'sequential'
const onStage = slides
  .filter(({ isMore }) => !isMore)
  .flatMap(({ no, demos }) => demos.filter(slug => HANDLED.includes(slug) && isPlain(slug)).map(slug => ({ no, slug })))
const stage = setStage()
let deck: Window

beforeAll(async () => {
  deck = await stage.open()
})

afterAll(() => deck?.context.close())

describe.each(onStage)('the demo $slug on slide $no', ({ no, slug }) => {
  const { demo: { expect: expected }, shown, sha256 } = readProgram(slug)
  let demo: DemoOnSlide

  beforeAll(async () => {
    await deck.goto(no)
    demo = deck.demo(slug, no)
  })

  // A test that is tried again begins where it began.
  beforeEach(() => deck.currentSlide() === no ? undefined : deck.goto(no))

  it('does nothing until somebody presses Run', async () => {
    await demo.root.waitFor()
    expect(await demo.state()).toBe('idle')
    expect(await demo.rows()).toEqual([])
  })

  it('shows the code of its file, letter by letter', async () => {
    await expect.poll(() => demo.code()).toBe(shown)
  })

  it('runs when Run is pressed, and shows what the kitchen saw', async () => {
    await demo.run()
    await demo.waitFor('running')
    await demo.waitFor(expected.outcome)
    const fried = await askTrace(stage.deck.kitchenUrl, await demo.runId())
    const rows = await demo.rows()
    expect(fried.map(egg => egg.task).sort()).toEqual([...expected.eggs].sort())
    expectOverlap(fried, expected)
    expectTimeline(rows, fried, EGG_MS)
    expect(await demo.status()).toContain(`${fried.filter(({ end }) => end === 'end').length} of ${fried.length} egg`)
    expect(await demo.source()).toBe(sha256)
    deck.pageErrors.expectNone()
  })

  if (slug !== PRESSED)
    return

  it('leaves the arrow keys to the slides after a click on Run', async () => {
    await demo.run()
    await demo.waitFor('running')
    const turn = [() => deck.next(), () => deck.previous()]
    const [away, back] = no < slides.length ? turn : turn.reverse()
    await away!()
    await expect.poll(() => deck.currentSlide() !== no || deck.page.url().includes('clicks=')).toBe(true)
    await back!()
    await expect.poll(() => deck.currentSlide()).toBe(no)
    await deck.arrive(no)
    await demo.waitFor(expected.outcome)
  })

  it('empties the pan at once when Stop is pressed', async () => {
    await expect.poll(() => inPan()).toBe(0)
    await deck.becomeIdle()
    await demo.run()
    await expect.poll(() => inPan(), { interval: 5 }).toBeGreaterThan(0)
    // By the keyboard: a mouse waits until the button stands still for two frames, and on a busy machine the eggs are
    // done by then.
    await demo.button('Stop').press('Enter')
    const pressed = performance.now()
    await expect.poll(() => inPan(), { interval: 5 }).toBe(0)
    // The eggs that had just begun would be in there for longer than this.
    expect(performance.now() - pressed).toBeLessThan(EGG_MS * 0.75)
    await demo.waitFor('stopped')
    expect(await demo.status()).toMatch(/^Stopped after \d/)
    const ends = (await askTrace(stage.deck.kitchenUrl, await demo.runId())).map(egg => egg.end)
    expect(ends).toContain('abort')
  })

  it('runs and stops by the key r', async () => {
    await deck.page.keyboard.press('r')
    await demo.waitFor('running')
    // Two presses at once are one finger that bounces.
    await deck.page.waitForTimeout(200)
    await deck.page.keyboard.press('r')
    await demo.waitFor('stopped')
  })

  it('is as new after Reset', async () => {
    await demo.reset()
    await demo.waitFor('idle')
    expect(await demo.rows()).toEqual([])
  })
})

describe.each(
  slides.flatMap(({ no, races }) =>
    races.filter(slugs => slugs.every(slug => HANDLED.includes(slug))).map(slugs => ({ no, slugs, names: slugs.join(' against ') })),
  ),
)('the race of $names on slide $no', ({ no, slugs }) => {
  let race: DemoOnSlide

  beforeAll(async () => {
    await deck.goto(no)
    race = deck.race(no)
  })

  it('starts all of them by one press of Run, and each shows what the kitchen saw', async () => {
    await race.run()
    for (const slug of slugs)
      await race.contestant(slug).waitFor('running')
    await race.waitFor('done')
    for (const slug of slugs) {
      const { demo: { expect: expected }, sha256 } = readProgram(slug)
      const contestant = race.contestant(slug)
      expect(await contestant.state()).toBe(expected.outcome)
      expect(await contestant.source()).toBe(sha256)
      const fried = await askTrace(stage.deck.kitchenUrl, await contestant.runId())
      expectOverlap(fried, expected)
      expectTimeline(await contestant.rows(), fried, EGG_MS)
    }
    deck.pageErrors.expectNone()
  })

  it('empties the pan at once when Stop is pressed', async () => {
    await deck.becomeIdle()
    await race.run()
    await expect.poll(() => inPan(), { interval: 5 }).toBeGreaterThan(0)
    await race.stop()
    await expect.poll(() => inPan(), { interval: 5, timeout: EGG_MS * 0.75 }).toBe(0)
    for (const slug of slugs)
      await race.contestant(slug).waitFor('stopped')
  })

  it('is as new after Reset', async () => {
    await race.reset()
    for (const slug of slugs)
      await race.contestant(slug).waitFor('idle')
  })
})

async function inPan(): Promise<number> {
  return (await askHealth(stage.deck.kitchenUrl)).pan
}

/** Whether all that is to be seen of it is eggs that come out. */
function isPlain(slug: string): boolean {
  const { demo: { language, expect: { eggs, burnt, calledOff, lanes, overlap, outcome } } } = readProgram(slug)
  return language !== 'javascript' || (outcome === 'done' && eggs.length > 0 && !burnt && !calledOff && !lanes && overlap !== 'any')
}
