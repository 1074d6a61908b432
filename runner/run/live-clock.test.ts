import type { RunEvent } from '../../trace/events.ts'
import type { Run, RunOptions } from './start-run.ts'
import { WebSocket } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { until } from '../../egg-server/testing.ts'
import { toLanes } from '../../trace/lanes.ts'
import { summarize } from '../../trace/words.ts'
import { spawn } from '../worker/node.ts'
import { openFeed } from './kitchen-feed.ts'
import { startRun } from './start-run.ts'

/** Real threads against a real kitchen, slowed, held and stepped while they are live. */

let kitchen: Awaited<ReturnType<typeof startKitchen>>
let feed: ReturnType<typeof openFeed>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 200 })
  feed = openFeed(kitchen.url, { WebSocket })
  await feed.whenSynced()
})

afterAll(async () => {
  feed.close()
  await kitchen.close(0)
})

function start(text: string, options: Partial<RunOptions> = {}): Run {
  const modules = { 'demos/javascript/kitchen.ts': 'export const kitchen = process.env.KITCHEN_URL' }
  const program = { slug: 'test', file: 'demos/javascript/test.ts', text: `import { kitchen } from './kitchen.ts'\n${text}`, modules }
  return startRun({
    demo: 'test',
    program,
    kitchen: kitchen.url,
    eggMs: 200,
    spawn,
    feed,
    toolchain: { node: process.versions.node },
    ...options,
  })
}

const printedIn = (events: readonly RunEvent[]) => events.flatMap(event => event.kind === 'log' ? [event.text] : [])

/** Waits until a run has printed this. */
function printed({ events, subscribe }: Run, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => printedIn(events).includes(text) && resolve()
    subscribe(look)
    look()
  })
}

/** Waits until an egg of a run is in the pan. */
const inPan = (run: Run) => until(() => run.events.some(({ kind, witness }) => kind === 'start' && witness === 'kitchen'))

/** What happened, in its order, with what the program printed; when is another question. */
function orderOf(events: readonly RunEvent[]) {
  return events.flatMap(event =>
    event.kind === 'log' ? [event.text] : event.witness === 'program' && 'task' in event ? [`${event.kind} ${event.task}`] : [])
}

/** Half a second of the kitchen's time between any two things that are due: far longer than a busy machine is late. */
const STORY = `
const began = performance.now()
const say = what => console.log(what)
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
const egg = async (name, ms, init) => { await (await fetch(kitchen + '/' + name + '?ms=' + ms, init)).text(); say(name) }
let ticks = 0
const beat = setInterval(() => { say('tick'); if (++ticks === 2) clearInterval(beat) }, 1000)
const gaveUp = egg('Z', 5000, { signal: AbortSignal.timeout(2500) }).catch(error => say(error.name))
await Promise.all([egg('A', 500), sleep(250).then(() => egg('B', 1250)), sleep(3000).then(() => say('slept'))])
await gaveUp
say(performance.now() - began >= 2999 && performance.now() - began < 4500 ? 'on time' : 'at ' + (performance.now() - began))`
const TOLD = ['A', 'tick', 'B', 'tick', 'TimeoutError', 'slept', 'on time']

/** Of a busy machine. */
const LATE_MS = 300

