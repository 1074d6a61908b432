import type { Rules } from './rules.ts'
import type { RunClocks } from './run-clock.ts'
import { spreadTimes, USUAL } from './rules.ts'

/** The pans and the queue of those for whom the same rules hold: a run that has set its own, or everybody else. */
export interface Places {
  readonly rules: Rules
  /** How long the next egg takes that was ordered for so long. */
  time: (ms: number) => number
  /** In how many milliseconds the kitchen opens again; `undefined` while it is open. */
  opensIn: () => number | undefined
  /** Takes a pan if one is free. */
  take: () => boolean
  /**
   * Waits for a pan; `false`: nobody may wait any more. `start` is called with the pan taken. Leaving is {@link leave}.
   */
  wait: (start: () => void) => boolean
  leave: (start: () => void) => void
  /** Gives a pan back, which goes to who has waited longest. */
  free: () => void
}

/** The rules of runs, and of everybody else. */
export interface AllPlaces {
  of: (run: string | undefined) => Places
  set: (run: string, rules: Rules) => void
}

/** As the ledger: the run that was told rules longest ago loses them first. */
const RUNS_WITH_RULES = 200

export function createAllPlaces(clocks: RunClocks, usual: Partial<Rules> = {}): AllPlaces {
  const everybody = createPlaces(clocks.of(undefined).now, { ...USUAL, ...usual })
  const runs = new Map<string, Places>()
  return {
    of: run => (run === undefined ? undefined : runs.get(run)) ?? everybody,
    set(run, rules) {
      runs.delete(run)
      runs.set(run, createPlaces(() => clocks.of(run).now(), rules))
      if (runs.size > RUNS_WITH_RULES)
        runs.delete(runs.keys().next().value!)
    },
  }
}

/** `clock`: the time of those for whom the rules hold. */
function createPlaces(clock: () => number, rules: Rules): Places {
  const waiting = new Set<() => void>()
  let taken = 0
  let began: number | undefined
  const mayWait = rules.beyond === 'wait' ? USUAL.pans : rules.queue

  return {
    rules,
    time: spreadTimes(rules.times, rules.seed),
    opensIn() {
      const { closed } = rules
      if (!closed)
        return undefined
      const now = clock()
      began ??= now
      const since = now - began
      return since >= closed.from && since < closed.to ? closed.to - since : undefined
    },
    take() {
      if (taken >= rules.pans)
        return false
      taken++
      return true
    },
    wait(start) {
      if (waiting.size >= mayWait)
        return false
      waiting.add(start)
      return true
    },
    leave: start => void waiting.delete(start),
    free() {
      const [next] = waiting
      if (!next) {
        taken--
        return
      }
      waiting.delete(next)
      next()
    },
  }
}
