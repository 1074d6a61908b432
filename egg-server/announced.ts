/** A talk has a few runs at once; a kitchen that is open for weeks forgets the oldest. */
const MOST = 1_000

/** What runs are called. */
const NAME = /^[\w-]{8,32}$/

/** The run in a path. */
const RUN = /^\/run\/([^/?]+)(?=\/)/

/**
 * Runs whose programs have no origin that could be told from a stranger's: a page that is let in has announced each of
 * them before it began, and was given a name under which that program asks. Whoever hears of a run knows its own name,
 * and this one is told to nobody else.
 */
export interface Announced {
  /** The name for its program, or nothing where there can be no such run. */
  add: (run: string) => string | undefined
  /** Whether this asks for a run by the name that its program was given. */
  isProgram: (target: string) => boolean
  /** The same target under the run's own name. */
  plain: (target: string) => string
}

export function createAnnounced(): Announced {
  const runs = new Map<string, string>()
  const runOf = (target: string): string | undefined => runs.get(RUN.exec(target)?.[1] ?? '')
  return {
    add(run) {
      if (!NAME.test(run))
        return undefined
      const name = crypto.randomUUID().replaceAll('-', '')
      runs.set(name, run)
      if (runs.size > MOST)
        runs.delete(runs.keys().next().value!)
      return name
    },
    isProgram: target => runOf(target) !== undefined,
    plain(target) {
      const run = runOf(target)
      return run === undefined ? target : target.replace(RUN, `/run/${run}`)
    },
  }
}
