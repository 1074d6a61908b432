/**
 * What a program still waits for. When its last line has run and nothing is pending, it is over: nobody will ever call
 * it again. An engine knows this by itself only in Node, so both engines count here, and agree.
 */
export interface Pending {
  /** Something has begun. Call what it answers when that is over; calling it twice is fine. */
  begin: () => () => void
  /**
   * Something may come that keeps no program alive: while one waits, it is not stuck. Call what it answers when it
   * came.
   */
  expect: () => () => void
  /** Whether something of that kind is still to come. */
  mayCome: () => boolean
  /** The same promise's outcome, counted until it settles. A rejection nobody handles stays one. */
  track: <T>(promise: Promise<T>) => Promise<T>
  /** How many things are pending. */
  count: () => number
  /** How many have ever begun: unchanged means that nothing happened in between. */
  begun: () => number
  /** Settles when nothing is pending, at once if that is so already. */
  whenZero: () => Promise<void>
}

/** `whole`: what is counted here is counted there, too. */
export function createPending(whole?: Pending): Pending {
  let count = 0
  let begun = 0
  const expected = new Set<object>()
  let waiting: (() => void)[] = []

  function begin() {
    count++
    begun++
    let open = true
    const endWhole = whole?.begin()
    return () => {
      if (!open)
        return
      open = false
      count--
      endWhole?.()
      if (count === 0) {
        waiting.forEach(resolve => resolve())
        waiting = []
      }
    }
  }

  async function track<T>(promise: Promise<T>): Promise<T> {
    const end = begin()
    try {
      return await promise
    }
    finally {
      end()
    }
  }

  return {
    begin,
    expect() {
      const one = {}
      expected.add(one)
      return () => void expected.delete(one)
    },
    mayCome: () => expected.size > 0,
    track,
    count: () => count,
    begun: () => begun,
    whenZero: () => count === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve)),
  }
}
