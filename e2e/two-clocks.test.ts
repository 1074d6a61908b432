import type { Browser } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import type { DemoOnSlide } from '../tools/pages.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDemo } from '../demos/catalogue.ts'
import { canRun } from '../runner/process/can-run.ts'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser, openWindow } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { DeckPage } from '../tools/pages.ts'
import { eventually } from '../tools/processes.ts'
import { COLD_MS, EGG_MS, VIEWPORT } from './shared-deck.ts'

/** The deck's machine, the speaker's and the one before the hall: each with another time of day. */

const slides = await loadSlides()
const slideOf = (slug: string) => slides.find(({ demos }) => demos.includes(slug))!.no
const HERE = 'sequential'
const ON_DECK = 'python-sequential'
const { can } = await canRun(findDemo(ON_DECK)!)
const no = slideOf(HERE)

/** Far less than two minutes, far more than a busy machine takes to show what has happened elsewhere. */
const NEAR_S = 60
const TEST_MS = 4 * COLD_MS

describe.each([120, -120])('a deck whose clock is %i s off, and a hall that is as much off on the other side', (off) => {
  let deck: Deck
  let browser: Browser
  let presenter: DeckPage
  let hall: DeckPage
  const both = () => [presenter.currentSlide(), hall.currentSlide()]
  const demos = (slug: string): [DemoOnSlide, DemoOnSlide] => [presenter.demo(slug, slideOf(slug)), hall.demo(slug, slideOf(slug))]
  const hasProgram = ({ root }: DemoOnSlide) =>
    eventually(async () => !!await root.getAttribute('data-source'), () => 'The program of a demo is not there.', COLD_MS)

  let began: number

  /** The moments that a demo says to have measured so far, in seconds. */
  const times = async (demo: DemoOnSlide) =>
    (await demo.rows()).flatMap(({ started, ended }) => [started, ended]).map(Number.parseFloat).filter(Number.isFinite)

  beforeAll(async () => {
    const clock = new URL('../tools/other-clock.mjs', import.meta.url).href
    began = Date.now()
    // The hall may take seconds to begin, on a busy machine, and is to see the run under way.
    deck = await startDeck({ ms: 3 * EGG_MS, env: { NODE_OPTIONS: `--import ${clock}`, CLOCK_OFF_MS: `${off * 1000}` } })
    browser = await openBrowser()
    const context = await browser.newContext({ viewport: VIEWPORT, permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(COLD_MS)
    presenter = new DeckPage(await openWindow(context), deck.url)
    hall = new DeckPage(await openWindow(context), deck.url)
    // It runs nothing itself, so that no thread of its has another clock than its page.
    await hall.page.addInitScript((off) => {
      const { timeOrigin } = performance
      Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin + off })
      const { now } = Date
      Date.now = () => now() + off
    }, -off * 1000)
    await presenter.goto(no, 'presenter', COLD_MS)
    // It comes late, and at another address.
    await hall.page.goto(`${deck.url}/1`)
    await hall.arrive(no, COLD_MS)
    await Promise.all(demos(HERE).map(hasProgram))
  }, 6 * COLD_MS)

  afterAll(async () => {
    await browser?.close()
    await deck?.stop()
  })

  it('are as far apart as that', async () => {
    const hallIsOffBy = await hall.page.evaluate(() => Date.now()) - Date.now()
    expect(Math.round(hallIsOffBy / 60_000) * 60).toBe(-off)
    // What the deck's server writes begins with its time of day.
    const written = await presenter.page.evaluate<number[]>(`import('/runner/windows/shared.ts').then(({ entries }) =>
      entries().filter(({ owner }) => owner.startsWith('server-')).map(({ version }) => version))`)
    expect(written.map(at => at - off * 1000).filter(at => at > began - 1000 && at < Date.now() + 1000)).not.toEqual([])
  })

  it.each([[HERE, true], [ON_DECK, can]])('show %s as it goes on, in its own times', { timeout: TEST_MS }, async (slug, can) => {
    if (!can)
      return
    await presenter.turnTo(slideOf(slug))
    const [atDesk, onWall] = demos(slug)
    await Promise.all([atDesk, onWall].map(hasProgram))
    await presenter.page.keyboard.press('r')
    await onWall.waitFor('running', COLD_MS)
    for (const demo of [atDesk, onWall]) {
      await expect.poll(() => times(demo), { timeout: COLD_MS }).not.toEqual([])
      expect(Math.max(...await times(demo))).toBeLessThan(NEAR_S)
    }
    await atDesk.waitFor('done', COLD_MS)
    await onWall.waitFor('done', COLD_MS)
    expect(await onWall.runId()).toBe(await atDesk.runId())
    expect(await onWall.rows()).toEqual(await atDesk.rows())
    expect(Math.max(...await times(onWall))).toBeLessThan(NEAR_S)
    await hall.page.reload()
    await hall.arrive(slideOf(slug), COLD_MS)
    await onWall.waitFor('done', COLD_MS)
    expect(await onWall.rows()).toEqual(await atDesk.rows())
  })

  it('reset each other, turn each other, and stay where they are when one is loaded anew', { timeout: TEST_MS }, async () => {
    await presenter.turnTo(no)
    await hall.arrive(no)
    const [atDesk, onWall] = demos(HERE)
    for (const [mine, its] of [[hall, atDesk], [presenter, onWall]] as const) {
      await presenter.page.keyboard.press('r')
      await its.waitFor('done', COLD_MS)
      await mine.page.keyboard.press('u')
      await its.waitFor('idle', COLD_MS)
      await mine.page.keyboard.press('PageDown')
      await expect.poll(both, { timeout: COLD_MS }).toEqual([no + 1, no + 1])
      await mine.page.keyboard.press('PageUp')
      await expect.poll(both, { timeout: COLD_MS }).toEqual([no, no])
    }
    for (const window of [hall, presenter]) {
      await window.page.reload()
      await window.arrive(no, COLD_MS)
      expect(both()).toEqual([no, no])
    }
  })
})
