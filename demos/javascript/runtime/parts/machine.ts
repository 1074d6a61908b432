import { step } from '../../step.ts'

/** Something that lies in a part of the machine: an egg, a task, a timer. */
export interface Item {
  name: string
  /** What more there is to say of it, in a word or two. */
  note?: string
}

const parts = new Map<string, () => Item[]>()
const counts = new Map<string, number>()

/** The machine has this part from now on; it is asked what lies in it after each step. */
export function part(name: string, items: () => Item[]): void {
  parts.set(name, items)
}

/** One more of what the machine counts. */
export function count(what: string): void {
  counts.set(what, counted(what) + 1)
}

/** How many of these there have been. */
export function counted(what: string): number {
  return counts.get(what) ?? 0
}

/**
 * Who calls whom, once round: the executor takes a task and polls its future; that leaves its waker with the reactor,
 * which listens to the outside world; it wakes, and the task is ready again.
 */
export type Call = 'take' | 'poll' | 'keep' | 'wake'

/** The machine has just done this: tells it, with all that now lies in it. `call`: which of its calls that was. */
export function happened(text: string, call?: Call): void {
  step(text, {
    ...call && { call },
    parts: [...parts].map(([name, items]) => ({ name, items: items() })),
    counts: Object.fromEntries(counts),
  })
}
