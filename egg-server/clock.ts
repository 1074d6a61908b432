/**
 * The kitchen's clock: one monotonic time for every egg, and a wait that is never early.
 */

/** Time, as the kitchen needs it. Tests pass their own. */
export interface Clock {
  /** Milliseconds on a monotonic clock, in whole microseconds. */
  now: () => number
  /** Calls `done` once `now()` is past `due`, never before; returns what calls it off. */
  until: (due: number, done: () => void) => () => void
}

/** Whole microseconds: as fine as can be drawn, and short in JSON. */
function toMicroseconds(ms: number): number {
  return Math.floor(ms * 1000) / 1000
}

function createClock(now: () => number): Clock {
  return {
    now,
    until(due, done) {
      // Timers count whole milliseconds from a time that was cut to one, so they may ring up to a millisecond early.
      // "Past", not "at": the difference of two rounded times is then never a hair less than what was asked for.
      let timer: ReturnType<typeof setTimeout>
      const ring = (): void => {
        const left = due - now()
        if (left >= 0)
          timer = setTimeout(ring, Math.ceil(left) || 1)
        else
          done()
      }
      // A time that has passed is not asked for: Node warns of a negative one.
      timer = setTimeout(ring, Math.max(0, Math.ceil(due - now())))
      return () => clearTimeout(timer)
    },
  }
}

/** The clock of the machine, from when the process began. */
export const machineClock: Clock = createClock(() => toMicroseconds(performance.now()))

/**
 * The same clock from 1970: for a kitchen that ends and begins again while it is watched, as a service worker does, and
 * would otherwise tell the time from zero.
 */
export const absoluteClock: Clock = createClock(() => toMicroseconds(performance.timeOrigin + performance.now()))
