import { describe, expect, it } from 'vitest'
import { niceAxis, tickLabels } from './axis.ts'

describe('the time axis', () => {
  it('marks four eggs one by one every two seconds', () => {
    expect(niceAxis(8000)).toEqual({ max: 8000, ticks: [0, 2000, 4000, 6000, 8000] })
    expect(tickLabels(niceAxis(8000))).toEqual(['0 s', '2 s', '4 s', '6 s', '8 s'])
  })

  it('has room for what it is asked to show, and never too many marks', () => {
    for (let ms = 1; ms < 200_000; ms = Math.ceil(ms * 1.13)) {
      const { max, ticks } = niceAxis(ms)
      expect(max).toBe(ms)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(ticks.at(-1)).toBeLessThanOrEqual(max)
      expect(ticks.at(-1)! * 2).toBeGreaterThanOrEqual(max - 1)
    }
  })

  it('keeps its marks when a run takes a moment longer than was thought', () => {
    expect(niceAxis(8050).ticks).toEqual(niceAxis(8000).ticks)
  })

  it('writes short times with the decimals they need', () => {
    expect(tickLabels(niceAxis(400))).toEqual(['0 s', '0.1 s', '0.2 s', '0.3 s', '0.4 s'])
  })
})
