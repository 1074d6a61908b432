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
  await presenter.page.bringToFront()
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

describe('a presenter that is loaded anew during its run', () => {
  it('says so in all windows, and the others have a clock that stands', async () => {
    const onWall = hall.demo(SLUG, no)
    await press(presenter.page, 'r')
    await onWall.waitFor('running', BUSY_MS)
    await presenter.page.reload({ timeout: BUSY_MS })
    await onWall.waitFor('stopped')
    expect(await onWall.status()).toMatch(/^Stopped after \d+\.\d\d s/)
    await presenter.arrive(no)
    expect(both()).toEqual([no, no])
    await press(presenter.page, 'u')
    await onWall.waitFor('idle')
  })
})

describe('the keyboard', () => {
  /** They lead away, ask the browser for something, or turn. */
  const NOT = /Mode|camera|[Rr]ecord|fullscreen|slide$|Edit Notes/
  /** A second click takes back what the first one has done. */
  const TOGGLES = /dark|light|editor|toolbar|cursor|Layout/

  it.each(['presenter', 'slide'] as const)('lives after each button of the bar, in the %s', { timeout: 120_000 }, async (view) => {
    const window = view === 'presenter' ? presenter : hall
    await window.page.bringToFront()
    const bar = window.page.locator('nav button[title]')
    const titles = await bar.evaluateAll(all => all.map(one => (one as HTMLButtonElement).title))
    expect(titles.length).toBeGreaterThan(5)
    for (const [index, title] of titles.entries()) {
      if (NOT.test(title))
        continue
      const press = () => bar.nth(index).evaluate(button => (button as HTMLElement).focus()).then(() => window.page.keyboard.press('Enter'))
      await press()
      await window.page.keyboard.press('Escape')
      await expectKeys(window, `after “${title}” in the ${view}’s window`)
      expect(both(), title).toEqual([no, no])
      if (TOGGLES.test(title))
        await press()
      await window.page.keyboard.press('Escape')
    }
    await presenter.page.bringToFront()
  })

  it('lives after Tab, wherever it leads', async () => {
    for (let stop = 0; stop < 12; stop++) {
      await press(presenter.page, 'Tab')
      await expectKeys(presenter, `at stop ${stop} of Tab`)
    }
    await press(presenter.page, 'Tab', 'PageDown')
    await expect.poll(both).toEqual([no + 1, no + 1])
    await press(presenter.page, 'Tab', 'PageUp')
    await expect.poll(both).toEqual([no, no])
  })

  it('leaves a browser’s own keys to it, and takes the physical key where the letter is not Latin', async () => {
    const demo = presenter.demo(SLUG, no)
    const isDark = () => presenter.page.evaluate(() => document.documentElement.classList.contains('dark'))
    const before = await isDark()
    for (const key of ['Control+r', 'Control+d', 'Control+f', 'Alt+b', 'Control+Shift+B', 'Meta+r', 'F5']) {
      // Reloads, bookmarks and the like are the browser's, and here they do not happen.
      await press(presenter.page, key)
    }
    await expectKeys(presenter, 'after the browser’s own keys')
    expect([await demo.state(), await isDark(), ...both()]).toEqual(['idle', before, no, no])

    const session = await presenter.context.newCDPSession(presenter.page)
    for (const type of ['rawKeyDown', 'char', 'keyUp'] as const)
      await session.send('Input.dispatchKeyEvent', { type, key: 'к', text: type === 'char' ? 'к' : undefined, code: 'KeyR', windowsVirtualKeyCode: 82 })
    await demo.waitFor('done')
    await press(presenter.page, 'u')
    await demo.waitFor('idle')
  })

  it('takes two presses at once for one', async () => {
    const demo = presenter.demo(SLUG, no)
    await press(presenter.page, 'r', 'r')
    await demo.waitFor('running', BUSY_MS)
    await demo.waitFor('done', BUSY_MS)
    await press(presenter.page, 'u')
    await demo.waitFor('idle')
  })

  it('turns by a clicker out of the editor', async () => {
    await press(presenter.page, 'e')
    await presenter.demo(SLUG, no).root.locator('.cm-content').waitFor()
    await press(presenter.page, 'PageDown')
    await expect.poll(both).toEqual([no + 1, no + 1])
    await press(presenter.page, 'PageUp')
    await expect.poll(both).toEqual([no, no])
    await press(presenter.page, 'Escape', 'u')
    await presenter.demo(SLUG, no).root.locator('.cm-content').waitFor({ state: 'detached' })
  })
})

