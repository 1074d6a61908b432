import type { Here } from './windows-there.ts'
import { expect, it } from 'vitest'
import { isWish, whoDoes } from './wish.ts'

it('one window does what is wished, and every window knows which', () => {
  const here: Here[] = [
    { name: '0', view: 'presenter', isAudience: true },
    { name: 'b', view: 'slide' },
    { name: 'd', view: 'presenter' },
    { name: 'c', view: 'presenter' },
    { name: 'a', view: 'other' },
  ]
  expect(whoDoes(here)).toBe('c')
  expect(whoDoes(here.toReversed())).toBe('c')
  expect(whoDoes(here.filter(({ view, isAudience }) => isAudience || view !== 'presenter'))).toBe('b')
  expect(whoDoes([{ name: 'a', view: 'text' }])).toBeUndefined()
})

it('nothing else can be wished', () =>
  expect(['next', 'run', 'stop', 'begin', 'edit', '', undefined, 1].map(isWish)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]))
