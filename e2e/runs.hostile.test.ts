import type { Browser, CDPSession, Page } from 'playwright-core'
import type { ServedPrograms } from './serve-programs.ts'
import { readdirSync } from 'node:fs'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { WebSocket } from 'undici'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { openFeed } from '../runner/run/kitchen-feed.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn } from '../runner/worker/node.ts'
import { openBrowser } from '../tools/browser.ts'
import { servePrograms } from './serve-programs.ts'

/** Run after run, as in an hour of trying things out: the last is as the first, and nothing stays behind. */

const PROGRAM = `console.log(await (await fetch(process.env.KITCHEN_URL + '/A?ms=0')).text())`
const MB = 1024 * 1024

let served: ServedPrograms
let browser: Browser
let page: Page
let devtools: CDPSession

beforeAll(async () => {
  served = await servePrograms()
  browser = await openBrowser()
  page = await browser.newPage()
  await page.addInitScript('globalThis.__name = named => named')
  await page.goto(served.url)
  await page.locator('body[data-ready]').waitFor({ state: 'attached' })
  devtools = await page.context().newCDPSession(page)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

/** What the page holds. A frame that was taken out keeps its document until the collector has come round to it. */
async function weighPage() {
  for (let i = 0; i < 5; i++) {
    await devtools.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(100)
  }
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes, documents, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
  return { usedSize, nodes, documents, jsEventListeners, frames: page.frames().length }
}

/** What became of so many runs, each told once however often it was. */
function runInPage(times: number): Promise<string[]> {
  return page.evaluate(async ({ program, times }) => {
    const became = new Set<string>()
    for (let i = 0; i < times; i++) {
      const { outcome, text, printed } = await globalThis.runProgram(program)
      became.add([outcome, text, ...printed].filter(Boolean).join(' '))
    }
    return [...became]
  }, { program: PROGRAM, times })
}

it('a thousand runs in one tab leave it as they found it', { timeout: 1_200_000 }, async () => {
  expect(await runInPage(100)).toEqual(['done A'])
  const before = await weighPage()
  for (let i = 0; i < 9; i++)
    expect(await runInPage(100)).toEqual(['done A'])
  const after = await weighPage()
  expect(after.frames).toBe(before.frames)
  // The last run's document may still be with the collector; a leak would be nine hundred.
  expect(after.documents - before.documents).toBeLessThan(10)
  expect(after.nodes - before.nodes).toBeLessThan(100)
  expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(100)
  // A thousandth of it a run would be kept here.
  expect(after.usedSize - before.usedSize).toBeLessThan(MB)
})

it('two hundred runs in a terminal’s process leave it as they found it', { timeout: 1_200_000 }, async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const kitchen = await startKitchen({ port: 0, ms: 1 })
  const feed = openFeed(kitchen.url, { WebSocket })
  await feed.whenSynced()

  async function run(times: number): Promise<string[]> {
    const became = new Set<string>()
    for (let i = 0; i < times; i++) {
      const run = startRun({
        demo: 'test',
        program: { slug: 'test', file: 'demos/javascript/test.ts', text: PROGRAM, modules: {} },
        kitchen: kitchen.url,
        spawn,
        feed,
        toolchain: {},
      })
      const { outcome, text } = await run.finished
      became.add([outcome, text, ...run.events.flatMap(event => event.kind === 'log' ? [event.text] : [])].filter(Boolean).join(' '))
    }
    return [...became]
  }

  function weigh() {
    collect()
    return { heap: process.memoryUsage().heapUsed, threads: process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0 }
  }

  try {
    expect(await run(20)).toEqual(['done A'])
    const before = weigh()
    expect(await run(180)).toEqual(['done A'])
    const after = weigh()
    // The test runner's own pools come and go by a few threads; a tenth of one a run would be eighteen.
    expect(after.threads).toBeLessThan(before.threads + 18)
    expect(after.heap - before.heap).toBeLessThan(4 * MB)
  }
  finally {
    feed.close()
    await kitchen.close(0)
  }
})
