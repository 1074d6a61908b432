import type { Measure } from './report.ts'
import { fileURLToPath } from 'node:url'
import { findDemo } from '../demos/catalogue.ts'
import { startKitchen } from '../egg-server/node.ts'
import { loadProgram } from '../runner/code/load-program.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn } from '../runner/worker/node.ts'
import { toLanes } from '../trace/lanes.ts'

/** As on a stage. */
const EGG_MS = 2000
const SPEED = 0.25
const PAUSE_MS = 10_000
/** So often each, in turn: what a machine does beside it makes a wait longer and never shorter, so the least counts. */
const TIMES = 3
const EGGS = 6

const root = fileURLToPath(new URL('..', import.meta.url))

/** Eggs and timers, after one another and at once; no two end within a tenth of a second. */
const PROGRAM = `
import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

async function guest(name, time) {
  await fry(name + '1', { time })
  await sleep(time * eggTime)
  await fry(name + '2', { time: time + 0.1 })
}
await Promise.all([guest('A', 0.25), guest('B', 0.4), guest('C', 0.6)])
`
const GUESTS = [...'ABC']

interface Seen {
  /** How long each egg was in the pan, and each guest slept between two, by the machine's clock, in milliseconds. */
  waits: number[]
  /** What began and ended, one after the other. */
  order: string[]
  /** When each egg began and ended in the picture, since the first began, in milliseconds of the kitchen. */
  picture: Map<string, number>
}

type Run = (setting: { speed?: number, pauseMs?: number }) => Promise<Seen>

/** How exactly a run keeps to the clock that is set for it, and what a pause does to it. */
export async function benchSlow(): Promise<Measure[]> {
  const kitchen = await startKitchen({ port: 0, ms: EGG_MS })
  try {
    const feed = feedOf(kitchen.kitchen)
    // It uses the same three helpers.
    const { modules } = await loadProgram(root, findDemo('retry-with-backoff')!)
    const program = { slug: 'slow', file: 'demos/javascript/slow.ts', text: PROGRAM, modules }
    const run: Run = async ({ speed, pauseMs }) => {
      const at = new Map<string, number>()
      const order: string[] = []
      let hasBegun = () => {}
      const isBegun = new Promise<void>(resolve => hasBegun = resolve)
      const run = startRun({ demo: 'slow', program, kitchen: kitchen.url, eggMs: EGG_MS, feed, spawn, speed, toolchain: {} })
      const hearNoMore = kitchen.kitchen.subscribe((event) => {
        if (event.run !== run.id)
          return
        order.push(`${event.task} ${event.kind}`)
        at.set(order.at(-1)!, event.at)
        hasBegun()
      })
      if (pauseMs !== undefined) {
        await isBegun
        await run.setClock!({ rate: 0 })
        await new Promise(resolve => setTimeout(resolve, pauseMs))
        await run.setClock!({ rate: 1 })
      }
      const { outcome, text } = await run.finished
      hearNoMore()
      if (outcome !== 'done')
        throw new Error(`The run ended as ${outcome}${text ? `: ${text}` : ''}. Run the bench on a machine that does nothing else.`)
      const between = (from: string, to: string) => at.get(to)! - at.get(from)!
      const waits = GUESTS.flatMap(name => [
        between(`${name}1 start`, `${name}1 end`),
        between(`${name}1 end`, `${name}2 start`),
        between(`${name}2 start`, `${name}2 end`),
      ])
      const bars = toLanes(run.events).lanes.flatMap(({ task, kitchen }) => kitchen.map(({ from, to }) => ({ task, from, to })))
      const first = Math.min(...bars.map(({ from }) => from))
      const picture = new Map(bars.flatMap(({ task, from, to }) => [[`${task} start`, from - first], [`${task} end`, to - first]]))
      return { waits, order, picture }
    }

    const usual: Seen[] = []
    const slowed: Seen[] = []
    const paused: Seen[] = []
    for (let i = 0; i < TIMES; i++) {
      usual.push(await run({}))
      slowed.push(await run({ speed: SPEED }))
      paused.push(await run({ pauseMs: PAUSE_MS }))
    }
    const waitOf = (runs: readonly Seen[], index: number) => Math.min(...runs.map(({ waits }) => waits[index]!))
    const ratios = usual[0]!.waits.map((_, index) => waitOf(slowed, index) / waitOf(usual, index) * SPEED)
    const worst = Math.max(...ratios.map(ratio => Math.abs(ratio - 1)))
    const lost = paused.reduce((sum, { picture }) => sum + EGGS - picture.size / 2, 0)
    return [
      {
        what: `at a quarter of the speed: each of ${ratios.length} waits over four times its length; the farthest off`,
        value: `${(worst * 100).toFixed(2)} %`,
        number: worst,
        bar: { most: 0.02, text: 'at most 2 %' },
      },
      ...compare('at a quarter of the speed', slowed, usual),
      {
        what: `paused for ${PAUSE_MS / 1000} s: eggs that are lost`,
        value: `${lost} of ${TIMES * EGGS}`,
        number: lost,
        bar: { most: 0, text: 'none' },
      },
      ...compare(`paused for ${PAUSE_MS / 1000} s`, paused, usual),
    ]
  }
  finally {
    await kitchen.close(0)
  }
}

/** How far the order and the picture of runs are from those of runs whose clock nobody touched. */
function compare(which: string, runs: readonly Seen[], usual: readonly Seen[]): Measure[] {
  const { order } = usual[0]!
  const moved = runs.reduce((sum, run) => sum + run.order.filter((what, index) => what !== order[index]).length, 0)
  const at = (of: readonly Seen[], what: string) => Math.min(...of.map(({ picture }) => picture.get(what) ?? Infinity))
  const off = Math.max(...[...usual[0]!.picture.keys()].map(what => Math.abs(at(runs, what) - at(usual, what)))) / EGG_MS
  return [
    {
      what: `${which}: eggs that begin or end in another order`,
      value: `${moved} of ${runs.length * order.length}`,
      number: moved,
      bar: { most: 0, text: 'none' },
    },
    {
      what: `${which}: the end of a bar that is farthest off in the picture, over an egg`,
      value: off.toFixed(4),
      number: off,
      bar: { most: 0.02, text: 'at most 0.02' },
    },
  ]
}
