import fc from 'fast-check'
import { expect, it } from 'vitest'
import { little } from './laws.ts'
import { toStays } from './residence.ts'

const halves = (most: number) => fc.integer({ min: 1, max: 2 * most }).map(n => n / 2)

it('as many are there as Little’s law says, to the nearest whole one', () => {
  fc.assert(fc.property(halves(6), halves(4), (perSecond, seconds) => {
    const crossing = toStays(perSecond, seconds, [-6, 2]).filter(({ isIn }) => isIn).length
    expect(Math.abs(crossing - little(perSecond, seconds))).toBeLessThan(1)
  }))
})

it('shows whoever is there at some time, and nobody else', () => {
  for (const { from, to } of toStays(2, 1.5, [-6, 2])) {
    expect(to).toBeGreaterThan(-6)
    expect(from).toBeLessThan(2)
    expect(to - from).toBeCloseTo(1.5)
  }
})
