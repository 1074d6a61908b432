import type { BareBrowser, BareTab } from '../tools/bare-browser.ts'
import type { Deck } from '../tools/deck.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { loadSlides } from '../talk/slides.ts'
import { openBareBrowser } from '../tools/bare-browser.ts'
import { startDeck } from '../tools/deck.ts'
import { eventually } from '../tools/processes.ts'

/** The place of a demo in the deck whose program is replaced by what is measured. */
const SLUG = 'promise-all'
const DEMO = `.live-demo[data-demo="${SLUG}"]`

/** A deck's page asks for its neighbours, for what a press needs and for all slides, the last ten seconds later. */
const SETTLES_MS = 12_000

/** It makes its styles anew for them and sends them last: of a page that asks for nothing for so long, all is there. */
const QUIET_MS = 4_000

/** What a change of the program is still read and painted for. */
const WRITTEN_MS = 1_000

/** All modules of all slides, asked for the first time on a busy machine. */
const PATIENCE_MS = 120_000

/** A run ends by its limit: what is not over long after that never is. */
const OVER_MS = 60_000

export interface BenchSlide {
  deck: Deck
  browser: BareBrowser
  tab: BareTab
  /** Puts a program in the place of the demo's. */
  write: (program: string) => Promise<void>
  /** Presses the button whose name begins so. */
  press: (name: string) => Promise<void>
  /** The demo's state and its sentence. */
  look: () => Promise<{ state: string, sentence: string }>
  /** Presses Run, waits until the run is over, and answers as `look` does. */
  run: () => Promise<{ state: string, sentence: string }>
  /**
   * The times between frames for as long, or until the demo has run and a moment after. Asked before Run is pressed.
   */
  watchFrames: (ms?: number) => Promise<number[]>
}

/**
 * Opens a deck of its own on a slide whose program can be replaced, in a browser that nobody drives, and closes both
 * when `use` is done.
 */
export async function onSlide<T>(eggMs: number, use: (slide: BenchSlide) => Promise<T>, args: string[] = []): Promise<T> {
  const deck = await startDeck({ ms: eggMs, args })
  const browser = await openBareBrowser({ width: 1920, height: 1080 })
  try {
    const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
    const tab = await browser.openTab(`${deck.url}/${no}`)
    const has = (selector: string) => tab.call(find => document.querySelector(find) !== null, selector)
    const waitFor = (selector: string, ms = PATIENCE_MS) =>
      eventually(() => has(selector), () => `There is no ${selector} on slide ${no}.`, ms)

    await waitFor(`${DEMO} .demo-code`)
    const begun = performance.now()
    for (let known = 0, since = begun; performance.now() - begun < SETTLES_MS || performance.now() - since < QUIET_MS; await pause(200)) {
      const loaded = await tab.call(countLoaded, null)
      if (loaded !== known)
        since = performance.now()
      known = loaded
    }

    const press = (name: string) => tab.call(pressButton, { demo: DEMO, name })
    const look = () => tab.call(lookAt, DEMO)
    return await use({
      deck,
      browser,
      tab,
      press,
      look,
      async write(program) {
        await press('Edit')
        await waitFor(`${DEMO} .cm-content`)
        await tab.call(find => document.querySelector<HTMLElement>(find)!.focus(), `${DEMO} .cm-content`)
        await tab.press({ key: 'a', code: 'KeyA', number: 65, control: true })
        await tab.insertText(program)
        await tab.press({ key: 'Escape', code: 'Escape', number: 27 })
        await pause(WRITTEN_MS)
      },
      async run() {
        const before = await tab.call(find => document.querySelector<HTMLElement>(find)!.dataset.run, DEMO)
        await press('Run')
        await waitFor(`${DEMO}[data-run]:not([data-run="${before}"], [data-state="idle"], [data-state="running"])`, OVER_MS)
        return look()
      },
      watchFrames: ms => tab.call(watchFrames, { demo: DEMO, ms, overMs: OVER_MS }),
    })
  }
  finally {
    await browser.close()
    await deck.stop()
  }
}

/** In the page: how many files it has had. The list has an end, unless it is given more room in time. */
function countLoaded(): number {
  performance.setResourceTimingBufferSize(100_000)
  return performance.getEntriesByType('resource').length
}

/** In the page. */
function pressButton({ demo, name }: { demo: string, name: string }): void {
  const nameOf = (button: Element) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim()
  const button = [...document.querySelectorAll<HTMLElement>(`${demo} button`)].find(button => nameOf(button).startsWith(name))
  if (!button)
    throw new Error(`The demo has no button ${name} to press.`)
  button.click()
}

/** In the page. */
function lookAt(demo: string): { state: string, sentence: string } {
  const root = document.querySelector<HTMLElement>(demo)!
  return { state: root.dataset.state ?? '', sentence: root.querySelector('[role="status"]')?.textContent ?? '' }
}

/** In the page. What a run leaves to be drawn is drawn within the moment after it. */
function watchFrames({ demo, ms, overMs }: { demo: string, ms?: number, overMs: number }): Promise<number[]> {
  const MOMENT_MS = 1000
  return new Promise((resolve) => {
    const times: number[] = []
    let last = performance.now()
    const latest = last + overMs
    let until = last + (ms ?? MOMENT_MS)
    function frame(now: number) {
      times.push(now - last)
      last = now
      if (ms === undefined && document.querySelector(`${demo}:is([data-state="idle"], [data-state="running"])`))
        until = now + MOMENT_MS
      if (now < Math.min(until, latest))
        requestAnimationFrame(frame)
      else
        resolve(times)
    }
    requestAnimationFrame(frame)
  })
}
