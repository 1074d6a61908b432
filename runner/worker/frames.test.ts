import type { SeenInside } from './messages.ts'
import { expect, it } from 'vitest'
import { createFrames } from './frames.ts'

it('does not tell of every await of a loop that never really waits', () => {
  const told: SeenInside[] = []
  const { hooks } = createFrames({ tell: event => told.push(event), now: () => 0, later: () => {} })
  hooks.enter('main')
  const stir = hooks.enter('stir')
  for (let i = 0; i < 100_000; i++)
    hooks.resume(stir, hooks.park(stir, 3, undefined))
  hooks.leave(stir)
  expect(told.length).toBeLessThan(2_000)
  // What is seen last is that it works, until it ends.
  expect(told.slice(-2).map(({ kind }) => kind)).toEqual(['resume', 'end'])
})
