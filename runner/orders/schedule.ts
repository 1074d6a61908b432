import type { Turn } from '../run/messages.ts'

/**
 * All orders of a program are the leaves of a tree: at each turn it branches into those that might be next. They are
 * numbered from 1 on as one comes by them going down first, and at each turn what is due first comes first; so number 1
 * is the order in which the program usually runs.
 */

/** Where the next leaf is: which one takes each turn, as far as that differs from what is due first. */
export function nextOrder(turns: readonly Turn[]): number[] | undefined {
  const last = turns.findLastIndex(({ among, took }) => took + 1 < among.length)
  return last < 0 ? undefined : [...turns.slice(0, last).map(({ took }) => took), turns[last]!.took + 1]
}

/** Who took each turn, by name. */
export function namesOf(turns: readonly Turn[]): string[] {
  return turns.map(({ among, took }) => among[took]!)
}

/** A leaf of the tree: one order that has been played. */
export interface Leaf<P> {
  /** From 1 on. */
  number: number
  played: P
  turns: readonly Turn[]
  /** There is no other order, within the bound or beyond it. */
  isLast: boolean
}

/**
 * Plays one order after the other, the first `most` of them. Of an order that never came to its end (`turns` is left
 * out) only those turns are known that it has in common with the one before.
 */
export async function* allOrders<P extends { turns?: readonly Turn[] }>(
  play: (order: readonly number[]) => Promise<P>,
  most: number,
): AsyncGenerator<Leaf<P>> {
  let order: number[] | undefined = []
  let before: readonly Turn[] = []
  for (let number = 1; order && number <= most; number++) {
    const wanted: readonly number[] = order
    const played = await play(wanted)
    const turns = played.turns ?? wanted.map((took, i) => ({ ...before[i]!, took }))
    const strayed = wanted.findIndex((took, i) => turns[i]?.took !== took)
    if (strayed >= 0)
      throw new StrayedError(number, strayed + 1)
    before = turns
    order = nextOrder(turns)
    yield { number, played, turns, isLast: order === undefined }
  }
}

/** A program that goes another way each time cannot be run in every order. */
export class StrayedError extends Error {
  constructor(number: number, turn: number) {
    super(
      `It did not go the same way twice: in order ${number}, turn ${turn} was not as before. It depends on something besides its answers and timers.`,
    )
  }
}
