import type { KitchenEvent } from '../../trace/events.ts'
import { expect, it } from 'vitest'
import { alignFromRoundTrips, createTally } from './tally.ts'

const kitchen = (kind: KitchenEvent['kind'], id: number, at = 0): KitchenEvent => ({ t: 0, witness: 'kitchen', kind, task: 'A', id, at })

it('knows what is still open, and who owes a word', () => {
  const tally = createTally()
  expect(tally.isSettled()).toBe(true)
  tally.program({ kind: 'start', task: 'A', id: 1, at: 0 })
  expect(tally.open()).toEqual([{ task: 'A', id: 1 }])
  expect(tally.isSettled()).toBe(true)
  expect(tally.kitchen(kitchen('start', 1))).toBe(true)
  expect(tally.isSettled()).toBe(false)
  expect(tally.kitchen(kitchen('end', 1))).toBe(true)
  tally.program({ kind: 'end', task: 'A', id: 1, at: 0 })
  expect(tally.isSettled()).toBe(true)
  expect(tally.open()).toEqual([])
})

it('waits for the kitchen to tell of an egg that the program has', () => {
  const tally = createTally()
  tally.program({ kind: 'start', task: 'A', id: 1, at: 0 })
  tally.program({ kind: 'end', task: 'A', id: 1, at: 0 })
  expect(tally.isSettled()).toBe(false)
})

it('owes nothing to a task that is no request', () => {
  const tally = createTally()
  tally.program({ kind: 'start', task: 'top level', at: 0 })
  tally.program({ kind: 'start', task: 'A', id: 1, at: 0 })
  tally.program({ kind: 'log', text: 'x', stream: 'stdout', at: 0 })
  expect(tally.open()).toEqual([{ task: 'top level' }, { task: 'A', id: 1 }])
  tally.program({ kind: 'end', task: 'top level', at: 0 })
  expect(tally.open()).toEqual([{ task: 'A', id: 1 }])
  expect(tally.isSettled()).toBe(true)
})

it('hears everything once', () => {
  const tally = createTally()
  expect([kitchen('start', 1), kitchen('start', 1), kitchen('abort', 1), kitchen('abort', 1)].map(tally.kitchen)).toEqual([
    true,
    false,
    true,
    false,
  ])
})

it('aligns two clocks from the requests themselves', () => {
  const tally = createTally()
  tally.program({ kind: 'start', task: 'A', id: 1, at: 1_000 })
  tally.program({ kind: 'end', task: 'A', id: 1, at: 1_206 })
  tally.kitchen(kitchen('start', 1, 3))
  tally.kitchen(kitchen('end', 1, 203))
  // Heard at 3 after it was sent at 1000: at least 997. Answered at 203 before it was here at 1206: at most 1003.
  expect(alignFromRoundTrips(tally.roundTrips())).toBe(1_000)
  expect(alignFromRoundTrips([])).toBeUndefined()
})
