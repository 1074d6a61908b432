import type { AddressInfo } from 'node:net'
import type { Measure } from './report.ts'
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openBrowser } from '../tools/browser.ts'
import { serveFolder } from '../tools/serve.ts'
import { median } from './report.ts'

/** What Chrome's developer tools call “Slow 4G”: bytes a second, and milliseconds before each answer. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9,
  uploadThroughput: ((0.75 * 1024 * 1024) / 8) * 0.9,
}

/** As many times slower than this machine. */
const CPU = 4

/** Each visit is the first of its browser: nothing is kept from the one before. */
const VISITS = 3

const TEXT_MS = 3000
const RUN_MS = 6000

const OUT = 'node_modules/.cache/site-bench'

/** What a reader with a slow phone and a slow line waits for on their first visit. */
export async function benchPhone(): Promise<Measure[]> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'site/main.ts', '--out', OUT], { cwd: root, maxBuffer: 2 ** 26 })
  const server = await serveFolder({ folder: `${root}${OUT}`, port: 0 })
  const browser = await openBrowser()
  try {
    const site = `http://localhost:${(server.address() as AddressInfo).port}/`
    const visits: { text: number, run: number, chapter: number, program: number }[] = []
    for (let visit = 0; visit < VISITS; visit++) {
      const [text, run] = await visitFor(`${site}`, ['#first-text .lead, .front .lead', '.first-run .primary:not(:disabled)'])
      const [chapter, program] = await visitFor(
        `${site}#/read/promises`,
        ['#first-text section p, .reading-slide .note p', '.reading-slide [data-demo] .primary:not(:disabled)'],
      )
      visits.push({ text: text!, run: run!, chapter: chapter!, program: program! })
    }
    const say = (what: string, of: (visit: typeof visits[number]) => number, most: number): Measure => {
      const ms = median(visits.map(of))
      return {
        what: `phone, slow 4G, CPU ${CPU} times slower: ${what}`,
        value: `${(ms / 1000).toFixed(2)} s`,
        number: ms,
        bar: { most, text: `at most ${most / 1000} s` },
      }
    }
    return [
      say('first text of the first page', ({ text }) => text, TEXT_MS),
      say('four eggs can be fried there', ({ run }) => run, RUN_MS),
      say('first text of a chapter', ({ chapter }) => chapter, TEXT_MS),
      say('the first program of a chapter can be run', ({ program }) => program, RUN_MS),
    ]
  }
  finally {
    await browser.close()
    server.close()
    rmSync(`${root}${OUT}`, { recursive: true, force: true })
  }

  /** Milliseconds until each of these is seen, on a first visit. */
  async function visitFor(url: string, selectors: string[]): Promise<number[]> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
    try {
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('Network.enable')
      await cdp.send('Network.emulateNetworkConditions', SLOW_4G)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU })
      const began = performance.now()
      await page.goto(url, { waitUntil: 'commit' })
      return await Promise.all(selectors.map(async (selector) => {
        await page.locator(selector).first().waitFor({ timeout: 60_000 })
        return performance.now() - began
      }))
    }
    finally {
      await context.close()
    }
  }
}
