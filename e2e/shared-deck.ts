import type { Browser } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
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

/**
 * Lets the deck load everything once, in both views. On a fresh install Vite bundles the libraries as it meets them,
 * and reloads the page when it meets another: a person sees little of that, a test that has just pressed Run does.
 */
async function warmUp(deck: Deck, browser: Browser): Promise<void> {
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
      await window.goto(no, view, COLD_MS).catch((error: Error) => {
        throw new Error(`${error.message}\nThe deck said:\n${deck.output()}`, { cause: error })
      })
      await window.loadAll()
      await page.waitForTimeout(NEIGHBOURS_MS)
      // Playwright's own `networkidle` also waits for the frames that programs run in, which come and go.
      await eventually(
        () => Promise.resolve(open.size === 0),
        () => `The ${view} view of slide ${no} still asks for ${[...open].join(', ')}.`,
        COLD_MS,
      )
    } while (loads > before + 1)
  }
  await page.close()
}

/** Begins when it is first asked for; all get the same. */
function once<T>(begin: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined
  return () => begun ??= begin()
}
