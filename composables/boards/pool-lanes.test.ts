import type { PoolState } from './pool-lanes.ts'
import type { MachineStep } from './states.ts'
import { expect, it } from 'vitest'
import { toBars, toBeats } from './pool-lanes.ts'

type Task = PoolState['seats'][number]['tasks'][number]
function step(t: number, tasks: Task[], beats: number[] = []): MachineStep<PoolState> {
  return {
    t,
    text: '',
    state: { seats: [{ name: 'reactor', tasks }], queues: {}, beats, silent: 0 },
  }
}
const egg = (state: Task['state']): Task => ({ name: 'await 1', work: 'await', state })

it('a task has a bar for each of its states, and none once it is over', () => {
  const steps = [
    step(0, []),
    step(10, [egg('sent')]),
    step(12, [egg('awaiting')]),
    step(50, [egg('awaiting')]),
    step(60, [egg('ready')]),
    step(90, []),
    step(99, []),
  ]
  expect(toBars(steps).map(({ state, from, to }) => [state, from, to])).toEqual([
    ['sent', 10, 12],
    ['awaiting', 12, 60],
    ['ready', 60, 90],
  ])
  expect(toBars(steps.slice(0, 4)).map(({ state, to }) => [state, to])).toEqual([
    ['sent', 12],
    ['awaiting', 50],
  ])
})

it('the reactor beats where the steps say it has', () => {
  expect(toBeats([step(100, [], [80, 5]), step(200, [], [50])])).toEqual([20, 95, 150])
})
