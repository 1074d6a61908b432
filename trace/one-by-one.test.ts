import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { toLanes } from './lanes.ts'
import { ghostOf, oneByOne } from './one-by-one.ts'

function moved(t: number, kind: 'start' | 'end' | 'fail', task: string, witness: 'kitchen' | 'program' = 'kitchen'): RunEvent {
  return {
    t,
    kind,
    witness,
    task,
  }
}

describe('the same eggs one by one', () => {
  it('stand one after another, each as long as the kitchen took', () => {
    const picture = toLanes([moved(0, 'start', 'A'), moved(5, 'start', 'B'), moved(2000, 'end', 'A'), moved(1005, 'end', 'B')])
    expect([...oneByOne(picture)]).toEqual([['A', { from: 0, to: 2000 }], ['B', { from: 2000, to: 3000 }]])
  })

  it('wait until the program has started up', () => {
    const picture = toLanes([moved(800, 'start', 'A'), moved(805, 'start', 'B'), moved(2800, 'end', 'A'), moved(1805, 'end', 'B')])
    expect([...oneByOne(picture)]).toEqual([['A', { from: 800, to: 2800 }], ['B', { from: 2800, to: 3800 }]])
  })

  it('leave out the program itself, and what burnt', () => {
    const picture = toLanes([
      moved(0, 'start', 'top level', 'program'),
      moved(0, 'start', 'A'),
      moved(0, 'start', 'B'),
      moved(1000, 'fail', 'A'),
      moved(2000, 'end', 'B'),
      moved(2001, 'end', 'top level', 'program'),
    ])
    expect([...oneByOne(picture).keys()]).toEqual(['B'])
  })

  it('are a ghost behind what was faster, unless that would be hard to see beside it', () => {
    const atOnce = (eggs: number) =>
      toLanes(
        Array.from({ length: eggs }, (_, i) => [moved(0, 'start', `egg-${i}`), moved(1000, 'end', `egg-${i}`)])
          .flat()
          .concat({ t: 1000, kind: 'finish', witness: 'program', outcome: 'done', ms: 1000 }),
      )
    expect(ghostOf(atOnce(4))).toEqual(oneByOne(atOnce(4)))
    expect([1, 12].map(eggs => ghostOf(atOnce(eggs)))).toEqual([undefined, undefined])
  })
})
