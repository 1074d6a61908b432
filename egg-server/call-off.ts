/**
 * Runs that are called off as a whole. A program that hangs up is noticed by itself; one that is ended while it
 * computes without end may keep its connections open for seconds, and what ended it can say so here.
 */
export interface CallOffs {
  /** Remembers how to call one egg of a run off; answers what forgets it. */
  add: (run: string, callOff: () => void) => () => void
  /** Calls off all that a run has in the pan. Nothing happens if that is nothing. */
  callOff: (run: string) => void
}

export function createCallOffs(): CallOffs {
  const runs = new Map<string, Set<() => void>>()

  return {
    add(run, callOff) {
      const eggs = runs.get(run) ?? new Set()
      runs.set(run, eggs.add(callOff))
      return () => {
        eggs.delete(callOff)
        if (eggs.size === 0 && runs.get(run) === eggs)
          runs.delete(run)
      }
    },
    callOff(run) {
      // The newest first: who waits for a pan is gone before one becomes free.
      for (const callOff of [...runs.get(run) ?? []].reverse())
        callOff()
    },
  }
}
