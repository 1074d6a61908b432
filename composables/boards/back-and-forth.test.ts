import type { RunEvent } from '../../trace/events.ts'
import type { ChannelState } from './channel-lines.ts'
import type { History } from './history.ts'
import type { PoolState } from './pool-lanes.ts'
import type { TreeState, TreeTask } from './scope-tree.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { toHeights } from './channel-lines.ts'
import { begin, now, push } from './history.ts'
import { beginLocks, stateOf, stepThread } from './locks.ts'
import { printedBy } from './loop.ts'
import { toBeats, toBars as toPoolBars } from './pool-lanes.ts'
import { beginSchedule, scoreOf, tick, toBars } from './scheduler.ts'
import { place } from './scope-tree.ts'
import { toSteps } from './states.ts'
import { useTransport } from './useTransport.ts'
import { toVariables } from './variables.ts'

/** Every board has the same transport, and a past that does not change because a player looks at it. */

/** What a board draws at a moment of some past. */
interface Past { length: number, draw: (at: number) => unknown }

const name = fc.constantFrom('A', 'B', 'C', 'D')

function stepped<S>(state: fc.Arbitrary<S>, draw: (events: readonly RunEvent[], at: number) => unknown): fc.Arbitrary<Past> {
  const event = fc.oneof(
    fc.record({
      kind: fc.constant('step'),
      witness: fc.constant('program'),
      text: fc.string(),
      state,
      line: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('log'), witness: fc.constant('program'), text: fc.string(), stream: fc.constant('stdout') }),
  )
  return fc.array(event, { minLength: 1, maxLength: 30 }).map((drawn) => {
    const events = drawn.map((event, t) => ({ t, ...event })) as RunEvent[]
    return { length: toSteps(events).length, draw: at => draw(events, at) }
  })
}

const parts = fc.array(fc.record({ name: fc.string(), items: fc.array(fc.record({ name })) }))
const task: fc.Arbitrary<TreeTask> = fc.letrec<{ task: TreeTask }>(tie => ({
  task: fc.record({
    name,
    state: fc.constantFrom('running', 'done', 'failed', 'cancelled'),
    children: fc.oneof({ maxDepth: 3 }, fc.constant<TreeTask[]>([]), fc.array(tie('task'), { maxLength: 2 })),
  }),
})).task
const line = fc.record({
  held: fc.array(fc.nat(9), { minLength: 1 }),
  blocked: fc.nat(3),
  frying: fc.constant<string[]>([]),
  done: fc.constant<number[]>([]),
})
const pool: fc.Arbitrary<PoolState> = fc.record({
  seats: fc.uniqueArray(
    fc.record({
      name,
      tasks: fc.uniqueArray(
        fc.record({
          name,
          work: fc.constantFrom('compute', 'block', 'await'),
          state: fc.constantFrom('sent', 'busy', 'awaiting', 'ready'),
        }),
        { selector: ({ name }) => name },
      ),
    }),
    { selector: ({ name }) => name },
  ),
  queues: fc.constant({}),
  beats: fc.array(fc.nat(200)),
  silent: fc.nat(500),
})

/** A past that the player makes, one choice after another. */
function played<S, M>(move: fc.Arbitrary<M>, first: S, apply: (state: S, move: M) => S, draw: (state: S) => unknown): fc.Arbitrary<Past> {
  return fc.array(move, { minLength: 1, maxLength: 40 }).map((moves) => {
    const history = moves.reduce<History<M>>(push, begin())
    return { length: moves.length + 1, draw: at => draw(now({ ...history, at }, first, apply)) }
  })
}

const plans = ['A', 'B', 'C'].map((name, i) => ({ name, arrives: i, bursts: [2, 1, 2] }))
const boards: Record<string, fc.Arbitrary<Past>> = {
  'the runtime': stepped(fc.record({ parts, counts: fc.constant({}) }), (events, at) => toSteps(events)[at]),
  'the event loop': stepped(fc.record({ turn: fc.string(), parts }), (events, at) => [toSteps(events)[at], printedBy(events, at)]),
  'three forms of a function': stepped(fc.record({ kept: fc.dictionary(name, fc.string()) }), (events, at) =>
    toVariables(
      toSteps<{ kept: Record<string, string> }>(events).map(({ state }) => state),
      at,
    )),
  'the channel': stepped<ChannelState>(
    fc.record({
      settings: fc.constant({ capacity: 3, every: 1, takes: 1, producers: 1, consumers: 1, orders: 1 }),
      queue: line,
      broadcast: line,
    }),
    (events, at) => toHeights(toSteps<ChannelState>(events).slice(0, at + 1), 'queue'),
  ),
  'the scopes': stepped<TreeState>(fc.record({ scoped: task, loose: task }), (events, at) =>
    toSteps<TreeState>(events)
      .slice(at, at + 1)
      .map(({ state }) => [place(state.scoped), place(state.loose)])),
  'the pools': stepped(pool, (events, at) => [
    toPoolBars(toSteps<PoolState>(events).slice(0, at + 1)),
    toBeats(toSteps<PoolState>(events).slice(0, at + 1)),
  ]),
  'the locks': played(fc.constantFrom('Ada', 'Bob'), beginLocks('any'), stepThread, locks => [locks, stateOf(locks)]),
  'the scheduler': played(
    fc.record({ choice: fc.option(name, { nil: undefined }) }),
    beginSchedule(plans, 1),
    (schedule, { choice }) => tick(schedule, { mode: 'preemptive', policy: 'player', slice: 2, cores: 1 }, choice),
    schedule => [schedule, scoreOf(schedule), schedule.tasks.map(({ past }) => toBars(past))],
  ),
}

describe.each(Object.entries(boards))('%s', (_, past) => {
  it('stepped back and forth a hundred times, ends where it began', () => {
    fc.assert(fc.property(past, fc.nat(), ({ length, draw }, somewhere) => {
      const first = somewhere % Math.max(1, length)
      const at = ref(first)
      const transport = useTransport({ at, length: () => length, reset: () => at.value = 0 })
      const drawn = structuredClone(draw(first))
      const isAtEnd = first >= length - 1
      for (let i = 0; i < 100; i++) {
        // From the last moment one can only go back first, from the first only forth.
        for (const go of isAtEnd && first > 0 ? [transport.back, transport.step] : [transport.step, transport.back]) {
          go()
          draw(at.value)
        }
      }
      expect(at.value).toBe(first)
      expect(draw(at.value)).toEqual(drawn)
    }), { numRuns: 30 })
  })

  it('ends where it began after any walk that is walked back', () => {
    fc.assert(fc.property(past, fc.array(fc.boolean(), { maxLength: 100 }), ({ length, draw }, walk) => {
      const at = ref(0)
      const transport = useTransport({ at, length: () => length, reset: () => at.value = 0 })
      const drawn = structuredClone(draw(0))
      const places = walk.map((isForward) => {
        const before = at.value
        isForward ? transport.step() : transport.back()
        return before
      })
      for (const before of places.reverse()) {
        transport.seek(before)
        draw(at.value)
      }
      expect(at.value).toBe(0)
      expect(draw(0)).toEqual(drawn)
    }), { numRuns: 30 })
  })
})
