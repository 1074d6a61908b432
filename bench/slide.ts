import type { ElementHandle, Locator, Page } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'

/** The place of a demo in the deck whose program is replaced by what is measured. */
const SLUG = 'promise-all'

/** The deck fetches all slides ten seconds after one was opened: it has begun with that by then. */
const SETTLES_MS = 12_000

/** It makes its styles anew for them and sends them last: of a page that asks for nothing for so long, all is there. */
const QUIET_MS = 4_000

/** What a change of the program is still read and painted for. */
const WRITTEN_MS = 1_000

/** All modules of all slides, asked for the first time on a busy machine. */
const PATIENCE_MS = 120_000

/** tsx gives functions their names by a helper that no page has. */
export const NAMES = 'globalThis.__name = named => named'

export interface BenchSlide {
  deck: Deck
  page: Page
  demo: Locator
  /** The demo as it is there: to ask something of it costs the page nothing. */
  root: ElementHandle<Element>
  /** Puts a program in the place of the demo's. */
  write: (program: string) => Promise<void>
  /**
   * Presses the button whose name begins so, in the page itself: a search for it from outside looks through all slides,
   * and what is watched meanwhile would be that search.
   */
  press: (name: string) => Promise<void>
  /**
   * The times between frames for as long, or until the demo has run and a moment after. Asked before Run is pressed.
   * Meanwhile nothing else is asked of the page, which would take its time.
   */
  watchFrames: (ms?: number) => Promise<number[]>
}

/** Opens a deck of its own on a slide whose program can be replaced, and closes both when `use` is done. */
export async function onSlide<T>(eggMs: number, use: (slide: BenchSlide) => Promise<T>, args: string[] = []): Promise<T> {
  const deck = await startDeck({ ms: eggMs, args })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    page.setDefaultTimeout(PATIENCE_MS)
    await page.addInitScript(NAMES)
    // Playwright's own `networkidle` also waits for the frames that programs run in, which come and go.
    const open = new Set<string>()
    let lastAsked = 0
    page.on('request', (request) => {
      open.add(request.url())
      lastAsked = performance.now()
    })
    page.on('requestfinished', request => open.delete(request.url()))
    page.on('requestfailed', request => open.delete(request.url()))
    const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
    await page.goto(`${deck.url}/${no}`)
    await page.waitForTimeout(SETTLES_MS)
    while (open.size > 0 || performance.now() - lastAsked < QUIET_MS)
      await page.waitForTimeout(200)
    const demo = page.locator(`.live-demo[data-demo="${SLUG}"]`).filter({ visible: true })
    const root = (await demo.elementHandle())!
    return await use({
      deck,
      page,
      demo,
      root,
      async write(program) {
        await demo.getByRole('button', { name: /^Edit/ }).click()
        await demo.locator('.cm-content').press('ControlOrMeta+a')
        await page.keyboard.insertText(program)
        await page.keyboard.press('Escape')
        await page.waitForTimeout(WRITTEN_MS)
      },
      press: name => root.evaluate(press, name),
      watchFrames: ms => page.evaluate(watchFrames, { selector: `.live-demo[data-demo="${SLUG}"]`, ms }),
    })
  }
  finally {
    await browser.close()
    await deck.stop()
  }
}

/** In the page. */
function press(root: Element, name: string): void {
  const nameOf = (button: Element) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim()
  const button = [...root.querySelectorAll('button')].find(button => nameOf(button).startsWith(name))
  if (!button)
    throw new Error(`The demo has no button ${name} to press.`)
  button.click()
}

/**
 * In the page. What a run leaves to be drawn is drawn within the moment after it. A run ends by its limit: what is not
 * over long after that never is.
 */
function watchFrames({ selector, ms }: { selector: string, ms?: number }): Promise<number[]> {
  const MOMENT_MS = 1000
  const OVER_MS = 60_000
  return new Promise((resolve) => {
    const times: number[] = []
    let last = performance.now()
    const latest = last + OVER_MS
    let until = last + (ms ?? MOMENT_MS)
    function frame(now: number) {
      times.push(now - last)
      last = now
      if (ms === undefined && document.querySelector(`${selector}:is([data-state="idle"], [data-state="running"])`))
        until = now + MOMENT_MS
      if (now < Math.min(until, latest))
        requestAnimationFrame(frame)
      else
        resolve(times)
    }
    requestAnimationFrame(frame)
  })
}
