import type { RunEvent } from '../../trace/events.ts'
import { expect, it } from 'vitest'
import { fullest, toSteps } from './states.ts'

it('a machine stays at its line until it is seen at another', () => {
  const events: RunEvent[] = [
    { t: 1, kind: 'step', witness: 'program', text: 'a', line: 3, state: 1 },
    { t: 2, kind: 'log', witness: 'program', text: 'x', stream: 'stdout' },
    { t: 3, kind: 'step', witness: 'program', text: 'b', state: 2 },
    { t: 4, kind: 'step', witness: 'program', text: 'c', line: 7, state: 3 },
  ]
  expect(toSteps(events)).toEqual([
    { t: 1, text: 'a', line: 3, state: 1 },
    { t: 3, text: 'b', line: 3, state: 2 },
    { t: 4, text: 'c', line: 7, state: 3 },
  ])
})

it('a machine shows most of itself where most of its parts have something in them', () => {
  const step = (...full: number[]) => ({
    t: 0,
    text: '',
    state: { parts: full.map((count, i) => ({ name: `${i}`, items: Array.from({ length: count }, () => ({ name: 'A' })) })) },
  })
  expect(fullest([step(0, 0), step(9, 0), step(1, 2), step(2, 1), step(1, 1), step(0, 0)])).toBe(3)
  expect(fullest([])).toBe(-1)
})
