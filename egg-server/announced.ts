/** A talk has a few runs at once; a kitchen that is open for weeks forgets the oldest. */
const MOST = 1_000

/** A run's name is not to be guessed: eight letters and digits at least. */
const NAME = /^[\w-]{8,32}$/

/**
 * Runs whose programs have no origin that could be told from a stranger's: a page that is let in has announced each of
 * them before it began.
 */
export interface Announced {
  add: (run: string) => void
  has: (run: string) => boolean
}

export function createAnnounced(): Announced {
  const runs = new Set<string>()
  return {
    add(run) {
      if (!NAME.test(run))
        return
      runs.add(run)
      if (runs.size > MOST)
        runs.delete(runs.values().next().value!)
    },
    has: run => runs.has(run),
  }
}
