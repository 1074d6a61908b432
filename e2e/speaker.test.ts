import type { Page } from 'playwright-core'
import type { DeckPage } from '../tools/pages.ts'
import type { Window } from './stage.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { setStage } from './stage.ts'

/** What wrecks a talk: each kind of it tried with real keys, in a presenter's window and a projector's. */

const SLUG = 'sequential'
const slides = await loadSlides()
const { no } = slides.find(({ demos }) => demos.includes(SLUG))!
const stage = setStage()
/** What a window takes to open, on a machine that other things keep busy. */
const BUSY_MS = 90_000

let presenter: Window
let hall: DeckPage

beforeAll(async () => {
  presenter = await stage.open()
  hall = await presenter.another()
  await presenter.goto(no, 'presenter')
  await hall.goto(no)
}, 120_000)

beforeEach(async () => {
  if (presenter.currentSlide() !== no)
    await presenter.turnTo(no)
  await hall.arrive(no)
})

afterAll(() => presenter?.context.close())

const both = () => [presenter.currentSlide(), hall.currentSlide()]

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys)
    await page.keyboard.press(key)
}

/** Makes the hall's screen black, and brings it back: shows that the keys of a window are alive. */
async function expectKeys({ page }: DeckPage, after: string): Promise<void> {
  const black = hall.page.locator('.black')
  await page.keyboard.press('b')
  await black.waitFor().catch(() => expect.fail(`The key b does nothing ${after}.`))
  await page.keyboard.press('b')
  await black.waitFor({ state: 'detached' })
}

describe('a window that is opened late', () => {
  const addresses = ['/', '/presenter/3', '/presenter/', '/40', '/demo/promise-all', '/entry']
  /** On a busy machine a server answers late. */
  const LATE_MS = 2_500

  it('moves nobody and follows, however late the server answers it', { timeout: 6 * BUSY_MS }, async () => {
    const moves: string[] = []
    const watch = ({ page }: DeckPage) => page.on('framenavigated', frame => frame === page.mainFrame() && moves.push(page.url()))
    watch(presenter)
    watch(hall)
    for (const [index, address] of addresses.entries()) {
      const other = index % 2 === 0 ? await stage.open() : undefined
      const late = other ?? await presenter.another()
      await late.page.routeWebSocket(/.*/, (client) => {
        const server = client.connectToServer()
        server.onMessage(message => void setTimeout(() => client.send(message), index < 3 ? LATE_MS : 0))
      })
      await late.page.goto(`${late.url}${address}`, { timeout: BUSY_MS })
      if (address === '/entry')
        await late.page.locator('#app > *').first().waitFor({ timeout: BUSY_MS })
      else
        await late.arrive(no)
      expect(moves, address).toEqual([])
      await late.page.close()
      await other?.context.close()
    }
  })
})

describe('a key that is pressed before its programs are there', () => {
  const race = slides.find(({ races }) => races.some(slugs => slugs.includes('backpressure')))!
  const board = slides.find(({ demos }) => demos.includes('runtime-executor'))!

  it.each([
    ['a demo', no, `[data-demo="${SLUG}"]`],
    ['a race', race.no, '[data-race]'],
    ['a board', board.no, '[data-demo="runtime-executor"]'],
  ])('runs %s', { timeout: 120_000 }, async (_, at, selector) => {
    await presenter.turnTo(at)
    const window = await stage.open()
    let release = () => {}
    const released = new Promise<void>(resolve => release = resolve)
    let held = 0
    // They have come as far as the browser's door, so that all that is left is quick.
    await window.page.route(/virtual:demo\//, async (route) => {
      const response = await route.fetch()
      held++
      await released
      await route.fulfill({ response })
    })
    await window.goto(at)
    const root = window.slide(at).locator(selector).first()
    await expect.poll(() => held, { timeout: BUSY_MS }).toBeGreaterThan(0)
    await press(window.page, 'r')
    expect(await root.getAttribute('data-state')).toBe('idle')
    release()
    await expect.poll(() => root.getAttribute('data-state'), { timeout: 30_000 }).toMatch(/running|done/)
    await press(window.page, 'u')
    await window.context.close()
  })
})

describe('the keyboard', () => {
  /** They lead away, ask the browser for something, or turn. */
  const NOT = /Mode|camera|[Rr]ecord|fullscreen|slide$|Edit Notes|as a text/
  /** A second click takes back what the first one has done. */
  const TOGGLES = /dark|light|editor|toolbar|cursor|Layout/

  it.each(['hall', 'presenter'])('lives after each button of the bar in the %s’s window', { timeout: 180_000 }, async (whose) => {
    const window = whose === 'hall' ? hall : presenter
    const bar = await window.page.locator('nav button[title]').elementHandles()
    expect(bar.length).toBeGreaterThan(5)
    for (const button of bar) {
      const title = (await button.getAttribute('title'))!
      if (NOT.test(title))
        continue
      const press = () => button.focus().then(() => window.page.keyboard.press('Enter'))
      await press()
      await window.page.keyboard.press('Escape')
      await expectKeys(window, `after “${title}”`)
      expect(both(), title).toEqual([no, no])
      if (TOGGLES.test(title))
        await press()
      await window.page.keyboard.press('Escape')
    }
  })
})
