import type { Browser, Page } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import type { PageErrors } from '../tools/page-errors.ts'
import type { Phone } from '../tools/phones.ts'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openWindow } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { watchPageErrors } from '../tools/page-errors.ts'
import { DeckPage, DemoOnSlide } from '../tools/pages.ts'
import { openPhone, shownToRoom } from '../tools/phones.ts'
import { loadShortPath } from './short-path.ts'

/** The short talk, given from its first slide to its last: by keyboard and a phone, with a room that votes. */

const PHONES = 50
/** A deck of its own, opened for the first time on a busy machine. */
const COLD_MS = 120_000
/** A recording plays in its own time. */
const RUN_MS = 60_000
const SHOW_MS = 25 * 60_000

const hasNetwork = Object.values(networkInterfaces()).some(list => list?.some(({ family, internal }) => family === 'IPv4' && !internal))

const slides = await loadShortPath()

describe.skipIf(!hasNetwork)('the short talk', () => {
  let deck: Deck
  let browser: Browser
  let pageErrors: PageErrors
  let presenter: DeckPage
  let hall: DeckPage
  let remote: Page
  let phones: Phone[]

  beforeAll(async () => {
    ;[deck, browser] = await Promise.all([startDeck({ ms: 200, args: ['--remote=secret'], env: { TALK: 'short' } }), openBrowser()])
    const context = await browser.newContext({ permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(COLD_MS)
    pageErrors = watchPageErrors(context)
    // A deck that others reach runs no programs of other languages; and one egg of the talk burns.
    pageErrors.allow(/\/__runs|&burn/)
    presenter = new DeckPage(await openWindow(context), deck.url)
    hall = new DeckPage(await openWindow(context), deck.url)
    await presenter.goto(1, 'presenter', COLD_MS)
    await hall.goto(1, 'slide', COLD_MS)
    await presenter.page.keyboard.press('c')
    const code = presenter.page.getByRole('dialog', { name: 'A phone as the remote' })
    const address = (await code.getByText(/\/remote\?password=secret$/).first().textContent())!.trim()
    await presenter.page.keyboard.press('Escape')
    remote = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    remote.setDefaultTimeout(COLD_MS)
    await remote.goto(address)
    await remote.getByRole('button', { name: 'Next' }).waitFor()
    phones = await Promise.all(Array.from({ length: PHONES }, () => openPhone(deck.url)))
  }, 5 * COLD_MS)

  afterAll(async () => {
    await browser?.close()
    await deck?.stop()
  })

  const where = () => [presenter.currentSlide(), hall.currentSlide()]

  /** Goes on a step, on every other slide by the phone; a step may be one of the slide's own. */
  async function goOn(no: number) {
    const before = presenter.page.url()
    if (no % 2 === 0)
      await remote.getByRole('button', { name: 'Next' }).click()
    else
      await presenter.page.keyboard.press('PageDown')
    await expect.poll(() => presenter.page.url(), { timeout: COLD_MS, message: `slide ${no} goes on` }).not.toBe(before)
  }

  /** Lets the room vote where something is asked that a phone can answer. */
  async function letVote(no: number) {
    // The question is asked once the program is there.
    await presenter.slide(no).locator('[data-source]').first().waitFor()
    const says = presenter.slide(no).getByRole('group', { name: 'What the room says' })
    const refusal = presenter.page.getByText('Nothing is asked here that a phone could answer.')
    await refusal.waitFor({ state: 'hidden' })
    await expect.poll(() => shownToRoom(deck.url)).toBeNull()
    await presenter.page.keyboard.press('v')
    await says.or(refusal).first().waitFor()
    if (await says.count() === 0)
      return 0
    await expect.poll(() => shownToRoom(deck.url)).not.toBeNull()
    const { round, choices } = (await shownToRoom(deck.url))!
    const cast = await Promise.all(phones.map(({ vote }, index) => vote(round, index % choices.length)))
    expect(cast).toEqual(phones.map(() => 204))
    await hall.slide(no).getByText(`${PHONES} answers from the room`).waitFor()
    return 1
  }

  it('is given from the first slide to the last', { timeout: SHOW_MS }, async () => {
    let votes = 0
    let runs = 0
    for (const { no, title } of slides) {
      await presenter.arrive(no, COLD_MS)
      await hall.arrive(no, COLD_MS)
      expect(where(), title).toEqual([no, no])
      await remote.getByRole('heading', { level: 1, name: title.replaceAll(/[*`]/g, '') }).waitFor()
      const root = hall.slide(no).locator(':is(.live-demo, [data-race], .board)[data-state]').first()
      if (await root.count() > 0) {
        const demo = new DemoOnSlide(root)
        votes += await letVote(no)
        if (no % 2 === 0)
          await presenter.page.keyboard.press('r')
        else
          await remote.getByRole('button', { name: 'Run' }).click()
        await demo.waitUntilOver(RUN_MS)
        runs++
      }
      while (no !== slides.at(-1)!.no && presenter.currentSlide() === no)
        await goOn(no)
    }
    expect(where()).toEqual([slides.at(-1)!.no, slides.at(-1)!.no])
    expect(runs).toBeGreaterThan(5)
    expect(votes).toBeGreaterThan(1)
    pageErrors.expectNone()
  })
})
