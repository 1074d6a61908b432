import type { ClockSetting } from '../trace/clock.ts'
import type { Clock } from './clock.ts'
import { momentOf, setRate, timeAt, UNSET } from '../trace/clock.ts'

/**
 * The clocks of runs: each run has its own, by which its eggs fry, and that can be slowed, paused and taken on by one
 * answer while the run is live. Until it is set it is the machine's.
 */
export interface RunClock extends Clock {
  /** What it says at a moment of the kitchen's clock. */
  timeAt: (moment: number) => number
  /** How it goes at the moment, if it was ever set. */
  setting: () => ClockSetting | undefined
  /** Whether something waits on it. */
  isAwaited: () => boolean
  /** From now on it goes at this rate; 0 pauses it, but not for longer than {@link LONGEST_PAUSE_MS}. */
  set: (rate: number) => ClockSetting
  /**
   * Goes on to what is due next, lets that one go and stands still again. `until`: no further than that, where
   * something else of the run is due before.
   */
  step: (until?: number) => ClockSetting
}

export interface RunClocks {
  of: (run: string | undefined) => RunClock
  /** Whether something is waited for on a clock that is slowed or paused. */
  isAnySlow: () => boolean
}

/** Many clients give up after five minutes without a word: before, so that no answer is lost, the run goes on. */
export const LONGEST_PAUSE_MS = 240_000

/** As the ledger: the run that has ordered nothing for longest is forgotten first. */
const RUNS_WITH_CLOCKS = 200

interface Wait { due: number, done: () => void, callOff: () => void }

/** `tell` hears of each setting. */
export function createRunClocks(machine: Clock, tell: (run: string, clock: RunClock, setting: ClockSetting) => void): RunClocks {
  const clocks = new Map<string, RunClock>()
  const everybody = createRunClock(machine, () => {})
  return {
    of(run) {
      if (run === undefined)
        return everybody
      const known = clocks.get(run)
      if (known)
        clocks.delete(run)
      const clock: RunClock = known ?? createRunClock(machine, setting => tell(run, clock, setting))
      clocks.set(run, clock)
      if (clocks.size > RUNS_WITH_CLOCKS) {
        const [[oldest, forgotten]] = clocks as unknown as [[string, RunClock]]
        clocks.delete(oldest)
        // Nobody could ever let it go on.
        if (forgotten.setting()?.rate === 0)
          forgotten.set(1)
      }
      return clock
    },
    isAnySlow: () => [...clocks.values()].some(clock => (clock.setting()?.rate ?? 1) < 1 && clock.isAwaited()),
  }
}

export function createRunClock(machine: Clock, tell: (setting: ClockSetting) => void): RunClock {
  const waits = new Set<Wait>()
  let setting = UNSET
  let isSet = false
  /** The last one that was no pause. */
  let pace = 1
  let endPause = (): void => {}

  function start(wait: Wait): void {
    const moment = momentOf(setting, wait.due)
    wait.callOff = moment === Infinity
      ? () => {}
      : machine.until(moment, () => {
          waits.delete(wait)
          wait.done()
        })
  }

  function become(next: ClockSetting): ClockSetting {
    setting = next
    isSet = true
    endPause()
    endPause = next.rate === 0 ? machine.until(next.at + LONGEST_PAUSE_MS, () => set(pace)) : () => {}
    pace = next.rate || pace
    for (const wait of waits)
      wait.callOff()
    // What is due first is begun first, so that of two that are due together it is the first.
    for (const wait of [...waits].sort((a, b) => a.due - b.due))
      start(wait)
    tell(setting)
    return setting
  }

  function set(rate: number): ClockSetting {
    return become(setRate(setting, machine.now(), rate))
  }

  return {
    now: () => timeAt(setting, machine.now()),
    timeAt: moment => timeAt(setting, moment),
    setting: () => isSet ? setting : undefined,
    isAwaited: () => waits.size > 0,
    until(due, done) {
      const wait: Wait = { due, done, callOff: () => {} }
      waits.add(wait)
      start(wait)
      return () => {
        waits.delete(wait)
        wait.callOff()
      }
    },
    set,
    step(until = Infinity) {
      const now = machine.now()
      const here = timeAt(setting, now)
      let next: Wait | undefined
      for (const wait of waits) {
        if (wait.due <= until && (!next || wait.due < next.due))
          next = wait
      }
      const due = next?.due ?? (Number.isFinite(until) ? until : here)
      become({ at: now, time: Math.max(here, due), rate: 0 })
      if (next) {
        waits.delete(next)
        next.done()
      }
      return setting
    },
  }
}
