import type { RunEvent } from '../../trace/events.ts'
import { describe, expect, it } from 'vitest'
import { moved, parked } from '../../trace/fixtures.ts'
import { createKeeper, cut, sizeOfData } from './keep.ts'

const log = (t: number, text: string): RunEvent => ({ t, kind: 'log', witness: 'program', stream: 'stdout', text })

function keepAll(events: RunEvent[], caps: { mostEvents?: number, mostChars?: number }) {
  const told: (RunEvent | 'full')[] = []
  const keeper = createKeeper<RunEvent>(() => told.push('full'), caps)
  for (const event of events) {
    const kept = keeper.keep(event)
    if (kept)
      told.push(kept)
  }
  return { told, keeper }
}

describe('what is kept of a run', () => {
  it('is so many events; the rest is counted, and that it is so is said once', () => {
    const { told, keeper } = keepAll(Array.from({ length: 10 }, (_, i) => log(i, `${i}`)), { mostEvents: 4 })
    expect(told.map(event => event === 'full' ? event : event.t)).toEqual([0, 1, 2, 3, 'full'])
    expect([keeper.isFull(), keeper.unkept()]).toEqual([true, 6])
  })

  it('is so many characters, names and machines included', () => {
    expect(keepAll([log(0, 'x'.repeat(3000)), log(1, 'y'), log(2, 'z')], { mostChars: 3150 }).told).toMatchObject([{ t: 0 }, 'full'])
    const step: RunEvent = { t: 0, kind: 'step', witness: 'program', text: '', state: { seats: Array.from({ length: 1000 }, () => 'egg') } }
    expect(keepAll([step, log(1, 'x')], { mostChars: 1000 }).told).toMatchObject(['full'])
  })

  it('is the end of each task that had begun, in any case, and only once', () => {
    const { told, keeper } = keepAll([
      moved(0, 'start', 'A', 1),
      moved(1, 'start', 'A', 1, 'kitchen'),
      parked(2, 'park', 'main', 3),
      moved(3, 'start', 'B', 2),
      moved(4, 'end', 'B', 2),
      moved(5, 'end', 'A', 1),
      moved(6, 'end', 'A', 1),
      moved(7, 'end', 'A', 1, 'kitchen'),
    ], { mostEvents: 2 })
    expect(told.map(event => event === 'full' ? event : event.t)).toEqual([0, 1, 'full', 5, 7])
    expect(keeper.unkept()).toBe(4)
  })

  it('ends where the thread of the program has begun to count', () => {
    const { told, keeper } = keepAll([log(0, 'a'), { t: 1, kind: 'capped', witness: 'program' }, log(2, 'b')], {})
    expect(told).toMatchObject([{ t: 0 }, 'full'])
    keeper.count(70)
    expect(keeper.unkept()).toBe(71)
  })

  it('has no name and no reason that is a book', () => {
    const [start, failed] = keepAll([moved(0, 'start', 'x'.repeat(5e6)), { ...moved(1, 'fail', 'B'), text: 'y'.repeat(5e6) }], {}).told as [
      RunEvent & { task: string },
      RunEvent & { text: string },
    ]
    expect(start.task.length).toBeLessThan(200)
    expect(failed.text.length).toBeLessThan(3000)
  })
})

it('measures data no further than it has to', () => {
  expect(sizeOfData({ a: [1, 2, 'three'] }, 1000)).toBeLessThan(100)
  expect(sizeOfData('x'.repeat(1e6), 10)).toBeGreaterThan(10)
  expect(sizeOfData(new Uint8Array(1e6), 10)).toBeGreaterThan(10)
  const circle: unknown[] = []
  circle.push(circle)
  expect(sizeOfData(circle, 1000)).toBeLessThan(100)
})

it('cuts a text with a sign that it was longer', () => {
  expect([cut('abc', 3), cut('abcd', 3)]).toEqual(['abc', 'ab…'])
})
