import type { KitchenEvent } from './events.ts'
import type { WalkIn } from './walk-ins.ts'
import { describe, expect, it } from 'vitest'
import { takeWalkIn } from './walk-ins.ts'

function saw(at: number, kind: KitchenEvent['kind'], task: string, id: number, run?: string): KitchenEvent {
  return { t: at, at, kind, witness: 'kitchen', task, id, ...run !== undefined && { run } }
}

const take = (events: KitchenEvent[]) => events.reduce<readonly WalkIn[]>(takeWalkIn, [])

describe('walk-ins', () => {
  it('are eggs of no run, from their order to their end', () => {
    expect(take([saw(10, 'start', 'A', 1), saw(20, 'start', 'B', 1, 'r'), saw(2010, 'end', 'A', 1), saw(2020, 'end', 'B', 1, 'r')]))
      .toEqual([{ id: 1, task: 'A', from: 10, to: 2010, fate: 'end' }])
  })

  it('are told apart where two ask for the same egg', () => {
    expect(take([saw(10, 'start', 'A', 1), saw(20, 'start', 'A', 2), saw(30, 'abort', 'A', 2)]))
      .toEqual([{ id: 1, task: 'A', from: 10 }, { id: 2, task: 'A', from: 20, to: 30, fate: 'abort' }])
  })

  it('are not made of an end alone', () => {
    expect(take([saw(10, 'end', 'A', 1)])).toEqual([])
  })
})
