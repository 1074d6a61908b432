import type { ClockSetting } from '../trace/clock.ts'
import type { ClockTold, KitchenEvent } from '../trace/events.ts'
import type { Clock } from './clock.ts'
import type { Ledger, RunRecord } from './ledger.ts'
import type { RunClock, RunClocks } from './run-clock.ts'
import { createRunClocks } from './run-clock.ts'

/**
 * Eggs in the pan at one time. A demo that fries 9 000 has to fit, and at some 10 KB an egg a full pan is 100 MB:
 * what a laptop on a stage can spare.
 */
const CAPACITY = 10_000

/** An egg that was ordered. Opaque: hand it back to the pan. */
export interface Egg {
  readonly task: string
  readonly id: number
  /** When it was ordered, and then when it went in, on the clock of its run. */
  at: number
  readonly record: RunRecord | undefined
  /** Its run's. */
  readonly clock: RunClock
  state: 'ordered' | 'frying' | 'over'
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
  /** By which the eggs of runs fry. */
  readonly clocks: RunClocks
  /** Puts an egg in, one that was queued or a new one. `undefined`: the pan is full. */
  start: (task: string, run?: string, queued?: Egg) => Egg | undefined
  /** Takes the order for an egg that has to wait for a pan. */
  queue: (task: string, run?: string) => Egg
  /** Says that there was no place for an egg, not even to wait. */
  refuse: (task: string, run: string | undefined, why: string) => void
  /** Takes it out, done. An egg leaves once: what comes after the first of end, fail and abort does nothing. */
  end: (egg: Egg, late?: number) => void
  /** Takes it out, spoilt by itself. */
  fail: (egg: Egg, why: string) => void
  /** Takes it out, or out of the queue, because it was called off. */
  abort: (egg: Egg, why: string) => void
  /** Its guest has gone, and it fries on. */
  left: (egg: Egg) => void
  /** Tells every event to a listener from now on; returns what ends that. */
  subscribe: (listener: (event: KitchenEvent) => void) => () => void
  /** Tells whenever a run's clock is set; returns what ends that. */
  onClock: (listener: (told: ClockTold) => void) => () => void
}

/** An empty pan. Times of eggs that belong to no run count from now. */
export function createPan(clock: Clock, ledger: Ledger, capacity = CAPACITY): Pan {
  const began = clock.now()
  const counts: PanCounts = { pan: 0, served: 0, burnt: 0, aborted: 0 }
  const listeners = new Set<(event: KitchenEvent) => void>()
  const clockListeners = new Set<(told: ClockTold) => void>()
  const clocks = createRunClocks(clock, (run, { timeAt }, setting) => {
    const record = ledger.find(run)
    const told = clockTold(run, setting, record ? toMicroseconds(timeAt(setting.at) - record.began) : 0)
    if (record)
      ledger.keep(record, told)
    for (const listener of clockListeners)
      listener(told)
  })
  let walkIns = 0

  /** `at`: the moment on the kitchen's clock. */
  function tell(egg: Egg, kind: KitchenEvent['kind'], at: number, text?: string, late?: number): void {
    const { record } = egg
    if (!record && listeners.size === 0)
      return
    const t = toMicroseconds(egg.clock.timeAt(at) - (record?.began ?? began))
    const event: KitchenEvent = { t, kind, witness: 'kitchen', task: egg.task, id: egg.id, at }
    if (record)
      event.run = record.run
    if (text !== undefined)
      event.text = text
    if (late !== undefined)
      Object.assign(event, { late: toMicroseconds(late) })
    if (record)
      ledger.keep(record, event)
    for (const listener of listeners)
      listener(event)
  }

  function order(task: string, run: string | undefined, moment: number): Egg {
    const runs = clocks.of(run)
    const at = runs.timeAt(moment)
    const record = run === undefined ? undefined : ledger.open(run, at)
    const setting = runs.setting()
    // It was set before the run's first egg.
    if (record && setting && record.eggs === 0)
      ledger.keep(record, clockTold(record.run, setting, 0))
    return { task, id: record ? ++record.eggs : ++walkIns, at, record, clock: runs, state: 'ordered' }
  }

  function leave(egg: Egg, kind: 'end' | 'fail' | 'abort', count: 'served' | 'burnt' | 'aborted', why?: string, late?: number): void {
    if (egg.state === 'over')
      return
    if (egg.state === 'frying')
      counts.pan--
    egg.state = 'over'
    counts[count]++
    tell(egg, kind, clock.now(), why, late)
  }

  return {
    capacity,
    counts,
    clocks,
    start(task, run, queued) {
      if (counts.pan >= capacity)
        return undefined
      const moment = clock.now()
      const egg = queued ?? order(task, run, moment)
      egg.at = egg.clock.timeAt(moment)
      egg.state = 'frying'
      counts.pan++
      tell(egg, 'start', moment)
      return egg
    },
    queue(task, run) {
      const moment = clock.now()
      const egg = order(task, run, moment)
      tell(egg, 'queued', moment)
      return egg
    },
    refuse(task, run, why) {
      const moment = clock.now()
      const egg = order(task, run, moment)
      egg.state = 'over'
      tell(egg, 'refused', moment, why)
    },
    end: (egg, late) => leave(egg, 'end', 'served', undefined, late),
    fail: (egg, why) => leave(egg, 'fail', 'burnt', why),
    abort: (egg, why) => leave(egg, 'abort', 'aborted', why),
    left: egg => tell(egg, 'left', clock.now()),
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    onClock(listener) {
      clockListeners.add(listener)
      return () => void clockListeners.delete(listener)
    },
  }
}

function clockTold(run: string, { at, time, rate }: ClockSetting, t: number): ClockTold {
  return { t, kind: 'clock', witness: 'kitchen', rate, at, time, run }
}

/** As fine as can be drawn, and short in JSON. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
