import type { ClockSetting } from '../../../trace/clock.ts'
import { momentOf, timeAt, UNSET } from '../../../trace/clock.ts'

/**
 * The clock that a program in a thread lives by: the machine's, until the clock of its run is set. From then on it is
 * that one, for its timers, and for `performance.now()` and `Date`, which have to agree with them.
 */
export interface ProgramClock {
  /** The time of the run, on the scale of `absoluteNow`. */
  time: () => number
  /** In how many milliseconds of the machine it will be this time; `Infinity` while it stands still. */
  until: (due: number) => number
  /** When on the machine it was this time: now, where it was jumped over. */
  was: (due: number) => number
  /** What the program is told when it asks, on the same scale; nothing where that is the machine's time. */
  shown: () => number | undefined
  isSet: () => boolean
  set: (setting: ClockSetting) => void
  onSet: (listener: () => void) => void
}

/** A step goes exactly to what is due, but for what is lost where milliseconds count from 1970. */
const FINE_MS = 0.01

interface Options {
  /** The machine's time. */
  now: () => number
  /** The global scope that the program sees; it is changed when the clock is set. */
  scope: Record<string, any>
  /** Calls back in a later turn of the event loop. */
  later: (callback: () => void) => void
}

export function createProgramClock({ now, scope, later }: Options): ProgramClock {
  const listeners: (() => void)[] = []
  let setting = UNSET
  let isSet = false
  const shown = createShown(() => setting, now, later)

  function become(next: ClockSetting) {
    if (!isSet)
      showTime(scope, now, shown)
    isSet = true
    setting = next
    listeners.forEach(listener => listener())
  }

  return {
    time: () => timeAt(setting, now()),
    until: due => due <= timeAt(setting, now()) + FINE_MS ? 0 : momentOf(setting, due) - now(),
    was: due => !isSet ? due : setting.rate === 0 ? now() : Math.min(now(), momentOf(setting, due)),
    shown: () => isSet ? shown() : undefined,
    isSet: () => isSet,
    set: become,
    onSet: listener => void listeners.push(listener),
  }
}

/**
 * What the program is told when it asks. While the clock stands still, a program that computes until some time has
 * passed would never end its turn, and never hear that the clock goes on: within one turn time passes as it does on the
 * machine.
 */
function createShown(setting: () => ClockSetting, now: () => number, later: (callback: () => void) => void): () => number {
  let turnBegan: number | undefined
  let highest = -Infinity
  return () => {
    const moment = now()
    let shown = timeAt(setting(), moment)
    if (setting().rate === 0) {
      if (turnBegan === undefined) {
        turnBegan = moment
        later(() => turnBegan = undefined)
      }
      shown += moment - turnBegan
    }
    // A clock that a program reads never goes back.
    return highest = Math.max(highest, shown)
  }
}

function showTime(scope: Record<string, any>, now: () => number, shown: () => number) {
  const { timeOrigin } = scope.performance as Performance
  const today = Date.now.bind(Date)
  const date = () => Math.floor(today() - now() + shown())
  Object.defineProperty(scope.performance, 'now', { value: () => shown() - timeOrigin, configurable: true, writable: true })
  scope.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [date()], newTarget) as object,
    apply: () => new Date(date()).toString(),
    get: (target, key, receiver) => key === 'now' ? date : Reflect.get(target, key, receiver) as unknown,
  })
}
