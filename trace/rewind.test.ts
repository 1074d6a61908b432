import type { RunEvent } from './events.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finished, fried, moved, ran } from './fixtures.ts'
import { toLanes } from './lanes.ts'
import { createRewind } from './rewind.ts'

const log = (t: number, text: string): RunEvent => ({ t, kind: 'log', witness: 'program', stream: 'stdout', text })
const run = [
  ran,
  ...fried('A', 10, 1000, 1),
  ...fried('B', 12, 2000, 2),
  log(1001, 'A is ready'),
  log(2001, 'B is ready'),
  finished(2005, 'done'),
]

describe('a run that is wound back', () => {
  it('looks as it looked then', () => {
    const { at } = createRewind(run)
    const half = at(1500)
    expect(half).toMatchObject({ running: true, to: 1500 })
    expect(half).not.toHaveProperty('outcome')
    expect(half.lanes.map(({ task, outcome }) => [task, outcome])).toEqual([['A', 'done'], ['B', 'waiting']])
    expect(at(0).lanes).toEqual([])
  })

  it('is itself again at its end', () => {
    expect(createRewind(run).at(2005)).toEqual(toLanes(run))
    expect(createRewind(run).at(Infinity)).toEqual(toLanes(run))
  })

  it('had printed what it had printed', () => {
    const { printed } = createRewind(run)
    expect([500, 1001, 3000].map(t => printed(t).map(({ text }) => text))).toEqual([[], ['A is ready'], ['A is ready', 'B is ready']])
  })

  it('steps from one thing that happens to the next, and back', () => {
    const { moments, next, previous } = createRewind(run)
    expect(moments[0]).toBe(0)
    expect(moments.at(-1)).toBe(2005)
    expect(next(0)).toBe(12)
    expect(next(500)).toBeGreaterThanOrEqual(998)
    expect(next(500)).toBeLessThanOrEqual(1001)
    expect(previous(500)).toBeLessThanOrEqual(14)
    expect(next(2005)).toBe(2005)
    expect(previous(0)).toBe(0)
  })

  it('does not stop twice at what happens at one moment', () => {
    const together = [ran, ...Array.from({ length: 50 }, (_, i) => moved(100 + i / 50, 'start', `egg-${i}`, i)), finished(400, 'done')]
    expect(createRewind(together).moments).toHaveLength(3)
    expect(createRewind(together).at(createRewind(together).next(0)).lanes).toHaveLength(50)
  })

  it('steps through what happens a little later each time', () => {
    const stairs = [ran, ...Array.from({ length: 100 }, (_, i) => moved(1 + i * 3, 'start', `egg-${i}`, i)), finished(400, 'done')]
    expect(createRewind(stairs).moments.length).toBeGreaterThan(40)
  })

  it('that never happened is empty', () => {
    const { moments, at, next, previous } = createRewind([])
    expect(moments).toEqual([0])
    expect(at(5)).toEqual(toLanes([]))
    expect([next(0), previous(0)]).toEqual([0, 0])
  })
})

describe('whatever the events and wherever it is wound', () => {
  const time = fc.double({ min: 0, max: 3000, noNaN: true })
  const event: fc.Arbitrary<RunEvent> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          time,
          fc.constantFrom('start', 'end', 'fail', 'abort'),
          fc.constantFrom('A', 'B', 'top level'),
          fc.constantFrom(1, 2),
          fc.constantFrom('program', 'kitchen'),
        )
        .map(args => moved(...args)),
    },
    { weight: 1, arbitrary: time.map(t => log(t, 'x')) },
  )
  const anyRun = fc.array(event, { maxLength: 25 }).map(events => [ran, ...events, finished(3001, 'done')])

  it('the picture is the one that these events alone would draw', () => {
    fc.assert(fc.property(anyRun, fc.array(time, { minLength: 1, maxLength: 8 }), (run, times) => {
      const rewind = createRewind(run)
      for (const t of times)
        expect(rewind.at(t)).toEqual(toLanes(run.filter(event => event.t <= t), t))
    }))
  })

  it('steps go through all moments, forward and back', () => {
    fc.assert(fc.property(anyRun, (run) => {
      const { moments, next, previous } = createRewind(run)
      const forward = [0]
      while (forward.at(-1)! < moments.at(-1)!)
        forward.push(next(forward.at(-1)!))
      const backward = [moments.at(-1)!]
      while (backward.at(-1)! > 0)
        backward.push(previous(backward.at(-1)!))
      expect(forward).toEqual(moments)
      expect(backward.toReversed()).toEqual(moments)
    }))
  })
})
