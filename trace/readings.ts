import type { ThreadDid } from './events.ts'

/**
 * What the kernel counted of one thread, turned into what the thread did. Linux counts how long a thread was on a core
 * and how long it waited for one; in what is left over it slept.
 */

/**
 * When it was (milliseconds), how long the thread had been on a core and had waited for one by then (nanoseconds, since
 * the thread began), and the kernel's word for where it sleeps: '' while it does not.
 */
export type Reading = readonly [at: number, ran: number, waited: number, where: string]

/** A thread sleeps in one of these when it waits for whatever comes next, as an event loop does. */
const IDLE = /^(?:do_epoll|ep_poll|poll_schedule|do_select|io_cqring|do_wait|do_sigtimedwait)/
/** Or in this one when it waits for another thread: because that has a lock, or has nothing for it to do. */
const LOCK = /^futex/

/** Much shorter than a look takes. */
const NOTHING_MS = 0.001

export interface Reader {
  /** What it did since the last reading of it, in order of time; from when on. */
  read: (readings: readonly Reading[]) => { from: number, did: [ThreadDid, number][] } | undefined
}

/** Readings of one thread, in order of time. */
export function createReader(): Reader {
  let last: Reading | undefined
  let did: [ThreadDid, number][] = []
  /** What was counted and did not fit: who looks is late, too, between looking at a clock and at a thread. */
  let owed = 0

  function put(what: ThreadDid, ms: number): void {
    if (ms < NOTHING_MS)
      return
    const before = did.at(-1)
    if (before?.[0] === what)
      before[1] += ms
    else
      did.push([what, ms])
  }

  function take(reading: Reading, slept: ThreadDid): void {
    const [at, ran, waited, where] = reading
    const [since, ranBefore, waitedBefore, whereBefore] = last!
    const span = at - since
    const counted = owed + (ran - ranBefore) / 1e6
    const working = Math.min(span, counted)
    owed = counted - working
    const ready = Math.min(span - working, (waited - waitedBefore) / 1e6)
    const asleep = span - ready - working
    // It slept first where it was asleep before, and last where it is now.
    const isLast = whereBefore === '' && where !== ''
    if (!isLast)
      put(slept, asleep)
    put('ready', ready)
    put('working', working)
    if (isLast)
      put(slept, asleep)
  }

  return {
    read(readings) {
      if (readings.length === 0)
        return undefined
      did = []
      let from = last?.[0]
      readings.forEach((reading) => {
        const [at, ran, waited, where] = reading
        // What it has counted before it was found it did just now: it was looked for all the time.
        last ??= [at - (ran + waited) / 1e6, 0, 0, '']
        from ??= last[0]
        // Who was never seen asleep had no core, and the system does not count everything that keeps one from it.
        const slept = where === '' && last[3] === '' ? 'ready' : toSleep(where !== '' ? where : last[3])
        take(reading, slept)
        last = reading
      })
      return { from: from!, did }
    },
  }
}

function toSleep(where: string): ThreadDid {
  return IDLE.test(where) ? 'idle' : LOCK.test(where) ? 'lock' : 'blocked'
}
