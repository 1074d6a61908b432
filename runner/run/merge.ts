import type { RunEvent } from '../../trace/events.ts'

/**
 * How long an event is held back so that others, seen earlier and told later, still find their place before it. The
 * program's come in batches of a frame, the kitchen's over a socket. Too short to be seen.
 */
const HOLD_MS = 40

/** So many go at once. Of a flood the rest goes a moment later, and what waits for the thread has it in between. */
const MOST_AT_ONCE = 500

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

  function release(until: number, most: number) {
    const rest = held.findIndex(event => event.t > until)
    held.splice(0, Math.min(most, rest < 0 ? held.length : rest)).forEach(emit)
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
    release(now() - HOLD_MS, MOST_AT_ONCE)
    if (held.length > 0)
      timer = setTimeout(onTimer, Math.max(1, held[0]!.t + HOLD_MS - now()))
  }

  return {
    add(event) {
      held.splice(placeOf(event.t), 0, event)
      timer ??= setTimeout(onTimer, HOLD_MS)
    },
    async flush() {
      clearTimeout(timer)
      timer = undefined
      for (; held.length > MOST_AT_ONCE; await new Promise(resolve => setTimeout(resolve)))
        release(Infinity, MOST_AT_ONCE)
      release(Infinity, Infinity)
    },
  }
}
