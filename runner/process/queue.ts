/**
 * How many programs run at a time. Two, so that a race of two is one; with more of them a laptop's cores would be what
 * the picture shows, instead of the program.
 */
const AT_MOST = 2

/** A line in which runs wait for their turn. */
export interface Queue {
  /**
   * Settles when it is this one's turn, with what ends the turn. `onWait` is told how many are before it, at once where
   * that is not none, and whenever it changes. Rejects with the signal's reason when that calls it off. `alone`:
   * nothing runs beside it.
   */
  turn: (options: { alone?: boolean, onWait?: (before: number) => void, signal?: AbortSignal }) => Promise<() => void>
}

export function createQueue(atMost: number = AT_MOST): Queue {
  let running = 0
  /** How many places they take: who is alone takes all. */
  let taken = 0
  let waiting: { places: number, begin: () => void, onWait?: (before: number) => void }[] = []

  function next() {
    while (waiting.length > 0 && taken + waiting[0]!.places <= atMost) {
      const { places, begin } = waiting.shift()!
      running++
      taken += places
      begin()
    }
    waiting.forEach(({ onWait }, i) => onWait?.(running + i))
  }

  function end(places: number) {
    let isOver = false
    return () => {
      if (isOver)
        return
      isOver = true
      running--
      taken -= places
      next()
    }
  }

  return {
    turn: ({ alone = false, onWait, signal }) => new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const places = alone ? atMost : 1
      const one = {
        places,
        onWait,
        begin() {
          signal?.removeEventListener('abort', leave)
          resolve(end(places))
        },
      }
      function leave() {
        waiting = waiting.filter(other => other !== one)
        reject(signal!.reason)
        next()
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiting.push(one)
      next()
    }),
  }
}
