import type { RunEvent } from './events.ts'
import { expect, it } from 'vitest'
import { ran } from './fixtures.ts'
import { heightAt, toLevels } from './levels.ts'

const step = (t: number, state: unknown): RunEvent => ({ t, kind: 'step', witness: 'program', text: 'queue', state })
function queue(t: number, height: number, capacity?: number) {
  return step(t, { level: 'queue', height, ...(capacity !== undefined && { capacity }) })
}

it('reads how high a queue was, from moment to moment, in whatever order it is told', () => {
  const [level, ...others] = toLevels([ran, queue(200, 3, 3), queue(-0.2, 1, 3), queue(300, 2, 3)])
  expect(others).toEqual([])
  expect(level).toEqual({
    name: 'queue',
    points: [
      { t: 0, height: 1 },
      { t: 200, height: 3 },
      { t: 300, height: 2 },
    ],
    highest: 3,
    capacity: 3,
  })
  expect([0, 199, 200, 1000].map(t => heightAt(level!, t))).toEqual([1, 1, 3, 2])
})

it('knows no capacity where nothing limits it, and nothing before it was told', () => {
  const [level] = toLevels([queue(100, 7)])
  expect(level).not.toHaveProperty('capacity')
  expect(heightAt(level!, 99)).toBe(0)
})

it('leaves other machines alone', () => {
  expect(
    toLevels([
      step(1, { tasks: ['A'] }),
      step(2, null),
      step(3, { level: 'queue', height: Number.NaN }),
      step(4, { level: 'queue', height: -1 }),
    ]),
  ).toEqual([])
})
