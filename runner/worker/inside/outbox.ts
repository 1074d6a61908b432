/**
 * Messages between threads cost about ten microseconds each, too much for a program that prints a million lines and
 * nothing for one that prints four. So the first few go out at once, even out of a loop that never yields; then they
 * gather until the next window opens.
 */

/** About one frame: nobody sees anything finer. */
const WINDOW_MS = 16

/** How many go out one by one in each window. */
const BURST = 32

/** Keeps memory bounded where a program never yields, and what is to be read of one message within a frame. */
const MOST_GATHERED = 250

export interface Outbox<E> {
  add: (event: E) => void
  /** Sends what has gathered. */
  flush: () => void
}

/** Batches what is added, in order, into calls of `post`. `later` runs a callback after so many milliseconds. */
export function createOutbox<E>(
  post: (events: E[]) => void,
  later: (callback: () => void, ms: number) => void,
  now: () => number = () => performance.now(),
): Outbox<E> {
  let gathered: E[] = []
  let windowEnds = -Infinity
  let sent = 0
  let scheduled = false

  function flush() {
    if (gathered.length === 0)
      return
    const events = gathered
    gathered = []
    post(events)
  }

  function add(event: E) {
    gathered.push(event)
    const t = now()
    if (t >= windowEnds) {
      windowEnds = t + WINDOW_MS
      sent = 0
    }
    if (sent < BURST || gathered.length >= MOST_GATHERED) {
      sent++
      flush()
    }
    else if (!scheduled) {
      scheduled = true
      later(() => {
        scheduled = false
        flush()
      }, WINDOW_MS)
    }
  }

  return { add, flush }
}
