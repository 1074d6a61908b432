import type { Deck } from '../tools/deck.ts'
import type { DemoOnSlide } from '../tools/pages.ts'
import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser, openWindow } from '../tools/browser.ts'
import { portOf, startDeck } from '../tools/deck.ts'
import { DeckPage } from '../tools/pages.ts'

const SLUG = 'sequential'
/** The first egg of a run is in the pan while its deck dies, on a busy machine, too. */
const LONG_MS = 20_000
const SHORT_MS = 500
/** A deck of its own, on a busy machine, opened for the first time. */
const COLD_MS = 120_000

const slides = await loadSlides()
const { no } = slides.find(({ demos }) => demos.includes(SLUG))!
/** Nobody looks at it while there is a server. */
const far = slides.length

// A whole group of processes is ended at once.
describe.skipIf(process.platform === 'win32')('a deck whose server dies during a run', () => {
  let deck: Deck | undefined
  const browser = openBrowser()

  afterAll(async () => {
    await (await browser).close()
    await deck?.stop()
  })

  it('says so to the presenter alone, and goes on where it was once it is started again', { timeout: 8 * COLD_MS }, async () => {
    deck = await startDeck({ ms: LONG_MS })
    const port = portOf(deck.url)
    const context = await (await browser).newContext({ permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(COLD_MS)
    const presenter = new DeckPage(await openWindow(context), deck.url)
    const hall = new DeckPage(await openWindow(context), deck.url)
    const [atDesk, onWall] = [presenter.demo(SLUG, no), hall.demo(SLUG, no)]
    const both = () => [presenter.currentSlide(), hall.currentSlide()]
    const lights = presenter.page.getByRole('status', { name: 'How the stage is' })
    const press = (key: string) => presenter.page.keyboard.press(key)
    async function arrive() {
      await Promise.all([presenter.arrive(no, COLD_MS), hall.arrive(no, COLD_MS)])
      await Promise.all([atDesk, onWall].map(programIsThere))
    }
    const fetched = presenter.page.waitForResponse(reply => reply.url().includes(`/slides/${far}/md`), { timeout: COLD_MS })
    await presenter.goto(no, 'presenter', COLD_MS)
    await hall.goto(no, 'slide', COLD_MS)
    await arrive()
    await fetched
    await presenter.becomeIdle()
    await lights.getByText('Deck: connected').waitFor()
    await press('r')
    await expect.poll(async () => (await onWall.rows()).map(({ outcome }) => outcome), { timeout: COLD_MS }).toContain('in the pan')

    process.kill(-deck.pid, 'SIGKILL')
    await deck.ended
    await lights.getByText('Deck: server is gone').waitFor()
    expect(await hall.page.getByText(/server is gone|terminal|npm /).filter({ visible: true }).count()).toBe(0)
    // Its kitchen has gone with it, and no clock runs on.
    await expect.poll(() => atDesk.state(), { timeout: COLD_MS }).toMatch(/failed|stopped/)
    await presenter.turnTo(far)
    await presenter.turnTo(no)
    await press('PageDown')
    await expect.poll(() => presenter.currentSlide(), { timeout: COLD_MS }).toBe(no + 1)
    await presenter.arrive(no + 1)

    deck = await startDeck({ ms: SHORT_MS, port, hasKeys: true })
    await lights.getByText('Deck: connected').waitFor()
    await expect.poll(both, { timeout: COLD_MS }).toEqual([no + 1, no + 1])
    await Promise.all([presenter.arrive(no + 1, COLD_MS), hall.arrive(no + 1, COLD_MS)])
    await press('PageUp')
    await expect.poll(both, { timeout: COLD_MS }).toEqual([no, no])
    await arrive()
    for (const demo of [atDesk, onWall])
      expect(await demo.state()).toMatch(/failed|stopped/)

    // A key that was meant for the talk, typed into the deck’s terminal: Slidev’s r starts the server again.
    await press('r')
    await onWall.waitFor('done', COLD_MS)
    const loads = [presenter, hall].map(({ page }) => page.waitForEvent('load', { timeout: COLD_MS }))
    deck.type('r')
    await Promise.all(loads)
    await arrive()
    expect(both()).toEqual([no, no])
    await onWall.waitFor('done', COLD_MS)
    await atDesk.waitFor('done', COLD_MS)
    await lights.getByText('Deck: connected').waitFor()
    await press('u')
    await onWall.waitFor('idle', COLD_MS)
  })
})

async function programIsThere({ root }: DemoOnSlide): Promise<void> {
  await expect.poll(() => root.getAttribute('data-source'), { timeout: COLD_MS }).toBeTruthy()
}
