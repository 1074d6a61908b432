import type { RunEvent } from '../../trace/events.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMerge } from './merge.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const event = (t: number): RunEvent => ({ t, kind: 'log', witness: 'program', text: `${t}`, stream: 'stdout' })

function setUp() {
  const times: number[] = []
  const begin = Date.now()
  return { times, ...createMerge(({ t }) => times.push(t), () => Date.now() - begin) }
}

it('puts what is told late in its place', () => {
  const { times, add } = setUp()
  add(event(0))
  vi.advanceTimersByTime(20)
  add(event(18))
  add(event(5))
  vi.advanceTimersByTime(100)
  expect(times).toEqual([0, 5, 18])
})

it('tells events soon, and all of them when asked to', () => {
  const { times, add, flush } = setUp()
  add(event(0))
  vi.advanceTimersByTime(45)
  expect(times).toEqual([0])
  add(event(44))
  void flush()
  expect(times).toEqual([0, 44])
})

it('tells a flood in parts, in its order, and has told all when it says so', async () => {
  const { times, add, flush } = setUp()
  for (let t = 0; t < 1_200; t++)
    add(event(t))
  const told = flush()
  expect(times.length).toBe(500)
  await vi.runAllTimersAsync()
  await told
  expect(times).toEqual(Array.from({ length: 1_200 }, (_, t) => t))
})

it('tells all of a flood at once where nobody looks', () => {
  vi.stubGlobal('document', { hidden: true })
  const { times, add, flush } = setUp()
  for (let t = 0; t < 1_200; t++)
    add(event(t))
  void flush()
  expect(times.length).toBe(1_200)
})

it('tells what comes too late all the same', () => {
  const { times, add } = setUp()
  add(event(0))
  vi.advanceTimersByTime(200)
  add(event(150))
  vi.advanceTimersByTime(100)
  add(event(10))
  vi.advanceTimersByTime(100)
  expect(times).toEqual([0, 150, 10])
})
