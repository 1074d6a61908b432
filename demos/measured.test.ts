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
import { ranBy, watchThreads } from '../tools/watch-threads.ts'
import { toLanes } from '../trace/lanes.ts'
import { threadTime } from '../trace/words.ts'
import { catalogue, findDemo } from './catalogue.ts'

/**
 * What is drawn as work was work: runs of the programs that compute, held against what the system says that their
 * processes had of the cores. Linux only, for elsewhere nothing is measured. Programs for a browser are run in Node
 * here: a browser has no such clock, and their threads time the pieces of their work in both.
 */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const TOLERANCE = 0.1

/** What other programs take off a core in the middle of a reading is not in it. A retry is reported. */
const WHEN_DISTURBED = { timeout: 180_000, retry: 2 }

/** Nothing that was not worked, and hardly less than was. */
function expectWork(drawn: number, had: number, whose: string): void {
  expect(Math.abs(drawn - had) / had, `${drawn} ms are drawn as work, and ${whose} had ${had} ms`).toBeLessThan(TOLERANCE)
}

/**
 * A reading in which the turn went from one thread to the next counts for both; two that work at a time would come near
 * to 1.
 */
const SHARED_READINGS = 0.3

let kitchen: Awaited<ReturnType<typeof startKitchen>>
beforeAll(async () => void (kitchen = await startKitchen({ port: 0, ms: 200 })))
afterAll(() => kitchen.close(0))

/** What computes may take many times as long beside other programs. */
const LIMIT_MS = 150_000

async function run(slug: string, eggMs = 200, { url, kitchen: cook } = kitchen): Promise<readonly RunEvent[] | undefined> {
  const demo = findDemo(slug)!
  const runnable = await canRun(demo)
  if (!runnable.can)
    return undefined
  const run = await startDemo(demo, { root: ROOT, kitchen: url, eggMs, feed: feedOf(cook), runnable, limitMs: LIMIT_MS })
  await run.finished
  return run.events
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function worked(parts: readonly { state: string, from: number, to: number }[]): number {
  return sum(parts.flatMap(({ state, from, to }) => state === 'working' ? to - from : []))
}

/** What threads are called that are not the runtime's own. */
const OF_PROGRAM = /^(?:main|(?:thread|process) \d+)$/

/** How long the program's own threads were on a core while any of its tasks was at work, all together. */
function workOfProgram({ threads, lanes }: Picture): number {
  const parts = threads.filter(({ label }) => OF_PROGRAM.test(label)).flatMap(({ parts }) => parts)
  return sum(together(lanes.flatMap(({ program }) => program.filter(({ work }) => work))).map(span =>
    worked(parts.map(({ state, from, to }) => ({ state, from: Math.max(span.from, from), to: Math.min(span.to, to) }))
      .filter(({ from, to }) => to > from))))
}

/** The times in which at least one of these was. What lies between them, a start of a thread say, is not in it. */
function together(spans: readonly { from: number, to: number }[]) {
  const all: { from: number, to: number }[] = []
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.to)
      last.to = Math.max(last.to, to)
    else
      all.push({ from, to })
  }
  return all
}

const COMPUTING = catalogue.filter(({ computes }) => computes).map(({ slug }) => slug)

describe.skipIf(process.platform !== 'linux').each(COMPUTING)('%s', (slug) => {
  it('draws as work what its processes had of the cores', WHEN_DISTURBED, async ({ skip }) => {
    const picture = toLanes(await run(slug) ?? skip())
    const cpu = picture.cpu!
    const lanes = sum(picture.lanes.map(({ program }) => worked(program)))
    expect(picture.outcome).toBe('done')
    expectWork(sum(picture.threads.map(({ parts }) => worked(parts))), cpu, 'its processes')
    // What started it, ran it and ended it has no task, and is told beside them: together they are everything.
    expectWork(lanes + picture.beside!.worked, cpu, 'its processes')
    expectWork(lanes, workOfProgram(picture), 'its threads, while its tasks were at work,')
    expect(lanes).toBeLessThanOrEqual(cpus().length * picture.ms!)
    expect(picture.unmeasured).toBeUndefined()
  })
})

describe.skipIf(process.platform !== 'linux')('who computes on the only carrier', () => {
  it('keeps it: no egg is ordered until the calculation is over', WHEN_DISTURBED, async ({ skip }) => {
    const { lanes } = toLanes(await run('java-carriers') ?? skip())
    const over = lanes.find(({ task }) => task === 'A')!.ended!
    const eggs = lanes.filter(({ task }) => task !== 'A')
    expect(eggs.map(({ task }) => task).sort()).toEqual(['B', 'C', 'D'])
    eggs.forEach(({ task, kitchen }) => expect(kitchen[0]!.from, `${task} while A computed`).toBeGreaterThan(over))
  })
})

