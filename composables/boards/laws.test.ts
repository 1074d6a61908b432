import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amdahl, amdahlLimit, little, throughput } from './laws.ts'

it('more workers are never slower and never above the limit', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 1000 }), (parallel, n) => {
    expect(amdahl(parallel, n + 1)).toBeGreaterThanOrEqual(amdahl(parallel, n) - 1e-9)
    expect(amdahl(parallel, n)).toBeLessThanOrEqual(amdahlLimit(parallel) + 1e-9)
    expect(amdahl(parallel, 1)).toBeCloseTo(1)
  }))
})

it('half of the work in series is a limit of two', () => {
  expect(amdahlLimit(0.5)).toBe(2)
  expect(amdahl(0.9, 10)).toBeCloseTo(5.263, 3)
  expect(amdahl(1, 8)).toBe(8)
})

it('four eggs at a time of two seconds each are two a second', () => {
  expect(throughput(4, 2)).toBe(2)
  expect(little(2, 2)).toBe(4)
})
