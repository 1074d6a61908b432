import type { RunEvent } from '../trace/events.ts'
import type { Measure } from './report.ts'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'undici'
import { findDemo } from '../demos/catalogue.ts'
import { loadProgram } from '../runner/code/load-program.ts'
import { openFeed } from '../runner/run/kitchen-feed.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn } from '../runner/worker/node.ts'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { median } from './report.ts'

/** As on a stage. */
const EGG_MS = 2000
const TIMES = 5

const root = fileURLToPath(new URL('..', import.meta.url))

/** How long the eggs of a run took at the kitchen, in milliseconds. */
function eggTimes(events: readonly RunEvent[]): number[] {
  const started = new Map<string, number>()
  return events.flatMap((event) => {
    if (event.witness !== 'kitchen' || !('task' in event))
      return []
    const key = `${event.task} ${event.id}`
    if (event.kind === 'start')
      started.set(key, event.t)
    return event.kind === 'end' ? [event.t - started.get(key)!] : []
  })
}

/** Wall time of a run over what its eggs alone would take: the slowest of them, or their sum. */
function overhead(events: readonly RunEvent[], limit: 'slowest' | 'sum'): number {
  const finish = events.find(event => event.kind === 'finish')
  const eggs = eggTimes(events)
  const least = limit === 'slowest' ? Math.max(...eggs) : eggs.reduce((sum, ms) => sum + ms, 0)
  return finish ? finish.ms / least : Number.NaN
}

/**
 * How far the bars of a run may be off at most, in milliseconds: all of them are moved by one estimate of how the two
 * clocks stand. No egg begins before it was asked for, and none is there before it was done, so the estimate is wrong
 * by no more than the quickest request took to arrive, or the quickest answer.
 */
function farthestOff(events: readonly RunEvent[]): number {
  const times = (witness: 'kitchen' | 'program', kind: 'start' | 'end') =>
    new Map(events.flatMap(event => (event.witness === witness && event.kind === kind ? [[event.task, event.t]] : [])))
  const quickest = (kind: 'start' | 'end') => {
    const program = times('program', kind)
    return Math.min(...[...times('kitchen', kind)].flatMap(([task, t]) => program.has(task) ? [Math.abs(t - program.get(task)!)] : []))
  }
  return Math.max(quickest('start'), quickest('end'))
}

const RUNS = [
  { slug: 'promise-all', limit: 'slowest', what: 'four eggs at once, over the slowest egg', bar: { most: 1.01, text: 'at most 1.01' } },
  { slug: 'sequential', limit: 'sum', what: 'four eggs one by one, over their sum', bar: { most: 1.005, text: 'at most 1.005' } },
] as const

/** The same programs in Node, against a kitchen in a process of its own. */
export async function benchNode(): Promise<Measure[]> {
  const kitchen = fork(`${root}/egg-server/main.ts`, ['--port', '0', '--ms', `${EGG_MS}`], {
    execArgv: ['--import', 'tsx'],
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      kitchen.once('message', (word: { url: string }) => resolve(word.url))
      kitchen.once('exit', () => reject(new Error('The kitchen did not open.')))
    })
    const feed = openFeed(url, { WebSocket })
    await feed.whenSynced()
    const measures: Measure[] = []
    for (const { slug, limit, what, bar } of RUNS) {
      const program = await loadProgram(root, findDemo(slug)!)
      const ratios: number[] = []
      for (let i = 0; i < TIMES; i++) {
        const run = startRun({ demo: slug, program, kitchen: url, eggMs: EGG_MS, feed, spawn, toolchain: {} })
        await run.finished
        ratios.push(overhead(run.events, limit))
      }
      measures.push({ what: `Node: ${what}`, value: median(ratios).toFixed(4), number: median(ratios), bar: { ...bar } })
    }
    feed.close()
    return measures
  }
  finally {
    kitchen.kill()
  }
}

