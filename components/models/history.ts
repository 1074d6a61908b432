/**
 * A past that one can walk through. States are values: whoever goes back and forth finds each of them as it was.
 */
export interface History<S> {
  readonly states: readonly S[]
  /** Which of them is now. */
  readonly at: number
}

export function begin<S>(state: S): History<S> {
  return { states: [state], at: 0 }
}

export function now<S>({ states, at }: History<S>): S {
  return states[at]!
}

/** Goes on from now into a new state. What had come after now has not happened any more. */
export function push<S>({ states, at }: History<S>, state: S): History<S> {
  return { states: [...states.slice(0, at + 1), state], at: at + 1 }
}

/** To any moment there is; before the first is the first, after the last the last. */
export function seek<S>({ states }: History<S>, at: number): History<S> {
  return { states, at: Math.max(0, Math.min(states.length - 1, Math.round(at))) }
}

export function back<S>(history: History<S>): History<S> {
  return seek(history, history.at - 1)
}

export function forward<S>(history: History<S>): History<S> {
  return seek(history, history.at + 1)
}

export function isAtEnd<S>({ states, at }: History<S>): boolean {
  return at === states.length - 1
}
