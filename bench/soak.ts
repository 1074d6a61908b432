import type { Measure } from './report.ts'
import { readFileSync } from 'node:fs'
import { onSlide } from './slide.ts'

/** Short eggs: many runs are what fills a memory, and not their length. */
const EGG_MS = 50
/** What is compiled and cached by the first runs is there before the first weighing. */
const WARM_RUNS = 20
const MB = 1024 * 1024
const MINUTE_MS = 60_000

interface Weight { heap: number, nodes: number, deck: number }

/**
 * Runs a demo on its slide again and again for so many minutes, and weighs the page and the deck's process before and
 * after.
 */
export function benchSoak(minutes: number): Promise<Measure[]> {
  return onSlide(EGG_MS, async ({ deck, tab, run, press }) => {
    async function weigh(): Promise<Weight> {
      await tab.send('HeapProfiler.collectGarbage')
      const { usedSize } = await tab.send<{ usedSize: number }>('Runtime.getHeapUsage')
      const { nodes } = await tab.send<{ nodes: number }>('Memory.getDOMCounters')
      return { heap: usedSize / MB, nodes, deck: rssOf(deck.pid) }
    }

    async function runOnce(): Promise<string> {
      const { state } = await run()
      await press('Reset')
      return state
    }

    for (let i = 0; i < WARM_RUNS; i++)
      await runOnce()
    const before = await weigh()
    const until = performance.now() + minutes * MINUTE_MS
    let runs = 0
    let failed = 0
    while (performance.now() < until) {
      runs++
      if (await runOnce() !== 'done')
        failed++
    }
    const after = await weigh()
    const grew = (what: keyof Weight, unit: string, most: number): Measure => {
      const more = after[what] - before[what]
      return {
        what: `soak: ${minutes} min, ${runs} runs: ${what}, from ${before[what].toFixed(1)} to ${after[what].toFixed(1)} ${unit}`,
        value: `${more.toFixed(1)} ${unit}`.trim(),
        number: more,
        bar: { most, text: `at most ${most} ${unit} more`.replace('  ', ' ') },
      }
    }
    return [
      { what: `soak: ${minutes} min, ${runs} runs: not done`, value: `${failed}`, number: failed, bar: { most: 0, text: 'none' } },
      grew('heap', 'MB', 5),
      grew('nodes', '', 500),
      ...Number.isNaN(before.deck) ? [] : [grew('deck', 'MB', 100)],
    ]
  })
}

/** A process's memory in MB, where Linux says so. */
function rssOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  }
  catch {
    return Number.NaN
  }
}
