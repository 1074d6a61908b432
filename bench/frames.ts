import type { Measure } from './report.ts'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'

/** Long enough that every egg is drawn while it fries, and short enough that six connections serve 200 of them. */
const EGG_MS = 100
const EGGS = 200

/** The place of a demo in the deck whose program is replaced by the one below. */
const SLUG = 'promise-all'

/** A page that is never slower than this looks smooth; a browser without a screen still draws sixty times a second. */
const SMOOTH_MS = 1000 / 30
/** What a page of 190 slides takes until nothing of it is still on its way. */
const SETTLES_MS = 15_000
/** Frames come at multiples of the screen's own time, give or take the clock's grain. */
const GRAIN_MS = 0.5

const PROGRAM = `const eggs = Array.from({ length: ${EGGS} }, (_, n) => 'egg-' + n)
await Promise.all(eggs.map(egg => fetch(stove + egg)))`

/** How smoothly a run of 200 eggs is drawn, live: the time between two frames, and how much of it is the page's work. */
export async function benchFrames(): Promise<Measure[]> {
  const deck = await startDeck({ ms: EGG_MS })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    // tsx gives functions their names by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = named => named')
    const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
    await page.goto(`${deck.url}/${no}`)
    // Slidev fetches and mounts all slides three seconds after it was opened: let that be over.
    await page.waitForTimeout(SETTLES_MS)
    await page.waitForLoadState('networkidle')
    const demo = page.locator(`.live-demo[data-demo="${SLUG}"]`).filter({ visible: true })
    await demo.getByRole('button', { name: /^Edit/ }).click()
    await demo.locator('.cm-content').press('ControlOrMeta+a')
    await page.keyboard.insertText(PROGRAM)
    await page.keyboard.press('Escape')
    // What is drawn when nothing runs: the machine's own frame time, to compare with.
    const idle = await page.evaluate(watchFrames, undefined)
    await demo.getByRole('button', { name: /^Run/ }).click()
    await page.locator(`.live-demo[data-demo="${SLUG}"][data-state="running"]`).first().waitFor({ state: 'attached' })
    const busy = await page.evaluate(watchFrames, SLUG)
    return [
      { what: `browser: ${EGGS} eggs drawn live, median time between frames (idle: ${quantile(idle, 0.5).toFixed(1)} ms)`, value: `${quantile(busy, 0.5).toFixed(1)} ms`, number: quantile(busy, 0.5) },
      { what: `browser: ${EGGS} eggs drawn live, 95 of 100 frames come within (idle: ${quantile(idle, 0.95).toFixed(1)} ms)`, value: `${quantile(busy, 0.95).toFixed(1)} ms`, number: quantile(busy, 0.95), bar: { most: SMOOTH_MS + GRAIN_MS, text: `at most ${SMOOTH_MS.toFixed(1)} ms` } },
    ]
  }
  finally {
    await browser.close()
    await deck.stop()
  }
}

/** In the page: the times between frames while the demo runs, or for a second where none is named. */
function watchFrames(slug: string | undefined): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = []
    const began = performance.now()
    let last = began
    function frame(now: number) {
      times.push(now - last)
      last = now
      const isRunning = slug ? document.querySelector(`.live-demo[data-demo="${slug}"][data-state="running"]`) !== null : now - began < 1000
      if (isRunning)
        requestAnimationFrame(frame)
      else
        resolve(times.slice(1))
    }
    requestAnimationFrame(frame)
  })
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}
