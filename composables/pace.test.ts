import { describe, expect, it } from 'vitest'
import { paceOf, sayAhead, sayTime } from './pace.ts'

/** The last two stand behind their chapters. */
const plan = [30, 60, 90, null, null]

describe('the pace of a talk', () => {
  it('is on time as long as the slide’s own time goes on', () => {
    expect(paceOf(30, plan, 2)).toEqual({ elapsedS: 30, plannedS: 180, aheadS: 0, at: 2, of: 3 })
    expect(paceOf(90, plan, 2).aheadS).toBe(0)
  })

  it('is behind by what is over the slide’s time, and ahead by what is left of those before', () => {
    expect(paceOf(150, plan, 2).aheadS).toBe(-60)
    expect(paceOf(20, plan, 3).aheadS).toBe(70)
  })

  it('is nothing that depends on slides behind a chapter', () => {
    expect(paceOf(10, [30, null, 60], 3)).toMatchObject({ plannedS: 90, at: 2, of: 2, aheadS: 20 })
  })

  it('is said in minutes', () => {
    expect([0, 29, -29].map(aheadS => sayAhead({ aheadS }))).toEqual(['on time', 'on time', 'on time'])
    expect([31, -31, 125, -170].map(aheadS => sayAhead({ aheadS }))).toEqual(['1 min ahead', '1 min behind', '2 min ahead', '3 min behind'])
    expect([0, 65, 2700].map(sayTime)).toEqual(['0:00', '1:05', '45:00'])
  })
})
