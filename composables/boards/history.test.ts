import type { History } from './history.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { begin, now, push, seek } from './history.ts'

const sum = (history: History<number>) => now(history, 0, (a, b) => a + b)
const after = (moves: readonly number[]) => moves.reduce<History<number>>(push, begin())

describe('a history', () => {
  it('finds each moment as it was, after any walk', () => {
    fc.assert(fc.property(fc.array(fc.nat(99)), fc.array(fc.nat(99), { maxLength: 100 }), (moves, walk) => {
      const history = after(moves)
      for (const at of walk) {
        const there = seek(history, at)
        expect(sum(there)).toBe(moves.slice(0, there.at).reduce((a, b) => a + b, 0))
        expect(seek(there, history.at)).toEqual(history)
      }
    }))
  })

  it('goes on from where it is, and not from where it had been', () => {
    expect(push(seek(after([1, 2, 3]), 1), 9)).toEqual({ moves: [1, 9], at: 2 })
  })

  it('knows its bounds', () => {
    expect(seek(after([1, 2]), 99).at).toBe(2)
    expect(seek(after([1, 2]), -1).at).toBe(0)
  })
})