/** For a browser: each lane has a thread of its own, which is told what it did by nobody but itself. */
const IN_THREADS = ['cpu-in-workers', 'cpu-sweep']

/** Of these eggs a calculation takes long beside what starting its thread does. */
const LONG_EGG_MS = 4_000

describe.skipIf(process.platform !== 'linux').each(IN_THREADS)('%s', (slug) => {
  it('draws as work what the threads of its lanes had of the cores', WHEN_DISTURBED, async ({ skip }) => {
    const watched = await watchThreads(process.pid)
    const events = await run(slug, LONG_EGG_MS) ?? skip()
    const threads = await watched.end()
    const origin = Date.parse(events.find(event => event.kind === 'run')!.startedAt)
    const picture = toLanes(events)
    const lanes = picture.lanes.flatMap(({ share, ended, program }) =>
      share ? { worked: share.worked, from: program.find(({ state }) => state !== 'waiting')!.from, to: ended! } : [])
    expect(lanes).toHaveLength(findDemo(slug)!.expect.lanes!.length)
    // They were the last to be started, in the order of the lanes.
    const had = threads.slice(-lanes.length)
      .map((thread, i) => ranBy(thread, origin + lanes[i]!.to) - ranBy(thread, origin + lanes[i]!.from))
    expectWork(sum(lanes.map(({ worked }) => worked)), sum(had), 'their threads')
    expect(sum(lanes.map(({ worked }) => worked)))
      .toBeLessThanOrEqual(cpus().length * (Math.max(...lanes.map(({ to }) => to)) - Math.min(...lanes.map(({ from }) => from))))
  })
})

describe.skipIf(process.platform !== 'linux').each(['cpu-in-async', 'late-timer'])('%s', (slug) => {
  it('draws as work what the program’s own thread had of a core', WHEN_DISTURBED, async () => {
    const watched = await watchThreads(process.pid)
    const events = (await run(slug, LONG_EGG_MS))!
    const threads = await watched.end()
    const origin = Date.parse(events.find(event => event.kind === 'run')!.startedAt)
    const lanes = toLanes(events).lanes.filter(({ share }) => share)
    const [first, last] = [Math.min(...lanes.map(({ started }) => started!)), Math.max(...lanes.map(({ ended }) => ended!))]
    const had = Math.max(...threads.map(thread => ranBy(thread, origin + last) - ranBy(thread, origin + first)))
    expectWork(sum(lanes.map(({ share }) => share!.worked)), had, 'its thread')
  })
})

/** Of these eggs, waiting takes long beside what a start of Python does. */
const SLOW_EGG_MS = 1_000

describe.skipIf(process.platform !== 'linux')('four ways to fry', () => {
  let slow: typeof kitchen
  beforeAll(async () => void (slow = await startKitchen({ port: 0, ms: SLOW_EGG_MS })))
  afterAll(() => slow.close(0))

  it.each([
    ['one cook who waits', 'python-sequential', 'waits'],
    ['four cooks who wait', 'python-threads', 'waits'],
    ['one cook who does not', 'python-asyncio', 'does not'],
    ['two cooks who do not', 'python-two-loops', 'does not'],
  ])('cost what is waited for by %s', WHEN_DISTURBED, async (_, slug, who) => {
    const picture = toLanes(await run(slug, SLOW_EGG_MS, slow) ?? expect.fail('Python is missing.'))
    const lasted = (states: string[]) => sum(picture.threads.flatMap(({ parts }) => parts.flatMap(({ state, from, to }) =>
      states.includes(state) ? to - from : [])))
    const fried = sum(picture.lanes.flatMap(({ kitchen }) => kitchen.map(({ from, to }) => to - from)))
    expect(picture.outcome).toBe('done')
    expect(fried).toBeGreaterThan(4 * SLOW_EGG_MS * (1 - TOLERANCE))
    // All cooks together are held for as long as all eggs fry; and where none waits, for hardly any of that.
    if (who === 'waits')
      expect(lasted(['blocked']) / fried).toBeGreaterThan(1 - TOLERANCE)
    else
      expect(lasted(['blocked']) / fried).toBeLessThan(TOLERANCE)
    expect(threadTime(picture)).toBeCloseTo(lasted(['blocked', 'working', 'ready']), 3)
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
