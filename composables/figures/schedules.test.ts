import { describe, expect, it } from 'vitest'
import { SCHEDULES } from './schedules.ts'

describe.each(SCHEDULES)('$name', ({ lanes }) => {
  const of = Object.entries(lanes)
  const stateAt = (task: string, time: number) =>
    lanes[task as 'A'].find(([, from, to]) => from <= time && time < to)?.[0]
  /** Since when a task has been ready without a break, up to that time. */
  const readySince = (task: string, time: number) =>
    lanes[task as 'A'].find(([state, from, to]) => state === 'ready' && from < time && time <= to)?.[1]

  it('has one core: one task works at a time, and none waits for it while it is idle', () => {
    for (let time = 0; time < 10; time++) {
      const states = of.map(([task]) => stateAt(task, time))
      expect(states.filter(state => state === 'working').length, `at ${time}`).toBeLessThanOrEqual(1)
      if (states.includes('ready'))
        expect(states, `at ${time}`).toContain('working')
    }
  })

  it('takes what has been ready longest', () => {
    for (const [task, stretches] of of) {
      for (const [state, from] of stretches) {
        const since = readySince(task, from)
        if (state !== 'working' || since === undefined)
          continue
        const passedOver = of.filter(([other]) => other !== task && (readySince(other, from) ?? from) < since)
        expect(passedOver.map(([other]) => other), `${task} at ${from}`).toEqual([])
      }
    }
  })

  it('has no hole in a lane', () => {
    for (const [task, stretches] of of)
      expect(stretches.slice(1).every(([, from], i) => from === stretches[i]![2]), task).toBe(true)
  })
})
