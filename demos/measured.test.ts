import type { RunEvent } from '../trace/events.ts'
import type { Picture } from '../trace/lanes.ts'
import { cpus } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { canRun } from '../runner/process/can-run.ts'
import { startSampler } from '../runner/process/sampler.mjs'
import { createThreadReader } from '../runner/process/threads.ts'
import { absoluteNow } from '../runner/run/messages.ts'
import { startDemo } from '../runner/terminal/start-demo.ts'
import { toLanes } from '../trace/lanes.ts'
import { catalogue, findDemo } from './catalogue.ts'

/**
 * What is drawn as work was work: runs of the programs that compute, held against what the system says that their
 * processes had of the cores. Linux only, for elsewhere nothing is measured. Programs for a browser are run in Node
 * here: a browser has no such clock, and their threads time the pieces of their work in both.
 */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const TOLERANCE = 0.1

/**
 * Of what threads had, so much may be in no lane: a virtual machine compiles and collects beside short tasks, and a
 * piece in the middle of which its thread lost the core is not drawn as work. Measured: 12 to 16 %.
 */
const IN_NO_LANE: Record<string, number> = { 'java-carriers': 0.25, 'cpu-in-workers': 0.25, 'cpu-sweep': 0.25 }

/** What other programs take off a core in the middle of a reading is not in it. A retry is reported. */
const WHEN_DISTURBED = { timeout: 120_000, retry: 2 }

/** Never more than the threads had; less only by so much. */
function expectWork(slug: string, lanes: number, had: number): void {
  expect(lanes / had, `tasks worked for ${lanes} ms, their threads for ${had} ms`).toBeLessThan(1 + TOLERANCE)
  expect(lanes / had, `tasks worked for ${lanes} ms, their threads for ${had} ms`).toBeGreaterThan(1 - (IN_NO_LANE[slug] ?? TOLERANCE))
}

/**
 * A reading in which the turn went from one thread to the next counts for both; two that work at a time would come near
 * to 1.
 */
const SHARED_READINGS = 0.3

let kitchen: Awaited<ReturnType<typeof startKitchen>>
beforeAll(async () => void (kitchen = await startKitchen({ port: 0, ms: 200 })))
afterAll(() => kitchen.close(0))

async function run(slug: string, eggMs = 200): Promise<readonly RunEvent[] | undefined> {
  const demo = findDemo(slug)!
  const runnable = await canRun(demo)
  if (!runnable.can)
    return undefined
  const run = await startDemo(demo, { root: ROOT, kitchen: kitchen.url, eggMs, feed: feedOf(kitchen.kitchen), runnable })
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
  it('draws as work what its processes had of the cores', WHEN_DISTURBED, async ({ skip }) => {
    const events = await run(slug) ?? skip()
    const picture = toLanes(events)
    const cpu = picture.cpu!
    const threads = sum(picture.threads.flatMap(({ parts }) => parts.flatMap(({ state, from, to }) => state === 'working' ? to - from : [])))
    const lanes = sum(picture.lanes.flatMap(({ program }) => program.flatMap(({ state, from, to }) => state === 'working' ? to - from : [])))
    expect(picture.outcome).toBe('done')
    expect(Math.abs(threads - cpu) / cpu, `threads worked for ${threads} ms, its processes for ${cpu} ms`).toBeLessThan(TOLERANCE)
    const ran = picture.lanes.map(({ started = 0, ended = picture.to }) => [started, ended] as const)
    // What an interpreter takes before the first task begins and after the last is over is no lane's, but a thread's.
    const whole = workBetween(picture, Math.min(...ran.map(([from]) => from)), Math.max(...ran.map(([, to]) => to)))
    expectWork(slug, lanes, whole)
    expect(lanes).toBeLessThanOrEqual(cpus().length * picture.ms!)
    expect(picture.unmeasured).toBeUndefined()
  })
})

/** For a browser: each lane has a thread of its own, which is told what it did by nobody but itself. */
const IN_THREADS = ['cpu-in-workers', 'cpu-sweep']

/** Of these eggs a calculation takes long beside what starting its thread does. */
const LONG_EGG_MS = 4_000

describe.skipIf(process.platform !== 'linux').each(IN_THREADS)('%s', (slug) => {
  it('draws as work what the threads of its process had of the cores', WHEN_DISTURBED, async ({ skip }) => {
    const reader = createThreadReader()
    const seen: ReturnType<typeof reader.read> = []
    const end = startSampler(process.pid, absoluteNow, threads => seen.push(...reader.read(threads)))
    const events = await run(slug, LONG_EGG_MS) ?? skip()
    end()
    const started = events.find(event => event.kind === 'run')!
    const origin = Date.parse(started.startedAt)
    const picture = toLanes(events)
    const first = Math.min(...picture.lanes.flatMap(({ program, share }) => share ? program.find(({ state }) => state !== 'waiting')!.from : []))
    const last = Math.max(...picture.lanes.flatMap(({ share, ended = 0 }) => share ? ended : []))
    // This process's first thread is the test, which looks.
    const had = sum([...seen, ...reader.flush()].filter(({ thread }) => thread !== process.pid).flatMap(({ from, did }) => {
      let at = from - origin
      return did.map(([what, ms]) => {
        const begin = at
        at += ms
        return what === 'working' ? Math.max(0, Math.min(at, last) - Math.max(begin, first)) : 0
      })
    }))
    const drawn = sum(picture.lanes.flatMap(({ share }) => share?.worked ?? []))
    expectWork(slug, drawn, had)
    expect(drawn).toBeLessThanOrEqual(cpus().length * (last - first))
    expect(picture.lanes.flatMap(({ share }) => share ?? [])).toHaveLength(findDemo(slug)!.expect.lanes!.length)
  })
})

describe.skipIf(process.platform !== 'linux')('the global interpreter lock', () => {
  it('lets four threads have no more than one core', WHEN_DISTURBED, async ({ skip }) => {
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
