/**
 * A past that one can walk through, as what was done and how much of it counts. Where one is follows from that, so
 * a player who goes back and forth finds everything as it was, and windows tell each other moves instead of states.
 */
export interface History<M> {
  readonly moves: readonly M[]
  /** After so many of them is now. */
  readonly at: number
}

/** Nothing has been done. */
export function begin<M>(): History<M> {
  return { moves: [], at: 0 }
}

/** Does one thing more. What had come after now has not happened any more. */
export function push<M>({ moves, at }: History<M>, move: M): History<M> {
  return { moves: [...moves.slice(0, at), move], at: at + 1 }
}

/** To any moment there is; before the first is the first, after the last the last. */
export function seek<M>({ moves }: History<M>, at: number): History<M> {
  return { moves, at: Math.max(0, Math.min(moves.length, Math.round(at))) }
}

/** What it has come to by now. */
export function now<S, M>({ moves, at }: History<M>, first: S, apply: (state: S, move: M) => S): S {
  return moves.slice(0, at).reduce(apply, first)
}
