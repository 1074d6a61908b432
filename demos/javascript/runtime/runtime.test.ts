import type { RunEvent } from '../../../trace/events.ts'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../../../egg-server/node.ts'
import { loadProgram } from '../../../runner/code/load-program.ts'
import { feedOf } from '../../../runner/kitchen/node-feed.ts'
import { startRun } from '../../../runner/run/start-run.ts'
import { spawn } from '../../../runner/worker/node.ts'
import { findDemo } from '../../catalogue.ts'

/** The steps of the runtime as whole programs, against a real kitchen. */

/** Long enough that four orders reach the kitchen before the first egg is fried, on a busy machine too. */
const EGG_MS = 250
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
})

afterAll(() => kitchen.close(0))

async function run(slug: string): Promise<readonly RunEvent[]> {
  const program = await loadProgram(ROOT, findDemo(slug)!)
  const { events, finished } = startRun({
    demo: slug,
    program,
    kitchen: kitchen.url,
    eggMs: EGG_MS,
    spawn,
    feed: feedOf(kitchen.kitchen),
    limitMs: 10_000,
    toolchain: {},
  })
  expect(await finished).toMatchObject({ outcome: 'done' })
  return events
}

const isEgg = (task: string) => /^[A-D]$/.test(task)
const steps = (events: readonly RunEvent[]) => events.flatMap(event => event.kind === 'step' ? event : [])
const counts = (events: readonly RunEvent[]) => (steps(events).at(-1)!.state as { counts: Record<string, number> }).counts
function parts(events: readonly RunEvent[]) {
  return steps(events).map(({ state }) => (state as { parts: { name: string, items: { name: string }[] }[] }).parts)
}

/**
 * What a picture of the run looks like: which eggs began in which order, all of them before any ended; how each ended;
 * and that whoever asked for them waited in one place.
 */
function shapeOf(events: readonly RunEvent[]) {
  return Object.fromEntries(
    (['program', 'kitchen'] as const).map((witness) => {
      const eggs = events.flatMap(event =>
        event.witness === witness && (event.kind === 'start' || event.kind === 'end') && isEgg(event.task) ? event : [],
      )
      return [
        witness,
        {
          order: eggs.map(({ kind }) => kind),
          started: eggs.flatMap(({ kind, task }) => (kind === 'start' ? task : [])).sort(),
          ended: eggs.flatMap(({ kind, task }) => (kind === 'end' ? task : [])).sort(),
        },
      ]
    }),
  )
}

function waitsOfMain(events: readonly RunEvent[]) {
  return events.flatMap(event => (event.kind === 'park' && event.task === 'top level' ? event.line : []))
}

describe('the runtime', () => {
  it.each(['runtime-futures', 'runtime-executor', 'runtime-reactor'])(
    '%s gives the same four eggs the same trace as promise-all: all overlap, one wait',
    async (slug) => {
      const [native, ours] = [await run('promise-all'), await run(slug)]
      expect(shapeOf(ours)).toEqual(shapeOf(native))
      expect(waitsOfMain(native)).toHaveLength(1)
      expect(waitsOfMain(ours)).toHaveLength(1)
    },
  )

  it('with its loop in the open has the same eggs, and one place to wait', async () => {
    const [native, ours] = [await run('promise-all'), await run('runtime-event-loop')]
    expect(shapeOf(ours)).toEqual(shapeOf(native))
    expect(new Set(waitsOfMain(ours)).size).toBe(1)
  })

  it('fries nothing before the first poll', async () => {
    const events = await run('runtime-futures')
    const poll = events.findIndex(event => event.kind === 'step' && event.text.includes('polls'))
    const printed = events.findIndex(event => event.kind === 'log' && event.text === '0 eggs in the pan')
    const fried = events.findIndex(event => event.kind === 'start' && event.task === 'A')
    expect(printed).toBeLessThan(poll)
    expect(poll).toBeLessThan(fried)
  })

  it('polls each egg twice: once to begin it, once when it is woken', async () => {
    expect(counts(await run('runtime-executor'))).toMatchObject({ polls: 8, wakes: 4 })
  })

  it('would poll many times as often without wakers, even for eggs as short as these', async () => {
    const events = await run('runtime-busy-poller')
    const printed = events.flatMap(event => event.kind === 'log' ? event.text : []).join()
    expect(Number.parseInt(printed)).toBeGreaterThan(8 * 10)
  })

  it('has the reactor hold a waker for each egg in the pan, and for none afterwards', async () => {
    const held = parts(await run('runtime-reactor')).map(state =>
      state
        .find(({ name }) => name === 'held by the reactor')!
        .items
        .map(({ name }) => name)
        .join(''),
    )
    expect(held).toContain('ABCD')
    expect(held.at(-1)).toBe('')
  })

  it.each(['runtime-executor', 'runtime-reactor'])('%s goes round: polled, its waker kept, woken, polled again', async (slug) => {
    const calls = steps(await run(slug)).flatMap(({ state }) => (state as { call?: string }).call ?? [])
    expect(calls.join(' ')).toMatch(/^(?:take )?poll.* keep.* wake.* poll/)
  })

  it('has all four pending while they fry, and none afterwards', async () => {
    const pending = parts(await run('runtime-executor')).map(state =>
      state
        .find(({ name }) => name === 'pending')!
        .items
        .map(({ name }) => name)
        .join(''),
    )
    expect(pending).toContain('ABCD')
    expect(pending.at(-1)).toBe('')
  })

  it('turns the gas off under the egg that select drops, and under no other', async () => {
    const events = await run('runtime-select')
    const ends = events.flatMap(event =>
      event.witness === 'kitchen' && (event.kind === 'end' || event.kind === 'abort') ? `${event.kind} ${event.task}` : [],
    )
    expect(ends.sort()).toEqual(['abort D', 'end A', 'end B', 'end C'])
  })

  it('has a seat for two jobs that block, and a queue for the third; the egg fries meanwhile', async () => {
    const events = await run('runtime-pool')
    const busy = parts(events).map(state => ({
      threads: (state.find(({ name }) => name === 'threads')?.items ?? []).filter(item => (item as { note?: string }).note !== 'idle').length,
      jobs:
        state
          .find(({ name }) => name === 'jobs')
          ?.items
          .map(({ name }) => name)
          .join() ?? '',
    }))
    expect(Math.max(...busy.map(({ threads }) => threads))).toBe(2)
    expect(busy).toContainEqual({ threads: 2, jobs: 'toast 3' })
    const at = (kind: string, task: string) => events.findIndex(event => event.kind === kind && 'task' in event && event.task === task)
    expect(at('start', 'A')).toBeLessThan(at('end', 'toast 1'))
    expect(Math.min(at('end', 'toast 1'), at('end', 'toast 2'))).toBeLessThan(at('resume', 'toast 3'))
  })

  it('tells its steps at the lines that a slide shows', async () => {
    const lines = steps(await run('runtime-event-loop')).flatMap(({ line }) => line ?? [])
    expect(new Set(lines).size).toBeGreaterThan(3)
  })
})
