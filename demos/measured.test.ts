import type { RunEvent } from '../trace/events.ts'
import type { Picture } from '../trace/lanes.ts'
import { cpus } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { canRun } from '../runner/process/can-run.ts'
import { startDemo } from '../runner/terminal/start-demo.ts'
import { toLanes } from '../trace/lanes.ts'
import { catalogue, findDemo } from './catalogue.ts'

/**
 * What is drawn as work was work: runs of the programs that compute, held against what the system says that their
 * processes had of the cores. Linux only, for elsewhere nothing is measured.
 */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/**
 * What an interpreter takes before the first task begins and after the last is over is nobody's lane, but a thread's.
 */
const TOLERANCE = 0.1

/** Of processor time: from here on what an interpreter takes to start is less than {@link TOLERANCE} of it. */
const SHORT_MS = 1_000

/**
 * A reading in which the turn went from one thread to the next counts for both; two that work at a time would come near
 * to 1.
 */
const SHARED_READINGS = 0.3

let kitchen: Awaited<ReturnType<typeof startKitchen>>
beforeAll(async () => void (kitchen = await startKitchen({ port: 0, ms: 200 })))
afterAll(() => kitchen.close(0))

async function run(slug: string): Promise<readonly RunEvent[] | undefined> {
  const demo = findDemo(slug)!
  const runnable = await canRun(demo)
  if (!runnable.can)
    return undefined
  const run = await startDemo(demo, { root: ROOT, kitchen: kitchen.url, eggMs: 200, feed: feedOf(kitchen.kitchen), runnable })
  await run.finished
  return run.events
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** How long the threads of a run were on a core between two moments of it, all together. */
function workBetween({ threads }: Picture, from: number, to: number): number {
  return sum(threads.flatMap(({ parts }) => parts.flatMap(part => part.state === 'working' ? Math.max(0, Math.min(part.to, to) - Math.max(part.from, from)) : [])))
}

const COMPUTING = catalogue.filter(({ computes }) => computes).map(({ slug }) => slug)

describe.skipIf(process.platform !== 'linux').each(COMPUTING)('%s', (slug) => {
  it('draws as work what its processes had of the cores', { timeout: 120_000 }, async ({ skip }) => {
    const events = await run(slug) ?? skip()
    const picture = toLanes(events)
    const cpu = picture.cpu!
    const threads = sum(picture.threads.flatMap(({ parts }) => parts.flatMap(({ state, from, to }) => state === 'working' ? to - from : [])))
    const lanes = sum(picture.lanes.flatMap(({ program }) => program.flatMap(({ state, from, to }) => state === 'working' ? to - from : [])))
    expect(picture.outcome).toBe('done')
    expect(Math.abs(threads - cpu) / cpu, `threads worked for ${threads} ms, its processes for ${cpu} ms`).toBeLessThan(TOLERANCE)
    const ran = picture.lanes.map(({ started = 0, ended = picture.to }) => [started, ended] as const)
    // Of a short program starting its threads is a good part, and no task's.
    const whole = cpu < SHORT_MS ? workBetween(picture, Math.min(...ran.map(([from]) => from)), Math.max(...ran.map(([, to]) => to))) : cpu
    expect(Math.abs(lanes - whole) / whole, `tasks worked for ${lanes} ms, its processes for ${whole} of ${cpu} ms`).toBeLessThan(TOLERANCE)
    expect(lanes).toBeLessThanOrEqual(cpus().length * picture.ms!)
    expect(picture.unmeasured).toBeUndefined()
  })
})

describe.skipIf(process.platform !== 'linux')('the global interpreter lock', () => {
  it('lets four threads have no more than one core', { timeout: 120_000 }, async ({ skip }) => {
    const picture = toLanes(await run('python-cpu-threads') ?? skip())
    const moments = picture.lanes.flatMap(({ program }) => program.filter(({ state }) => state === 'working').flatMap(({ from, to }) => [{ t: from, by: 1 }, { t: to, by: -1 }]))
    // From the first one's start to the last one's end: for how long did more than one work at a time?
    let [at, now, several] = [0, 0, 0]
    for (const { t, by } of moments.sort((a, b) => a.t - b.t || a.by - b.by)) {
      several += now > 1 ? t - at : 0
      now += by
      at = t
    }
    expect(several / picture.cpu!).toBeLessThan(SHARED_READINGS)
    expect(picture.lanes.every(({ program }) => program.filter(({ state }) => state === 'blocked').length > 3)).toBe(true)
  })
})
