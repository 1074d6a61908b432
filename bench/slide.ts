import type { Locator, Page } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'

/** The place of a demo in the deck whose program is replaced by what is measured. */
const SLUG = 'promise-all'

/** What a page of all slides takes until nothing of it is still on its way. */
const SETTLES_MS = 15_000

/** All modules of all slides, asked for the first time on a busy machine. */
const PATIENCE_MS = 120_000

export interface BenchSlide {
  deck: Deck
  page: Page
  demo: Locator
  /** Puts a program in the place of the demo's. */
  write: (program: string) => Promise<void>
  /**
   * The times between frames for as long, or until the demo has run and a moment after. Asked before Run is pressed.
   */
  watchFrames: (ms?: number) => Promise<number[]>
}

/** Opens a deck of its own on a slide whose program can be replaced, and closes both when `use` is done. */
export async function onSlide<T>(eggMs: number, use: (slide: BenchSlide) => Promise<T>): Promise<T> {
  const deck = await startDeck({ ms: eggMs })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    page.setDefaultTimeout(PATIENCE_MS)
    // tsx gives functions their names by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = named => named')
    // Playwright's own `networkidle` also waits for the frames that programs run in, which come and go.
    const open = new Set<string>()
    page.on('request', request => open.add(request.url()))
    page.on('requestfinished', request => open.delete(request.url()))
    page.on('requestfailed', request => open.delete(request.url()))
    const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
    await page.goto(`${deck.url}/${no}`)
    // Slidev fetches and mounts all slides three seconds after it was opened: let that be over.
    await page.waitForTimeout(SETTLES_MS)
    while (open.size > 0)
      await page.waitForTimeout(200)
    const demo = page.locator(`.live-demo[data-demo="${SLUG}"]`).filter({ visible: true })
    return await use({
      deck,
      page,
      demo,
      async write(program) {
        await demo.getByRole('button', { name: /^Edit/ }).click()
        await demo.locator('.cm-content').press('ControlOrMeta+a')
        await page.keyboard.insertText(program)
        await page.keyboard.press('Escape')
      },
      watchFrames: ms => page.evaluate(watchFrames, { selector: `.live-demo[data-demo="${SLUG}"]`, ms }),
    })
  }
  finally {
    await browser.close()
    await deck.stop()
  }
}

/** In the page. What a run leaves to be drawn is drawn within the moment after it. */
function watchFrames({ selector, ms }: { selector: string, ms?: number }): Promise<number[]> {
  const MOMENT_MS = 1000
  return new Promise((resolve) => {
    const times: number[] = []
    let last = performance.now()
    let until = last + (ms ?? MOMENT_MS)
    function frame(now: number) {
      times.push(now - last)
      last = now
      if (ms === undefined && document.querySelector(`${selector}:is([data-state="idle"], [data-state="running"])`))
        until = now + MOMENT_MS
      if (now < until)
        requestAnimationFrame(frame)
      else
        resolve(times)
    }
    requestAnimationFrame(frame)
  })
}
