import { describe, expect, it } from 'vitest'
import { limitLists } from './allowance.ts'

/** Lists of their own, so that those of the tests stay as they are. */
function lists(mostBytes: number) {
  class List extends Array<unknown> {}
  for (const name of ['push', 'unshift', 'fill'] as const)
    Object.defineProperty(List.prototype, name, Object.getOwnPropertyDescriptor(Array.prototype, name)!)
  limitLists(List.prototype, mostBytes)
  return () => new List()
}

describe('lists that count what they take', () => {
  it('work as before', () => {
    const list = lists(10_000)()
    expect(list.push('a', 'b')).toBe(2)
    expect(list.unshift('c')).toBe(3)
    expect([...list]).toEqual(['c', 'a', 'b'])
    expect([...list.fill(0)]).toEqual([0, 0, 0])
    expect([list.push.name, list.push.length, list.fill.length]).toEqual(['push', Array.prototype.push.length, Array.prototype.fill.length])
    expect(Object.keys(Object.getPrototypeOf(list))).toEqual([])
  })

  it('refuse to grow without end, with a sentence', () => {
    const list = lists(100_000)()
    expect(() => {
      for (;;)
        list.push(list.length)
    }).toThrow('put more than 100000 bytes into lists')
    expect(list.length).toBeGreaterThan(1000)
  })

  it('count what is put into them by its size', () => {
    expect(() => lists(100_000)().push(new Uint8Array(200_000))).toThrow(RangeError)
    expect(() => lists(100_000)().push(Array.from({ length: 20_000 }))).toThrow(RangeError)
    expect(() => lists(100_000)().push('x'.repeat(200_000))).toThrow(RangeError)
  })
})
