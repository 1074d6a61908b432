import type { Seen } from './variables.ts'
import { expect, it } from 'vitest'
import { lastWait, rowOf, toVariables, waitsFor } from './variables.ts'

const seen: Seen[] = [
  { kept: { at: 'start', who: 'Ada' }, stack: { wish: 'A and B' } },
  { kept: { at: 'fries A', who: 'Ada' } },
  { kept: { at: 'fries B', who: 'Ada', first: 'A' } },
  { kept: { at: 'done' } },
]
const fates = (at: number) => Object.fromEntries(toVariables(seen, at).map(({ name, fate }) => [name, fate]))

it('says of each variable whether it is kept, on the stack, gone, or not there yet', () => {
  expect(fates(0)).toEqual({ at: 'kept', who: 'kept', wish: 'stack', first: 'unborn' })
  expect(fates(1)).toEqual({ at: 'kept', who: 'kept', wish: 'gone', first: 'unborn' })
  expect(fates(2)).toEqual({ at: 'kept', who: 'kept', wish: 'gone', first: 'kept' })
  expect(fates(3)).toEqual({ at: 'kept', who: 'gone', wish: 'gone', first: 'gone' })
})

it('knows at which steps it waits, and for which egg', () => {
  const steps = ['meal runs its first lines', 'meal asks for A and lets go', 'A is here', 'meal is done'].map((text, t) => ({
    t,
    text,
    state: {},
  }))
  expect(steps.map(waitsFor)).toEqual([undefined, 'A', undefined, undefined])
  expect(lastWait(steps)).toBe(1)
  expect(lastWait(steps.slice(2))).toBe(1)
})

it('finds a line of the file in the region that is shown, and nowhere else', () => {
  const shown = { text: 'one\ntwo', firstLine: 5 }
  expect([4, 5, 6, 7, undefined].map(line => rowOf(line, shown))).toEqual([undefined, 0, 1, undefined, undefined])
  expect(rowOf(5, undefined)).toBeUndefined()
})
