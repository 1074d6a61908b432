/**
 * The clock of a run: how the time of its kitchen goes on while the time of the machine does. It may be slowed, held
 * and taken on by a jump, while the run is live; what is waited for is waited for on this clock.
 */

/** From a moment on. Both times in milliseconds, each from a beginning of its own. */
export interface ClockSetting {
  /** The moment, on the machine's clock. */
  at: number
  /** What this clock says at that moment. */
  time: number
  /** How fast it goes on: 1 is the machine's speed, 0 is paused. */
  rate: number
}

/** A clock that nobody has set: it is the machine's, to the last digit. */
export const UNSET: ClockSetting = { at: 0, time: 0, rate: 1 }

/** Ten seconds for one: a run of half a minute then takes five, and clients wait no longer for an answer. */
export const SLOWEST = 0.1

/** Whether a clock may go at this rate. */
export function isRate(value: unknown): value is number {
  return typeof value === 'number' && (value === 0 || (value >= SLOWEST && value <= 1))
}

/** What a clock says at a moment of the machine's. */
export function timeAt({ at, time, rate }: ClockSetting, now: number): number {
  return time + (now - at) * rate
}

/** When a clock will say this, on the machine's; never, while it is paused. */
export function momentOf({ at, time, rate }: ClockSetting, due: number): number {
  return rate === 0 ? Infinity : at + (due - time) / rate
}

/** The same clock at another rate, without a jump. */
export function setRate(clock: ClockSetting, now: number, rate: number): ClockSetting {
  return { at: now, time: timeAt(clock, now), rate }
}

/** The times of a run whose clock was set several times. */
export interface ClockHistory {
  /** Takes in a setting; one that is known already changes nothing. Answers whether it is news. */
  add: (setting: ClockSetting) => boolean
  /** What the clock said, or will say, at a moment of the machine's. */
  timeAt: (moment: number) => number
  /** As it goes now. */
  now: () => ClockSetting
  isSet: () => boolean
}

export function createClockHistory(): ClockHistory {
  const settings: ClockSetting[] = [UNSET]
  return {
    add(setting) {
      const before = settings.findLastIndex(({ at }) => at <= setting.at)
      const same = settings[before]
      if (same && same.at === setting.at && same.time === setting.time && same.rate === setting.rate)
        return false
      settings.splice(before + 1, 0, setting)
      return true
    },
    timeAt: moment => timeAt(settings.findLast(({ at }) => at <= moment) ?? UNSET, moment),
    now: () => settings.at(-1)!,
    isSet: () => settings.length > 1,
  }
}

/** "paused", "at a quarter of the speed". */
export function tellRate(rate: number): string {
  switch (rate) {
    case 0: return 'paused'
    case 1: return 'at full speed'
    case 0.5: return 'at half the speed'
    case 0.25: return 'at a quarter of the speed'
    case 0.125: return 'at an eighth of the speed'
    default: return `at ${rate} times the speed`
  }
}

/** What a run's list says last of its clock: `t` in the kitchen, so long after the run's beginning on the machine. */
export interface RunClock {
  t: number
  wall: number
  rate: number
}

/** What the kitchen's clock says so many milliseconds after the run began on the machine. */
export function wallToKitchen(clock: RunClock | undefined, wall: number): number {
  return clock ? clock.t + Math.max(0, wall - clock.wall) * clock.rate : wall
}
