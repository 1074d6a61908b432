import type { Seen } from './variables.ts'
import { expect, it } from 'vitest'
import { toVariables } from './variables.ts'

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
