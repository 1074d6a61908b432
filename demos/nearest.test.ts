import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

it('guesses the demo that was meant', () => {
  const names = ['sequential', 'promise-all', 'promise-race', 'callbacks']
  expect(nearest('promse-all', names)).toBe('promise-all')
  expect(nearest('Callback', names)).toBe('callbacks')
  expect(nearest('race', names)).toBe('promise-race')
  expect(nearest('sequentail', names)).toBe('sequential')
  expect(nearest('zebra', names)).toBeUndefined()
  expect(nearest('', names)).toBeUndefined()
})