describe('what is typed in Edit', () => {
  const edit = async () => {
    await press(presenter.page, 'e')
    await presenter.demo(SLUG, no).root.locator('.cm-content').waitFor()
  }
  /** The text that the hall sees before the caret. */
  const beforeCaret = () => hall.demo(SLUG, no).root.locator('.demo-code').evaluate((code) => {
    const caret = code.querySelector('.caret')
    if (!caret)
      return undefined
    const range = document.createRange()
    range.setStart(code.querySelector('pre')!, 0)
    range.setEndBefore(caret)
    return range.toString()
  })
  /** Whether all of it is to be seen. */
  const isSeen = (selector: string) => hall.demo(SLUG, no).root.locator(selector).evaluate((one) => {
    const [box, card] = [one.getBoundingClientRect(), one.closest('.card')!.getBoundingClientRect()]
    return box.top >= card.top && box.bottom <= card.bottom && document.elementsFromPoint(box.left, (box.top + box.bottom) / 2)
      .some(each => each.contains(one))
  })

  it('is followed in the hall by its caret, the numbers of its lines and the sentence about an error', async () => {
    const code = hall.demo(SLUG, no).root.locator('.demo-code')
    const says = hall.demo(SLUG, no).root.locator('.program-notice.alarm')
    await edit()
    await press(presenter.page, 'ControlOrMeta+a')
    await presenter.page.keyboard.insertText('const eggs = 4\nconsole.log(eggs))')
    await expect.poll(beforeCaret).toBe('const eggs = 4\nconsole.log(eggs))')
    expect(await code.locator('.number').allTextContents()).toEqual(['4', '5'])
    await says.getByText('Line 5, column 18 is not JavaScript').waitFor()
    expect(await code.locator('.wrong + .number').textContent()).toBe('5')
    await press(presenter.page, 'Home', 'ArrowUp', 'ArrowRight')
    await expect.poll(beforeCaret).toBe('c')

    await press(presenter.page, 'Escape')
    await expect.poll(beforeCaret).toBeUndefined()
    expect(await says.count()).toBe(1)
    await press(presenter.page, 'u')
    await says.waitFor({ state: 'detached' })
    expect(await code.locator('.number').count()).toBe(0)
  })

  it('is seen with its caret and its error, however long it is, and the error is on a line that is shown', async () => {
    await edit()
    await press(presenter.page, 'ControlOrMeta+a')
    const text = `for (;;) {\n${'  console.log(1)\n'.repeat(40)}`
    await presenter.page.keyboard.insertText(text)
    await expect.poll(beforeCaret).toBe(text)
    await hall.demo(SLUG, no).root.getByText('Line 45, column 1 is not JavaScript').waitFor()
    expect(await hall.demo(SLUG, no).root.locator('.wrong + .number').textContent()).toBe('45')
    await expect.poll(() => isSeen('.caret')).toBe(true)
    await expect.poll(() => isSeen('.program-notice')).toBe(true)
    await press(presenter.page, 'ControlOrMeta+Home')
    await expect.poll(() => isSeen('.caret')).toBe(true)
    await press(presenter.page, 'Escape', 'u')
    await hall.demo(SLUG, no).root.locator('.program-notice').waitFor({ state: 'detached' })
  })

  it('can be undone when the editor is opened again', async () => {
    const demo = presenter.demo(SLUG, no)
    await edit()
    await press(presenter.page, 'ControlOrMeta+a')
    await presenter.page.keyboard.insertText('console.log(1)')
    await expect.poll(() => hall.demo(SLUG, no).code()).toBe('console.log(1)')
    await press(presenter.page, 'Escape')
    await demo.root.locator('.cm-content').waitFor({ state: 'detached' })
    await edit()
    await press(presenter.page, 'ControlOrMeta+z')
    await expect.poll(() => hall.demo(SLUG, no).code()).toContain('fryEgg')
    await press(presenter.page, 'Escape', 'u')
    await demo.root.locator('.cm-content').waitFor({ state: 'detached' })
  })

  it('has no caret in the hall any more when the window in which one typed is gone', async () => {
    const third = await presenter.another()
    await third.goto(no)
    await press(third.page, 'e')
    await third.demo(SLUG, no).root.locator('.cm-content').waitFor()
    await press(third.page, 'ControlOrMeta+Home')
    await expect.poll(beforeCaret).toBe('')
    await third.page.close()
    await expect.poll(beforeCaret).toBeUndefined()
    await presenter.page.bringToFront()
  })
})

describe('a projector of any shape', () => {
  it.each([[1024, 768], [1280, 720], [1366, 768], [1280, 800], [1920, 1080]])('%i by %i has no bars and no buttons', async (width, height) => {
    await hall.page.setViewportSize({ width, height })
    await hall.becomeStill()
    const seen = await hall.page.evaluate(() => {
      const slide = [...document.querySelectorAll('.slidev-layout')].find(one => one.checkVisibility())!
      const paper = getComputedStyle(slide).backgroundColor
      const middle = [[0, innerHeight / 2], [innerWidth - 1, innerHeight / 2], [innerWidth / 2, 0], [innerWidth / 2, innerHeight - 1]]
      return {
        // Of what is seen there, the first that has a colour.
        bars: middle.map(([x, y]) => document.elementsFromPoint(x!, y!)
          .filter(one => one.checkVisibility({ opacityProperty: true }))
          .map(one => getComputedStyle(one).backgroundColor)
          .find(colour => !/, 0\)$|transparent/.test(colour))).filter(colour => colour !== paper),
        bar: [...document.querySelectorAll('nav')].filter(one => one.checkVisibility({ opacityProperty: true })).length,
        scrolls: document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight,
      }
    })
    expect(seen).toEqual({ bars: [], bar: 0, scrolls: false })
  })
})
