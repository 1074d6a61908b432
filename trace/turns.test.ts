import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { finished, fried, ran } from './fixtures.ts'
import { toLanes } from './lanes.ts'
import { findCloseUp } from './turns.ts'

/** A task with a thread of its own: it works in every `of`-th turn of so many milliseconds, and is held in between. */
function inTurn(task: string, turn: number, of: number, ms: number, to: number): RunEvent[] {
  const thread = turn + 1
  const did = Array.from({ length: to / ms }, (_, i) => [i % of === turn ? 'working' : 'blocked', ms] as const)
  return [
    { t: 0, kind: 'start', witness: 'program', task, work: true, thread },
    { t: to, kind: 'thread', witness: 'program', thread, process: 1, name: 'cook', from: 0, did },
    { t: to, kind: 'end', witness: 'program', task, work: true, thread },
  ]
}

const process = { ...ran, engine: 'process' } as RunEvent

describe('four tasks that take turns of five milliseconds', () => {
  const events = [process, ...[...'ABCD'].flatMap((task, i) => inTurn(task, i, 4, 5, 1000)), finished(1000, 'done')]
  const closeUp = findCloseUp(toLanes(events))!

  it('are seen in fifty milliseconds out of the middle', () => {
    expect(closeUp.to - closeUp.from).toBe(50)
    expect(Math.abs(closeUp.from + 25 - 500)).toBeLessThanOrEqual(50)
    expect(closeUp.lanes.map(({ task }) => task)).toEqual(['A', 'B', 'C', 'D'])
  })

  it('one of which works at a time', () => {
    const turns = closeUp.lanes.flatMap(({ parts }) => parts.filter(({ state }) => state === 'working')).sort((a, b) => a.from - b.from)
    expect(turns.length).toBeGreaterThanOrEqual(10)
    turns.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThanOrEqual(turns[i]!.to - 1e-6))
  })

  it('are not seen before the run is over', () => {
    expect(findCloseUp(toLanes(events.slice(0, -1), 1000))).toBeUndefined()
  })
})

it('shows a pool with fewer workers than tasks where its workers go from one task to the next', () => {
  const work = (task: string, thread: number, from: number, to: number): RunEvent[] => [
    { t: from, kind: 'start', witness: 'program', task, work: true, thread },
    { t: to, kind: 'thread', witness: 'program', thread, process: 1, name: 'cook', from, did: [['working', to - from]] },
    { t: to, kind: 'end', witness: 'program', task, work: true, thread },
  ]
  const events = [process, ...work('A', 1, 0, 300), ...work('B', 2, 0, 310), ...work('C', 1, 300, 600), ...work('D', 2, 310, 600), finished(600, 'done')]
  const closeUp = findCloseUp(toLanes(events))!
  expect(closeUp.from).toBeLessThanOrEqual(300)
  expect(closeUp.to).toBeGreaterThanOrEqual(310)
  expect(closeUp.lanes.map(({ task }) => task)).toEqual(['A', 'B', 'C', 'D'])
})

it('finds no turns where tasks wait, and where one works after the other', () => {
  expect(findCloseUp(toLanes([ran, ...[...'ABCD'].flatMap((egg, i) => fried(egg, 0, 2000, i)), finished(2000, 'done')]))).toBeUndefined()
  const after = (task: string, from: number): RunEvent[] => [
    { t: from, kind: 'start', witness: 'program', task, work: true, thread: 1 },
    { t: from + 200, kind: 'thread', witness: 'program', thread: 1, process: 1, name: 'cook', from, did: [['working', 90], ['ready', 5], ['working', 105]] },
    { t: from + 200, kind: 'end', witness: 'program', task, work: true, thread: 1 },
  ]
  expect(findCloseUp(toLanes([process, ...after('A', 0), ...after('B', 200), ...after('C', 400), finished(600, 'done')]))).toBeUndefined()
  const one = inTurn('A', 0, 1, 100, 1000)
  expect(findCloseUp(toLanes([process, ...one, finished(1000, 'done')]))).toBeUndefined()
})
