import type { Browser, BrowserContext } from 'playwright-core'
import type { Deck, DeckOptions } from '../tools/deck.ts'
import type { Vigil } from '../tools/page-errors.ts'
import { afterAll, beforeAll } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { keepVigil } from '../tools/page-errors.ts'
import { DeckPage } from '../tools/pages.ts'
import { eventually } from '../tools/processes.ts'

/** A deck and a browser for the tests of one file. */
export interface Stage {
  deck: Deck
  browser: Browser
  /** Opens a browser profile of its own, with one window on the deck in it. */
  open: () => Promise<Window>
}

/** One window on the deck, watched. Further windows of the same profile come from `another`. */
export interface Window extends DeckPage {
  context: BrowserContext
  vigil: Vigil
  another: () => Promise<DeckPage>
}

/** A small laptop's. The slide is scaled to it. */
const VIEWPORT = { width: 1280, height: 720 }

/** For one step of a person, such as a click. */
const PATIENCE_MS = 10_000

/** All modules of all slides, asked for the first time on a busy machine. */
const COLD_MS = 120_000

/** Sets up a deck and a browser before the tests of a file, and takes both down after them. */
export function setStage(options: DeckOptions): Stage {
  const stage = {} as Stage

  beforeAll(async () => {
    const [deck, browser] = await Promise.all([startDeck(options), openBrowser()])
    Object.assign(stage, { deck, browser })
    await warmUp(stage)
  }, 3 * COLD_MS)

  afterAll(async () => {
    await stage.browser?.close()
    await stage.deck?.stop()
  })

  stage.open = async () => {
    // The deck keeps the screen awake. A person's browser just lets it; the one from the npm package has to be told to.
    const context = await stage.browser.newContext({ viewport: VIEWPORT, permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(PATIENCE_MS)
    const vigil = keepVigil(context)
    const another = async (): Promise<DeckPage> => new DeckPage(await context.newPage(), stage.deck.url)
    return Object.assign(await another(), { context, vigil, another })
  }
  return stage
}

/** Slidev mounts the slides that nobody has looked at yet three seconds after it was opened. */
const ALL_MOUNTED_MS = 3300

/**
 * Lets the deck load everything once, in both views. On a fresh install Vite bundles the libraries as it meets them, and
 * reloads the page when it meets another: a person sees little of that, a test that has just pressed Run does.
 */
async function warmUp({ browser, deck }: Stage): Promise<void> {
  const page = await browser.newPage({ viewport: VIEWPORT })
  const window = new DeckPage(page, deck.url)
  // What a program needs is loaded when a slide with a demo is shown.
  const { no } = (await loadSlides()).find(({ demos }) => demos.length > 0)!
  let loads = 0
  page.on('load', () => loads++)
  const open = new Set<string>()
  page.on('request', request => open.add(request.url()))
  page.on('requestfinished', request => open.delete(request.url()))
  page.on('requestfailed', request => open.delete(request.url()))
  for (const view of ['presenter', 'slide'] as const) {
    let before: number
    do {
      await page.goto('about:blank')
      before = loads
      await window.goto(no, view)
      await page.waitForTimeout(ALL_MOUNTED_MS)
      // Playwright's own `networkidle` also waits for the frames that programs run in, which come and go.
      await eventually(() => Promise.resolve(open.size === 0), () => `The ${view} view of slide ${no} still asks for ${[...open].join(', ')}.`, COLD_MS)
    } while (loads > before + 1)
  }
  await page.close()
}
