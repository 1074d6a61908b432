import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answerInView, registerAnswerable, registerResettable, registerRunnable, resetInView, toggleInView } from './useInView.ts'

let signs: { getClientRects: () => unknown[] }[] = []
const loading = { getClientRects: () => [{}] }
const hidden = { getClientRects: () => [] }
const acts: unknown[] = []
const ends: (() => void)[] = []
const arrive = () => void ends.push(registerRunnable({ isInView: () => true, act: (...wish) => acts.push(['run', ...wish]) }))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { querySelectorAll: () => signs })
  vi.stubGlobal('location', { href: '/25' })
})
afterEach(() => {
  ends.splice(0).forEach(end => end())
  acts.length = 0
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('acts at once on what is in view', () => {
  signs = []
  arrive()
  expect(toggleInView()).toBe(true)
  expect(acts).toEqual([['run']])
})

it('acts on a slide that is on its way when it is there, once, and never stops what runs there by then', () => {
  signs = [hidden, loading]
  expect([toggleInView(), toggleInView()]).toEqual([true, true])
  arrive()
  arrive()
  vi.runAllTimers()
  expect(acts).toEqual([['run', 'run']])
})

it('gives the answers that were typed ahead in their order', () => {
  signs = [loading]
  expect([1, 3, 5].map(answerInView)).toEqual([true, true, true])
  ends.push(registerAnswerable({ isInView: () => true, act: n => acts.push(n) }))
  vi.runAllTimers()
  expect(acts).toEqual([1, 3, 5])
})

it('forgets the press where nothing is on its way, where one has turned on, and after ten seconds', () => {
  signs = [hidden]
  expect(toggleInView()).toBe(false)
  signs = [loading]
  expect(toggleInView()).toBe(true)
  location.href = '/26'
  arrive()
  vi.runAllTimers()
  ends.splice(0).forEach(end => end())
  expect(toggleInView()).toBe(true)
  vi.advanceTimersByTime(10_001)
  arrive()
  vi.runAllTimers()
  expect(acts).toEqual([])
})

it('keeps the presses of two keys apart', () => {
  signs = [loading]
  resetInView()
  arrive()
  vi.runAllTimers()
  expect(acts).toEqual([])
  ends.push(registerResettable({ isInView: () => true, act: () => acts.push('reset') }))
  vi.runAllTimers()
  expect(acts).toEqual(['reset'])
})