describe('a run that is slowed, held and slowed again while it is live', { timeout: 60_000 }, () => {
  it('is the unslowed run, in order and in picture', async () => {
    const plain = start(STORY)
    // So slow at first that a busy machine, too, holds it in time.
    const slow = start(STORY, { speed: 0.1 })
    await printed(slow, 'A')
    expect(await slow.setClock!({ rate: 0 })).toBe(undefined)
    const reached = slow.events.length
    await new Promise(resolve => setTimeout(resolve, 1500))
    // What was on its way when it was held has come; nothing else has.
    expect(printedIn(slow.events)).toEqual(['A'])
    expect(slow.events.length - reached).toBeLessThan(3)
    await slow.setClock!({ rate: 0.5 })
    const [first, second] = await Promise.all([plain.finished, slow.finished])
    expect([first.outcome, second.outcome]).toEqual(['done', 'done'])
    expect(printedIn(plain.events)).toEqual(TOLD)
    expect(printedIn(slow.events)).toEqual(TOLD)
    expect(orderOf(slow.events)).toEqual(orderOf(plain.events))
    // The same picture: each began and ended when it did in the run that nobody has touched.
    const [lanes, others] = [toLanes(plain.events).lanes, toLanes(slow.events).lanes]
    expect(others.map(({ task, outcome }) => [task, outcome])).toEqual(lanes.map(({ task, outcome }) => [task, outcome]))
    for (const [i, { task, started, ended }] of others.entries()) {
      expect(Math.abs(started! - lanes[i]!.started!), task).toBeLessThan(LATE_MS)
      expect(Math.abs(ended! - lanes[i]!.ended!), task).toBeLessThan(LATE_MS)
    }
    expect(slow.events.map(({ t }) => t)).toEqual(slow.events.map(({ t }) => t).toSorted((a, b) => a - b))
    expect(summarize(slow.events)).toMatch(/^2 of 3 eggs in 3\.\d\d s of the kitchen’s time/)
    expect(plain.events.some(({ kind }) => kind === 'clock')).toBe(false)
    // It took as long as it was slowed for.
    const clocks = slow.events.flatMap(event => event.kind === 'clock' ? [event] : [])
    expect(clocks.map(({ rate }) => rate)).toEqual([0.1, 0, 0.5])
    expect((clocks[1]!.t - clocks[0]!.t) / (clocks[1]!.wall! - clocks[0]!.wall!)).toBeCloseTo(0.1, 2)
    expect(clocks[2]!.t - clocks[1]!.t).toBeCloseTo(0, 1)
  })

  it('goes on by one answer or timer at a time, those that are due first', async () => {
    const run = start(STORY, { speed: 0.1 })
    await printed(run, 'A')
    await run.setClock!({ rate: 0 })
    for (const [i, what] of TOLD.slice(1, 6).entries()) {
      // A timer that nothing is printed of may be due before.
      while (printedIn(run.events).length < i + 2) {
        const before = run.events.length
        expect(await run.setClock!({ step: true })).toBe(undefined)
        await new Promise<void>((resolve) => {
          const end = run.subscribe(() => run.events.length > before && resolve(end()))
        })
        await new Promise(resolve => setTimeout(resolve, 100))
      }
      expect(printedIn(run.events).slice(0, i + 2)).toEqual(['A', ...TOLD.slice(1, i + 2)])
      expect(what).toBe(printedIn(run.events)[i + 1])
    }
    await run.finished
    expect(printedIn(run.events)).toEqual(TOLD)
    expect(run.events.map(({ t }) => t)).toEqual(run.events.map(({ t }) => t).toSorted((a, b) => a - b))
  })
})

describe('a run on hold', () => {
  it('can be stopped', async () => {
    const run = start('await fetch(kitchen + "/A?ms=20000")', { speed: 0.1 })
    await inPan(run)
    await run.setClock!({ rate: 0 })
    await run.stop()
    expect((await run.finished).outcome).toBe('stopped')
    expect(run.events.filter(({ witness }) => witness === 'kitchen').at(-1)!.kind).toBe('abort')
    expect(await run.setClock!({ rate: 1 })).toBe(undefined)
  })

  it('is not over, stuck or out of time', async () => {
    const run = start('await new Promise(resolve => setTimeout(resolve, 300)); console.log("on")', { limitMs: 600, speed: 0.1 })
    await until(() => run.events.length > 0)
    await run.setClock!({ rate: 0 })
    await new Promise(resolve => setTimeout(resolve, 1200))
    expect(run.events.at(-1)!.kind).not.toBe('finish')
    await run.setClock!({ rate: 1 })
    expect((await run.finished).outcome).toBe('done')
    expect(printedIn(run.events)).toEqual(['on'])
  })

  it('lets a program compute until its own clock says that it is enough', async () => {
    const run = start(`await fetch(kitchen + '/A?ms=400')
const until = performance.now() + 50
while (performance.now() < until);
console.log('enough')`)
    await inPan(run)
    await run.setClock!({ rate: 0 })
    await run.setClock!({ step: true })
    await printed(run, 'enough')
    await run.setClock!({ rate: 1 })
    expect((await run.finished).outcome).toBe('done')
  })

  it('has a limit of its own: a program without end is ended in the kitchen’s time', async () => {
    const run = start('setInterval(() => {}, 50)', { limitMs: 300, speed: 0.5 })
    const finish = await run.finished
    expect(finish.outcome).toBe('timeout')
    expect(finish.ms).toBeGreaterThanOrEqual(299)
    expect(finish.ms).toBeLessThan(300 + LATE_MS)
  })

  it('says why its clock cannot be set', async () => {
    const run = start('await fetch(kitchen + "/A?ms=300")')
    await inPan(run)
    expect(await run.setClock!({ rate: 7 })).toMatch(/"rate" is "7"/)
    expect((await run.finished).outcome).toBe('done')
  })
})
