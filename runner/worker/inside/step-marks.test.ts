import type { SeenInside } from '../../run/messages.ts'
import { describe, expect, it } from 'vitest'
import { createSteps } from './step-marks.ts'

function listen(now = () => 0) {
  const told: SeenInside[] = []
  return { told, step: createSteps({ file: 'runner/worker/inside/step-marks.test.ts', tell: event => told.push(event), now }) }
}

describe('the steps of a machine', () => {
  it('say what it did, where in the program, and how the machine then was', () => {
    const { told, step } = listen()
    const queue = ['A']
    step('A is queued', { queue })
    queue.pop()
    expect(told).toEqual([{ at: 0, kind: 'step', text: 'A is queued', state: { queue: ['A'] }, line: expect.any(Number) }])
  })

  it('are told one by one while somebody could follow, and now and then when a machine spins', () => {
    let at = 0
    const { told, step } = listen(() => at)
    for (let i = 0; i < 100_000; i++) {
      at += 0.01
      step('again', i)
    }
    expect(told.length).toBeGreaterThan(400)
    expect(told.length).toBeLessThan(430)
  })
})
