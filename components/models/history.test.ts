import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { back, begin, forward, isAtEnd, now, push, seek } from './history.ts'

describe('a history', () => {
  it('stepped back and forth a hundred times, ends where it began', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (states, place) => {
      const [first, ...rest] = states
      const start = seek(rest.reduce(push<unknown>, begin<unknown>(first)), place % states.length)
      let history = start
      for (let i = 0; i < 100; i++)
        history = isAtEnd(start) ? forward(back(history)) : back(forward(history))
      expect(history).toEqual(start)
    }))
  })

  it('is the same after any walk that comes back', () => {
    fc.assert(fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.array(fc.boolean(), { maxLength: 100 }), (states, walk) => {
      let history = states.slice(1).reduce(push<number>, begin(states[0]!))
      const seen = [history.at]
      for (const isForward of walk) {
        history = isForward ? forward(history) : back(history)
        seen.push(history.at)
        expect(now(history)).toBe(states[history.at])
      }
      for (const at of seen.reverse())
        history = seek(history, at)
      expect(history).toEqual(states.slice(1).reduce(push<number>, begin(states[0]!)))
    }))
  })

  it('goes on from where it is, and not from where it had been', () => {
    const branched = push(back(back(push(push(begin('a'), 'b'), 'c'))), 'd')
    expect(branched).toEqual({ states: ['a', 'd'], at: 1 })
  })

  it('knows its bounds', () => {
    const history = push(begin(1), 2)
    expect(now(forward(history))).toBe(2)
    expect(now(back(back(history)))).toBe(1)
    expect(seek(history, 99).at).toBe(1)
  })
})
