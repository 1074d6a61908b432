/**
 * How many programs run at a time. Two, so that a race of two is one; with more of them a laptop's cores would be what
 * the picture shows, instead of the program.
 */
const AT_MOST = 2

/** A line in which runs wait for their turn. */
export interface Queue {
  /**
   * Settles when it is this one's turn, with what ends the turn. `onWait` is told how many are before it, at once where
   * that is not none, and whenever it changes. Rejects with the signal's reason when that calls it off.
   */
  turn: (options: { onWait?: (before: number) => void, signal?: AbortSignal }) => Promise<() => void>
}

export function createQueue(atMost: number = AT_MOST): Queue {
  let running = 0
  let waiting: { begin: () => void, onWait?: (before: number) => void }[] = []

  function next() {
    while (running < atMost && waiting.length > 0) {
      running++
      waiting.shift()!.begin()
    }
    waiting.forEach(({ onWait }, i) => onWait?.(running + i))
  }

  function end() {
    let isOver = false
    return () => {
      if (isOver)
        return
      isOver = true
      running--
      next()
    }
  }

  return {
    turn: ({ onWait, signal }) => new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const one = {
        onWait,
        begin() {
          signal?.removeEventListener('abort', leave)
          resolve(end())
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
