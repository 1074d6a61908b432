import type { ClockSetting } from './clock.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createClockHistory, isRate, momentOf, setRate, SLOWEST, timeAt, UNSET } from './clock.ts'

const rate = fc.oneof(fc.constant(0), fc.double({ min: SLOWEST, max: 1, noNaN: true }))
/** What a person does to a clock: after so long it is set to a rate, or taken on by a jump and held. */
const deeds = fc.array(fc.record({
  after: fc.double({ min: 0, max: 60_000, noNaN: true }),
  rate,
  jump: fc.option(fc.double({ min: 0, max: 60_000, noNaN: true }), { nil: undefined }),
}), { maxLength: 12 })
type Deeds = typeof deeds extends fc.Arbitrary<infer D> ? D : never

/** About a microsecond, where times count from 1970. */
const FINE = 1e-3

function play(all: Deeds): { settings: ClockSetting[], expected: (moment: number) => number } {
  const settings: ClockSetting[] = []
  let clock = UNSET
  let now = 0
  for (const { after, rate, jump } of all) {
    now += after
    clock = jump === undefined ? setRate(clock, now, rate) : { at: now, time: timeAt(clock, now) + jump, rate: 0 }
    settings.push(clock)
  }
  /** Told another way: the lengths of all stretches, each at its rate, and the jumps. */
  const expected = (moment: number) => {
    let [time, at, going] = [0, 0, 1]
    for (const { after, rate, jump } of all) {
      if (at + after > moment)
        break
      time += after * going + (jump ?? 0)
      at += after
      going = jump === undefined ? rate : 0
    }
    return time + (moment - at) * going
  }
  return { settings, expected }
}

it('is the machine’s to the last digit until it is set', () => {
  const history = createClockHistory()
  fc.assert(fc.property(fc.double({ min: 0, max: 2e12, noNaN: true }), moment => history.timeAt(moment) === moment))
  expect(history.isSet()).toBe(false)
})

it('says the sum of all stretches, each at its rate', () => {
  fc.assert(fc.property(deeds, fc.double({ min: 0, max: 900_000, noNaN: true }), (all, moment) => {
    const { settings, expected } = play(all)
    const history = createClockHistory()
    settings.forEach(history.add)
    expect(Math.abs(history.timeAt(moment) - expected(moment))).toBeLessThan(FINE)
  }))
})

it('never goes back, and never faster than the machine but by a jump', () => {
  fc.assert(fc.property(deeds, fc.array(fc.double({ min: 0, max: 900_000, noNaN: true })), (all, moments) => {
    const { settings } = play(all)
    const history = createClockHistory()
    settings.forEach(history.add)
    const times = moments.toSorted((a, b) => a - b).map(history.timeAt)
    for (const [i, time] of times.slice(1).entries())
      expect(time).toBeGreaterThanOrEqual(times[i]! - FINE)
  }))
})

it('takes in what it hears twice, or late, as if it had come once and in time', () => {
  const inAnyOrder = deeds.chain(all => fc.record({
    all: fc.constant(all),
    mixed: fc.shuffledSubarray(all.map((_, i) => i), { minLength: all.length }),
  }))
  fc.assert(fc.property(inAnyOrder, ({ all, mixed }) => {
    // Nobody sets it twice at one moment.
    const { settings, expected } = play(all.map(deed => ({ ...deed, after: deed.after + 1 })))
    const history = createClockHistory()
    for (const i of [...mixed, ...mixed])
      history.add(settings[i]!)
    const later = 1e6
    expect(Math.abs(history.timeAt(later) - expected(later))).toBeLessThan(FINE)
  }))
})

it('knows when it will say something, and never while it is paused', () => {
  fc.assert(fc.property(deeds, fc.double({ min: 0, max: 60_000, noNaN: true }), (all, ahead) => {
    const clock = play(all).settings.at(-1) ?? UNSET
    const due = clock.time + ahead
    const moment = momentOf(clock, due)
    if (clock.rate === 0)
      expect(moment).toBe(Infinity)
    else
      expect(Math.abs(timeAt(clock, moment) - due)).toBeLessThan(FINE)
  }))
})

it('goes at a tenth of the speed at least, or not at all', () => {
  expect([0, 0.1, 0.25, 1].every(isRate)).toBe(true)
  expect([-1, 0.09, 1.1, Number.NaN, Infinity, '1', null].some(isRate)).toBe(false)
})