/** The same programs on their slides, in a real browser; and how quickly Run and Stop act. */
export async function benchBrowser(): Promise<Measure[]> {
  const deck = await startDeck({ ms: EGG_MS })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    let events: RunEvent[] = []
    // What a window tells the others is all that it has seen.
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        const text = String(payload)
        if (text.includes('"four-eggs"') && text.includes('"updates"')) {
          events.push(
            ...JSON.parse(text).data.updates.flatMap(({ key, list }: { key: string, list: RunEvent[] }) =>
              key.endsWith(' run') ? list : [],
            ),
          )
        }
      }))
    await page.addInitScript(() => {
      addEventListener('click', () => Object.assign(globalThis, { clickedAt: performance.timeOrigin + performance.now() }), true)
    })

    const slides = await loadSlides()
    async function open(slug: string) {
      const { no } = slides.find(({ demos }) => demos.includes(slug))!
      await page.goto(`${deck.url}/${no}`)
      const demo = page.locator(`.slidev-page-${no} .live-demo[data-demo="${slug}"]`)
      await demo.waitFor()
      await page.waitForTimeout(4000)
      return demo
    }
    const clickedAt = () => page.evaluate(() => (globalThis as unknown as { clickedAt: number }).clickedAt)
    const has = (wanted: (event: RunEvent) => boolean) => async () => {
      while (!events.some(wanted))
        await page.waitForTimeout(5)
    }
    const originOf = () => {
      const run = events.find(event => event.kind === 'run')
      return run ? Date.parse(run.startedAt) : Number.NaN
    }

    const measures: Measure[] = []
    const firsts: number[] = []
    const off: number[] = []
    for (const { slug, limit, what, bar } of RUNS) {
      const demo = await open(slug)
      const ratios: number[] = []
      for (let i = 0; i <= TIMES; i++) {
        events = []
        await demo.getByRole('button', { name: /^Run/ }).click()
        await has(event => event.kind === 'finish')()
        const first = events.find(event => event.witness === 'kitchen' && event.kind === 'start')!
        // The first run of a page is its warm-up.
        if (i > 0) {
          ratios.push(overhead(events, limit))
          off.push(farthestOff(events))
          firsts.push(originOf() + first.t - await clickedAt())
        }
        await page.waitForTimeout(700)
      }
      measures.push({ what: `browser: ${what}`, value: median(ratios).toFixed(4), number: median(ratios), bar: { ...bar } })
    }
    measures.push({
      what: 'browser: Run pressed to first request at the kitchen',
      value: `${median(firsts).toFixed(1)} ms`,
      number: median(firsts),
      bar: { most: 50, text: 'at most 50 ms' },
    })

    measures.push({
      what: 'browser: a bar against what the kitchen saw, off by no more than',
      value: `${median(off).toFixed(1)} ms`,
      number: median(off),
      bar: { most: 5, text: 'at most 5 ms' },
    })

    const demo = await open('promise-all')
    const stops: number[] = []
    for (let i = 0; i <= TIMES; i++) {
      events = []
      await demo.getByRole('button', { name: /^Run/ }).click()
      await has(event => event.witness === 'kitchen' && event.kind === 'start' && event.task === 'D')()
      await page.waitForTimeout(300)
      await demo.getByRole('button', { name: /^Stop/ }).click()
      await has(event => event.kind === 'finish')()
      const gone = events.flatMap(event => event.witness === 'kitchen' && event.kind === 'abort' ? [event.t] : [])
      if (i > 0)
        stops.push(gone.length === 4 ? originOf() + Math.max(...gone) - await clickedAt() : Number.NaN)
      await page.waitForTimeout(700)
    }
    measures.push({
      what: 'browser: Stop pressed to the last egg off the heat',
      value: `${median(stops).toFixed(1)} ms`,
      number: median(stops),
      bar: { most: 100, text: 'at most 100 ms' },
    })
    return measures
  }
  finally {
    await browser.close()
    await deck.stop()
  }
}
