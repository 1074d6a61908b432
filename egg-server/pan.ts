import type { KitchenEvent } from '../trace/events.ts'
import type { Clock } from './clock.ts'
import type { Ledger, RunRecord } from './ledger.ts'

/**
 * Eggs in the pan at one time. A demo that fries 9 000 has to fit, and at some 10 KB an egg a full pan is 100 MB:
 * what a laptop on a stage can spare.
 */
export const CAPACITY = 10_000

/** An egg in the pan. Opaque: hand it back to the pan. */
export interface Egg {
  readonly task: string
  readonly id: number
  /** When it went in, on the kitchen's clock. */
  readonly at: number
  readonly record: RunRecord | undefined
  frying: boolean
}

/** What became of the eggs so far. */
export interface PanCounts {
  /** In the pan now. */
  pan: number
  served: number
  burnt: number
  aborted: number
}

/** What is frying, what became of it, and who wants to know. No HTTP here. */
export interface Pan {
  readonly capacity: number
  readonly counts: Readonly<PanCounts>
  /** Puts an egg in. `undefined`: the pan is full. */
  start: (task: string, run?: string) => Egg | undefined
  /** Takes it out, done. An egg leaves the pan once: what comes after the first of end, fail and abort does nothing. */
  end: (egg: Egg) => void
  /** Takes it out, spoilt by itself. */
  fail: (egg: Egg, why: string) => void
  /** Takes it out because somebody called it off. */
  abort: (egg: Egg, why: string) => void
  /** Tells every event to a listener from now on; returns what ends that. */
  subscribe: (listener: (event: KitchenEvent) => void) => () => void
}

/** An empty pan. Times of eggs that belong to no run count from now. */
export function createPan(clock: Clock, ledger: Ledger, capacity = CAPACITY): Pan {
  const began = clock.now()
  const counts: PanCounts = { pan: 0, served: 0, burnt: 0, aborted: 0 }
  const listeners = new Set<(event: KitchenEvent) => void>()
  let walkIns = 0

  function tell(egg: Egg, kind: KitchenEvent['kind'], at: number, text?: string): void {
    const { record } = egg
    if (!record && listeners.size === 0)
      return
    const t = Math.round((at - (record?.began ?? began)) * 1000) / 1000
    const event: KitchenEvent = { t, kind, witness: 'kitchen', task: egg.task, id: egg.id, at }
    if (record)
      event.run = record.run
    if (text !== undefined)
      event.text = text
    if (record)
      ledger.keep(record, event)
    for (const listener of listeners)
      listener(event)
  }

  function leave(egg: Egg, kind: 'end' | 'fail' | 'abort', count: 'served' | 'burnt' | 'aborted', why?: string): void {
    if (!egg.frying)
      return
    egg.frying = false
    counts.pan--
    counts[count]++
    tell(egg, kind, clock.now(), why)
  }

  return {
    capacity,
    counts,
    start(task, run) {
      if (counts.pan >= capacity)
        return undefined
      const at = clock.now()
      const record = run === undefined ? undefined : ledger.open(run, at)
      const egg: Egg = { task, id: record ? ++record.eggs : ++walkIns, at, record, frying: true }
      counts.pan++
      tell(egg, 'start', at)
      return egg
    },
    end: egg => leave(egg, 'end', 'served'),
    fail: (egg, why) => leave(egg, 'fail', 'burnt', why),
    abort: (egg, why) => leave(egg, 'abort', 'aborted', why),
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
