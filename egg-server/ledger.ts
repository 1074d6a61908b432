import type { ClockTold, KitchenEvent } from '../trace/events.ts'

/** A talk has some thirty demos; this many runs is an evening of pressing Run, and then the oldest is forgotten. */
const RUNS_REMEMBERED = 200

/** A full pan is 10 000 eggs, and each has a beginning and an end. What a run does past that is sent live, not kept. */
const EVENTS_PER_RUN = 20_000

/** Over all runs together: some 20 MB of memory. Past it, the runs that were quiet longest are forgotten. */
const EVENTS_REMEMBERED = 100_000

/** What the kitchen remembers of one run. */
export interface RunRecord {
  readonly run: string
  /** When the kitchen first saw the run, on the run's clock. */
  readonly began: number
  /** Eggs so far; the last one's `id`. */
  eggs: number
  readonly events: (KitchenEvent | ClockTold)[]
  /** Events that came after the record was full. */
  dropped: number
}

/** The memory of runs: bounded, so that the kitchen's memory stays flat however long it is open. */
export interface Ledger {
  /** The record of a run, new if the kitchen does not know it; from now on it is the last to be forgotten. */
  open: (run: string, now: number) => RunRecord
  keep: (record: RunRecord, event: KitchenEvent | ClockTold) => void
  find: (run: string) => RunRecord | undefined
}

/** How much to remember. */
export interface LedgerLimits {
  runs?: number
  eventsPerRun?: number
  events?: number
}

/** A ledger with nothing in it. */
export function createLedger(limits: LedgerLimits = {}): Ledger {
  const { runs = RUNS_REMEMBERED, eventsPerRun = EVENTS_PER_RUN, events = EVENTS_REMEMBERED } = limits
  // A Map keeps the order of insertion: the first is the one that was quiet longest.
  const records = new Map<string, RunRecord>()
  let kept = 0

  function forgetOldest(): void {
    const [oldest] = records.values()
    if (!oldest)
      return
    records.delete(oldest.run)
    kept -= oldest.events.length
  }

  return {
    open(run, now) {
      const known = records.get(run)
      if (known)
        records.delete(run)
      const record = known ?? { run, began: now, eggs: 0, events: [], dropped: 0 }
      records.set(run, record)
      if (records.size > runs)
        forgetOldest()
      return record
    },
    keep(record, event) {
      if (records.get(record.run) !== record)
        return
      if (record.events.length >= eventsPerRun) {
        record.dropped++
        return
      }
      record.events.push(event)
      kept++
      while (kept > events && records.size > 1)
        forgetOldest()
    },
    find: run => records.get(run),
  }
}
