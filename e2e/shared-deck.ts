import type { Browser } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import type { View } from '../tools/pages.ts'
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { watchPageErrors } from '../tools/page-errors.ts'
import { DeckPage } from '../tools/pages.ts'
import { eventually } from '../tools/processes.ts'

/**
 * What costs minutes and is the same for all test files of a worker: the browser, a warm deck, the built site. Each is
 * there from when a file first asks for it until the worker ends, which takes them along (tools/exit-with-parent.ts).
 * The projects that use it keep one worker for all their files: `isolate: false` in vitest.config.ts.
 */

/**
 * How long an egg takes on the shared deck and on the site: a busy machine can look while it fries, and press
 * something.
 */
export const EGG_MS = Number(process.env.E2E_EGG_MS ?? 1000)

/** A small laptop's. The slide is scaled to it. */
export const VIEWPORT = { width: 1280, height: 720 }

/** All modules of all slides, asked for the first time on a busy machine. */
export const COLD_MS = 120_000

export const shareBrowser = once(() => openBrowser())

export const shareDeck = once(async () => {
  const [deck, browser] = await Promise.all([startDeck({ ms: EGG_MS }), shareBrowser()])
  await warmUp(deck, browser)
  return deck
})

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The folder of the site, built as `npm run build` does. Nobody writes into it: a test that changes files takes a copy.
 */
export const shareSite = once(async () => {
  const out = join('node_modules', '.cache', `site-${process.pid}`)
  const remove = (): void => rmSync(join(root, out), { recursive: true, force: true })
  process.once('exit', remove)
  // The test runner ends its workers by this signal.
  process.once('SIGTERM', remove)
  const { NODE_ENV: _, ...env } = process.env
  await run(process.execPath, ['--import', 'tsx', 'site/main.ts', '--out', out], {
    cwd: root,
    env: { ...env, EGG_MS: `${EGG_MS}` },
    maxBuffer: 2 ** 26,
  })
  return join(root, out)
})

/**
 * Forgets what windows have shared: runs, edits, guesses. The next file finds the deck as it was when it was started.
 */
export async function clearDeck(): Promise<void> {
  const [deck, browser] = await Promise.all([shareDeck(), shareBrowser()])
  const page = await browser.newPage()
  // What a page says as it is closed may be lost: the next one looks whether it has been heard.
  for (let left = Infinity; left > 0;) {
    await page.goto('about:blank')
    await page.goto(`${deck.url}/entry`)
    left = await page.evaluate<number>(`import('/runner/windows/shared.ts').then(async ({ entries, isInStep, write }) => {
      entries()
      while (!isInStep.value)
        await new Promise(resolve => setTimeout(resolve, 10))
      const left = entries().filter(({ key, value }) => value !== undefined && !key.startsWith('here '))
      left.forEach(({ key }) => write(key))
      return left.length
    })`)
  }
  await page.close()
}

/** The slides beside the one that is shown are mounted a second after it. */
const NEIGHBOURS_MS = 1300

/** A test in a browser is tried again, and reported; and so is what all of them stand on. */
const MOST_OPENINGS = 2

/**
 * Lets the deck load everything once, in both views. On a fresh install Vite bundles the libraries as it meets them,
 * and reloads the page when it meets another: a person sees little of that, a test that has just pressed Run does.
 *
 * @throws {Error} what the window and the deck have said, when its slide is not shown however often it is opened.
 */
async function warmUp(deck: Deck, browser: Browser): Promise<void> {
  // What a program needs is loaded when a slide with a demo is shown.
  const { no } = (await loadSlides()).find(({ demos }) => demos.length > 0)!
  for (const view of ['presenter', 'slide'] as const) {
    for (let opening = 1; !await openOnce(deck, browser, no, view, opening === MOST_OPENINGS); opening++)
      console.error(`The ${view} view of slide ${no} is opened again.`)
  }
}

/** Opens a slide in a window of its own until no more is loaded. Whether that was to be seen; it says why not. */
async function openOnce(deck: Deck, browser: Browser, no: number, view: View, isLast: boolean): Promise<boolean> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const pageErrors = watchPageErrors(context)
  const page = await context.newPage()
  const window = new DeckPage(page, deck.url)
  let loads = 0
  page.on('load', () => loads++)
  const open = new Set<string>()
  page.on('request', request => open.add(request.url()))
  page.on('requestfinished', request => open.delete(request.url()))
  page.on('requestfailed', request => open.delete(request.url()))
  try {
    let before: number
    do {
      await page.goto('about:blank')
      before = loads
      await window.goto(no, view, COLD_MS)
      await window.loadAll()
      await page.waitForTimeout(NEIGHBOURS_MS)
      // Playwright's own `networkidle` also waits for the frames that programs run in, which come and go.
      await eventually(() => Promise.resolve(open.size === 0), () => 'It still asks for something.', COLD_MS)
    } while (loads > before + 1)
    return true
  }
  catch (error) {
    const said = [
      `The ${view} view of slide ${no} did not become ready at ${page.url()}: ${error}`,
      `It was loaded ${loads} times, and still asks for: ${[...open].join(', ') || 'nothing'}.`,
      `Its errors: ${pageErrors.complaints().join('; ') || 'none'}.`,
      `The deck said:\n${deck.output()}`,
    ].join('\n')
    if (isLast)
      throw new Error(said, { cause: error })
    console.error(said)
    return false
  }
  finally {
    await context.close()
  }
}

/** Begins when it is first asked for; all get the same. */
function once<T>(begin: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined
  return () => begun ??= begin()
}
