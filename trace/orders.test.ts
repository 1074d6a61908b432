import type { RunEvent } from './events.ts'
import { expect, it } from 'vitest'
import { toLanes } from './lanes.ts'
import { createOrderCount } from './orders.ts'

function kitchen(t: number, kind: 'start' | 'end' | 'queued' | 'refused', task: string, id: number): RunEvent {
  return { t, kind, witness: 'kitchen', task, id }
}

const storm = [
  kitchen(10, 'refused', 'A', 1),
  kitchen(20, 'refused', 'B', 2),
  kitchen(120, 'refused', 'A', 3),
  kitchen(510, 'queued', 'B', 4),
  kitchen(520, 'start', 'A', 5),
  kitchen(590, 'start', 'B', 4),
  kitchen(720, 'end', 'A', 5),
]

it('counts each order once, when it comes, in slices of a tenth of a second', () => {
  expect(toLanes(storm).levels).toEqual([{
    name: 'orders',
    highest: 2,
    points: [
      { t: 0, height: 2 },
      { t: 100, height: 1 },
      { t: 200, height: 0 },
      { t: 500, height: 2 },
      { t: 600, height: 0 },
    ],
  }])
})

it('does not mind in which order it is told, nor being told twice', () => {
  expect(toLanes([...storm.toReversed(), ...storm]).levels).toEqual(toLanes(storm).levels)
})

it('says nothing where nobody is refused, or nobody comes back', () => {
  expect(toLanes([kitchen(10, 'queued', 'A', 1), kitchen(20, 'start', 'A', 1), kitchen(30, 'start', 'A', 2)]).levels).toEqual([])
  expect(toLanes([kitchen(10, 'refused', 'A', 1), kitchen(20, 'refused', 'B', 2), kitchen(30, 'start', 'C', 3)]).levels).toEqual([])
})

it('knows when the count is another one', () => {
  const count = createOrderCount()
  expect(count.add({ t: 10, kind: 'start', task: 'A', id: 1 })).toBe(false)
  expect(count.add({ t: 20, kind: 'refused', task: 'B', id: 2 })).toBe(true)
  expect(count.add({ t: 30, kind: 'end', task: 'A', id: 1 })).toBe(false)
  expect(count.level()).toBeUndefined()
  expect(count.add({ t: 40, kind: 'start', task: 'B', id: 3 })).toBe(true)
  expect(count.level()!.highest).toBe(3)
})
