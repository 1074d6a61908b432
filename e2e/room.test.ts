import type { Browser, Page } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser, openWindow } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { DeckPage } from '../tools/pages.ts'
import { openPhone, shownToRoom } from '../tools/phones.ts'

const SLUG = 'sequential'
const PHONES = 50

/**
 * A deck of its own, which other machines can reach, and which has not been opened yet: all modules, on a busy machine.
 */
const COLD_MS = 120_000

const slides = await loadSlides()
const { no } = slides.find(({ demos }) => demos.includes(SLUG))!
const orders = slides.find(({ title }) => title.includes('You are the clients'))!

/** The address that phones are told is one of the network's. */
const hasNetwork = Object.values(networkInterfaces()).some(list => list?.some(({ family, internal }) => family === 'IPv4' && !internal))

describe.skipIf(!hasNetwork)('a deck that the room can reach', () => {
  let deck: Deck
  let browser: Browser
  let presenter: DeckPage
  let hall: DeckPage
  const keys = (...all: string[]) => all.reduce((before, key) => before.then(() => presenter.page.keyboard.press(key)), Promise.resolve())

  beforeAll(async () => {
    ;[deck, browser] = await Promise.all([startDeck({ ms: 300, args: ['--remote=secret'] }), openBrowser()])
    const context = await browser.newContext({ permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(COLD_MS)
    presenter = new DeckPage(await openWindow(context), deck.url)
    hall = new DeckPage(await openWindow(context), deck.url)
    await presenter.goto(no, 'presenter', COLD_MS)
    await hall.goto(no, 'slide', COLD_MS)
  }, 4 * COLD_MS)

  afterAll(async () => {
    await browser?.close()
    await deck?.stop()
  })

  it('lets fifty phones vote once each, draws their bars in the hall, and keeps them under the run', { timeout: 120_000 }, async () => {
    const demo = hall.demo(SLUG, no)
    const says = demo.root.getByRole('group', { name: 'What the room says' })
    await keys('u')
    await demo.waitFor('idle')
    const phones = await Promise.all(Array.from({ length: PHONES }, () => openPhone(deck.url)))
    expect(await phones[0]!.vote(1, 0), 'nothing is asked yet').toBe(409)

    await keys('v')
    await says.getByRole('img', { name: /QR code with the address http:.+\/room/ }).waitFor()
    const { round, choices } = (await shownToRoom(deck.url))!
    expect(choices.length).toBeGreaterThan(1)
    expect(await Promise.all(phones.map(({ vote }, index) => vote(round, index % 5 === 0 ? 0 : 1)))).toEqual(phones.map(() => 204))
    expect(await phones[0]!.vote(round, 1), 'a second vote').toBe(409)
    expect(await phones[1]!.vote(round, 1, 'https://elsewhere.example'), 'from another page').toBe(403)
    await says.getByText(`${PHONES} answers from the room`).waitFor()
    expect((await says.locator('strong').allTextContents()).slice(0, 2)).toEqual(['10', '40'])

    await keys('r')
    await demo.waitFor('done')
    expect(await (await openPhone(deck.url)).vote(round, 0), 'after the run began').toBe(409)
    expect((await says.locator('strong').allTextContents()).slice(0, 2)).toEqual(['10', '40'])
    expect(await says.getByRole('img').count()).toBe(0)
    await keys('u')
    await says.waitFor({ state: 'detached' })
  })

  it('lets fifty phones order an egg each, and draws them all by the kitchen’s own word', { timeout: 120_000 }, async () => {
    await presenter.turnTo(orders.no)
    await hall.arrive(orders.no)
    const board = hall.slide(orders.no).locator('.room-orders')
    const counted = (what: string) => board.locator('.count div', { hasText: what }).locator('dd')
    await keys('r')
    await board.getByRole('img', { name: /QR code with the address http:.+\/room/ }).waitFor()
    await expect.poll(() => shownToRoom(deck.url)).toMatchObject({ isOrder: true })
    const { round } = (await shownToRoom(deck.url))!
    const phones = await Promise.all(Array.from({ length: PHONES }, () => openPhone(deck.url)))
    const [first, ...others] = phones
    // Which of a phone's two orders is there first is the network's to say.
    const [twice, ...eggs] = await Promise.all([
      Promise.all([first!.order(round), first!.order(round)]),
      ...others.map(({ order }) => order(round)),
    ])
    expect(twice.map(({ status }) => status).sort(), 'two eggs of one phone').toEqual([200, 409])
    expect(new Set(eggs.map(({ status }) => status))).toEqual(new Set([200]))
    await expect.poll(() => counted('served').textContent()).toBe(`${PHONES}`)
    await expect.poll(() => counted('in the pan').textContent()).toBe('0')

    await keys('r')
    await expect.poll(() => board.getAttribute('data-state')).toBe('done')
    expect((await phones[1]!.order(round)).status, 'after it was closed').toBe(409)
    await expect.poll(() => board.getByRole('table').locator('tbody tr').count()).toBe(PHONES)
    await keys('u')
    await expect.poll(() => board.getAttribute('data-state')).toBe('idle')
  })

  it('makes a phone the remote by the code in the presenter’s window, and by nothing else', { timeout: 120_000 }, async () => {
    if (presenter.currentSlide() !== no)
      await presenter.turnTo(no)
    await keys('c')
    const dialog = presenter.page.getByRole('dialog', { name: 'A phone as the remote' })
    const address = (await dialog.getByText(/\/remote\?password=secret$/).first().textContent())!.trim()
    expect(await hall.page.locator('body').textContent()).not.toContain('password=secret')
    await keys('Escape')
    await dialog.waitFor({ state: 'hidden' })

    const stranger = await openPhoneBrowser(address.replace(/\?.*/, ''))
    await stranger.getByText('This is the speaker’s remote.').waitFor()
    expect(await stranger.getByRole('button').count()).toBe(0)

    const phone = await openPhoneBrowser(address)
    await phone.getByRole('button', { name: 'Next' }).click()
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()]).toEqual([no + 1, no + 1])
    await phone.getByRole('button', { name: 'Back' }).click()
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()]).toEqual([no, no])
  })

  /** A profile of its own, as another person's device has it. */
  async function openPhoneBrowser(address: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    context.setDefaultTimeout(COLD_MS)
    const page = await context.newPage()
    await page.goto(address)
    return page
  }
})
