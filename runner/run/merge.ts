import type { RunEvent } from '../../trace/events.ts'

/**
 * How long an event is held back so that others, seen earlier and told later, still find their place before it. The
 * program's come in batches of a frame, the kitchen's over a socket. Too short to be seen.
 */
const HOLD_MS = 40

/**
 * So many go at once, and on a busy machine no more than a part of a frame has time for, which is looked up after each
 * hundred. Of a flood the rest goes a moment later, and what waits for the thread has it in between.
 */
const MOST_AT_ONCE = 500
const LOOK_EVERY = 100
const PART_MS = 4

/** A page that nobody sees has one timer a second: there, nothing is left to the next one. */
const isHidden = () => typeof document !== 'undefined' && document.hidden

export interface Merge {
  add: (event: RunEvent) => void
  /** Lets everything go that is held back: at once, or of a flood in parts. Nothing is to be added meanwhile. */
  flush: () => Promise<void>
}

/**
 * Brings the events of both witnesses into one order of time. `now`: milliseconds since the run began. An event that
 * comes later than the hold allows is told all the same, out of order.
 */
export function createMerge(emit: (event: RunEvent) => void, now: () => number): Merge {
  const held: RunEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Lets go what is no later than `until`; answers whether there is more of it. */
  function release(until: number): boolean {
    const due = placeOf(until)
    const begun = performance.now()
    let released = 0
    const hasTime = () => released < MOST_AT_ONCE && performance.now() - begun < PART_MS
    while (released < due && (released === 0 || isHidden() || hasTime())) {
      const part = Math.min(LOOK_EVERY, due - released)
      held.splice(0, part).forEach(emit)
      released += part
    }
    return released < due
  }

  /** Behind all that are not later. What comes in order, as nearly everything does, is put at the end at once. */
  function placeOf(t: number): number {
    if (held.length === 0 || held.at(-1)!.t <= t)
      return held.length
    let [low, high] = [0, held.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (held[middle]!.t <= t)
        low = middle + 1
      else
        high = middle
    }
    return low
  }

  function onTimer() {
    timer = undefined
    const isBehind = release(now() - HOLD_MS)
    if (held.length > 0)
      timer = setTimeout(onTimer, isBehind ? PART_MS : Math.max(1, held[0]!.t + HOLD_MS - now()))
  }

  return {
    add(event) {
      held.splice(placeOf(event.t), 0, event)
      timer ??= setTimeout(onTimer, HOLD_MS)
    },
    async flush() {
      clearTimeout(timer)
      timer = undefined
      while (release(Infinity))
        await new Promise(resolve => setTimeout(resolve))
    },
  }
}
