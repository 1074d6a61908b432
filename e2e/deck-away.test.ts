import type { Deck } from '../tools/deck.ts'
import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { portOf, startDeck } from '../tools/deck.ts'
import { DeckPage } from '../tools/pages.ts'

const SLUG = 'sequential'
/** Long enough that a run goes on while its deck dies. */
const EGG_MS = 3000
/** A deck of its own, on a busy machine, opened for the first time. */
const COLD_MS = 120_000

const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!

// A whole group of processes is ended at once.
describe.skipIf(process.platform === 'win32')('a deck whose server dies during a run', () => {
  let deck: Deck | undefined
  const browser = openBrowser()

  afterAll(async () => {
    await (await browser).close()
    await deck?.stop()
  })

  it('says so to the presenter alone, and goes on where it was once it is started again, by hand or by its own key', { timeout: 6 * COLD_MS }, async () => {
    deck = await startDeck({ ms: EGG_MS })
    const port = portOf(deck.url)
    const context = await (await browser).newContext({ permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(COLD_MS)
    const presenter = new DeckPage(await context.newPage(), deck.url)
    const hall = new DeckPage(await context.newPage(), deck.url)
    await presenter.goto(no, 'presenter', COLD_MS)
    await hall.goto(no, 'slide', COLD_MS)
    await presenter.page.bringToFront()
    const onWall = hall.demo(SLUG, no)
    const lights = presenter.page.getByRole('status', { name: 'How the stage is' })
    await lights.getByText('Deck: connected').waitFor()
    await presenter.page.keyboard.press('r')
    await onWall.waitFor('running', COLD_MS)

    process.kill(-deck.pid, 'SIGKILL')
    await deck.ended
    await lights.getByText('Deck: server is gone').waitFor()
    expect(await hall.page.getByText(/server is gone|terminal|npm /).filter({ visible: true }).count()).toBe(0)
    // Its kitchen has gone with it, and no clock runs on.
    await expect.poll(() => presenter.demo(SLUG, no).state(), { timeout: COLD_MS }).toMatch(/failed|stopped/)
    await presenter.page.keyboard.press('PageDown')
    await presenter.arrive(no + 1)

    deck = await startDeck({ ms: EGG_MS, port, hasKeys: true })
    await lights.getByText('Deck: connected').waitFor()
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()], { timeout: COLD_MS }).toEqual([no + 1, no + 1])
    await hall.arrive(no + 1, COLD_MS)
    await presenter.arrive(no + 1, COLD_MS)
    await presenter.page.keyboard.press('PageUp')
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()], { timeout: COLD_MS }).toEqual([no, no])
    expect(await presenter.demo(SLUG, no).state()).toMatch(/failed|stopped/)

    // A key that was meant for the talk, typed into the deck’s terminal: Slidev’s r starts the server again.
    await presenter.page.keyboard.press('r')
    await onWall.waitFor('done', COLD_MS)
    const loads = [presenter, hall].map(({ page }) => page.waitForEvent('load', { timeout: COLD_MS }))
    deck.type('r')
    await Promise.all(loads)
    await presenter.arrive(no, COLD_MS)
    await hall.arrive(no, COLD_MS)
    expect([presenter.currentSlide(), hall.currentSlide()]).toEqual([no, no])
    await onWall.waitFor('done', COLD_MS)
    await presenter.demo(SLUG, no).waitFor('done', COLD_MS)
    await lights.getByText('Deck: connected').waitFor()
    await presenter.page.keyboard.press('u')
    await onWall.waitFor('idle', COLD_MS)
  })
})
