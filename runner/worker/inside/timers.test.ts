import { expect, it, vi } from 'vitest'
import { createPending } from './pending.ts'
import { trackTimers } from './timers.ts'

function setUp() {
  const { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate } = globalThis
  const scope = { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate }
  const pending = createPending()
  trackTimers(scope, pending, { now: () => performance.now() })
  return { ...scope, pending }
}

it('counts a timer until it has fired', async () => {
  const { setTimeout, setImmediate, pending } = setUp()
  const called = vi.fn()
  setTimeout(called, 1, 'a', 'b')
  setImmediate(called, 'c')
  expect(pending.count()).toBe(2)
  await pending.whenZero()
  expect(called.mock.calls.toSorted()).toEqual([['a', 'b'], ['c']])
})

it('counts an interval until it is cleared, by either name', () => {
  const { setInterval, setTimeout, clearInterval, clearTimeout, pending } = setUp()
  const interval = setInterval(() => {}, 1)
  const timeout = setTimeout(() => {}, 1_000)
  clearTimeout(interval)
  clearInterval(timeout)
  clearTimeout(undefined)
  expect(pending.count()).toBe(0)
})

it('takes the number of a browser’s timer as a text, too', () => {
  const scope = { setTimeout: () => 7, setInterval: () => 8, clearTimeout: () => {}, clearInterval: () => {} }
  const pending = createPending()
  trackTimers(scope, pending, { now: () => 0 })
  const clear = scope.clearTimeout as (handle: unknown) => void
  const set = scope.setTimeout as (callback: () => void) => number
  set(() => {})
  clear('70')
  expect(pending.count()).toBe(1)
  clear('7')
  expect(pending.count()).toBe(0)
})

it('does not count what does not keep a Node program alive', () => {
  const { setTimeout, clearTimeout, pending } = setUp()
  const timer = setTimeout(() => {}, 1_000)
  timer.unref()
  expect(pending.count()).toBe(0)
  timer.ref()
  timer.ref()
  expect(pending.count()).toBe(1)
  clearTimeout(timer)
  expect(pending.count()).toBe(0)
})

it('refuses what it cannot call', () => {
  const { setTimeout } = setUp()
  expect(() => setTimeout('alert()' as never, 1)).toThrow('this is a string')
})

it('says for when a timer was set that calls back', async () => {
  const fired: number[] = []
  const scope = { setTimeout, setInterval, clearTimeout, clearInterval }
  const pending = createPending()
  trackTimers(scope, pending, { now: () => 1000, fires: due => fired.push(due) })
  scope.setTimeout(() => {}, 5)
  scope.setTimeout(() => {})
  scope.setTimeout(() => {}, -3)
  await pending.whenZero()
  expect(fired.toSorted((a, b) => a - b)).toEqual([1000, 1000, 1005])
})
