import type { ChannelState } from './channel-lines.ts'
import type { MachineStep } from './states.ts'
import { expect, it } from 'vitest'
import { toHeights } from './channel-lines.ts'

it('a line is as high as its fullest channel, and changes only when that does', () => {
  const settings = { capacity: 3, every: 1, takes: 1, producers: 1, consumers: 1, orders: 1 }
  const line = (...held: number[]) => ({ held, blocked: 0, frying: [], done: [] })
  const steps: MachineStep<ChannelState>[] = [[1], [1], [3]].map((queue, i) => ({
    t: i * 10,
    text: '',
    state: { settings, queue: line(...queue), broadcast: line(0, i) },
  }))
  expect(toHeights(steps, 'queue')).toEqual([
    { t: 0, held: 1 },
    { t: 20, held: 3 },
  ])
  expect(toHeights(steps, 'broadcast')).toEqual([
    { t: 0, held: 0 },
    { t: 10, held: 1 },
    { t: 20, held: 2 },
  ])
})
