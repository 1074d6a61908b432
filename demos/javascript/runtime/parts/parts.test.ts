import type { Future } from './future.ts'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { join, map, PENDING, polls, watched } from './future.ts'
import { Queue } from './queue.ts'
import { Timers } from './timers.ts'
import { Wakers } from './wakers.ts'

/** A future that is ready when told to be. */
function byHand<T>(name: string) {
  let value: T | undefined
  const drop = vi.fn()
  const poll = vi.fn(() => value ?? PENDING)
  const future: Future<T> = { name, poll, drop }
  return { future, poll, drop, finish: (result: T) => value = result }
}

function nobody() {}

describe('the ready queue', () => {
  it('serves in order, and leaves for the next turn what joins meanwhile', () => {
    const queue = new Queue<{ name: string }>('queue')
    queue.push({ name: 'A' }, { name: 'B' })
    const served: string[] = []
    for (const { name } of queue.drain()) {
      served.push(name)
      queue.push({ name: `${name} again` })
    }
    expect(served).toEqual(['A', 'B'])
    expect([...queue.drain()].map(({ name }) => name)).toEqual(['A again', 'B again'])
  })
})

describe('timers', () => {
  it('are due in order of time, whatever the order in which they were set', () => {
    fc.assert(fc.property(fc.array(fc.nat(1000)), (delays) => {
      let now = 0
      const timers = new Timers<number>(() => now)
      delays.forEach((ms, i) => timers.after(ms, `${i}`, ms))
      now = 1000
      expect([...timers.due()]).toEqual(delays.toSorted((a, b) => a - b))
      expect(timers.size).toBe(0)
    }))
  })

  it('are never early, and late when nobody asks', () => {
    let now = 0
    const timers = new Timers<string>(() => now)
    timers.after(10, 'tea', 'tea')
    timers.after(30, 'egg', 'egg')
    expect(timers.next).toBe(10)
    now = 9.999
    expect([...timers.due()]).toEqual([])
    now = 25
    expect([...timers.due()]).toEqual(['tea'])
    expect(timers.next).toBe(30)
  })
})

describe('join', () => {
  it('is ready when all are, in the order of the list, and polls nobody who is ready', () => {
    const [a, b] = [byHand<string>('A'), byHand<string>('B')]
    const both = join([a.future, b.future])
    expect(both.poll(nobody)).toBe(PENDING)
    b.finish('b')
    expect(both.poll(nobody)).toBe(PENDING)
    a.finish('a')
    expect(both.poll(nobody)).toEqual(['a', 'b'])
    expect([a.poll.mock.calls.length, b.poll.mock.calls.length]).toEqual([3, 2])
  })

  it('drops those that are still to come', () => {
    const [a, b] = [byHand<string>('A'), byHand<string>('B')]
    const both = join([a.future, b.future])
    a.finish('a')
    both.poll(nobody)
    both.drop!()
    expect(a.drop).not.toHaveBeenCalled()
    expect(b.drop).toHaveBeenCalledOnce()
  })
})

it('polls are counted, and their results given on', () => {
  const a = byHand<number>('A')
  const before = polls()
  const future = map(watched(a.future), n => n + 1)
  expect(future.poll(nobody)).toBe(PENDING)
  a.finish(1)
  expect(future.poll(nobody)).toBe(2)
  expect(polls() - before).toBe(2)
})

it('of the wakers that a reactor is given for one thing, the newest is called, and once', () => {
  const wakers = new Wakers('wakers')
  const [old, young] = [vi.fn(), vi.fn()]
  wakers.keep('A', old)
  wakers.keep('A', young)
  wakers.take('A')?.()
  wakers.take('A')?.()
  expect(old).not.toHaveBeenCalled()
  expect(young).toHaveBeenCalledOnce()
})
