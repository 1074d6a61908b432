import type { ComputedRef } from 'vue'
import type { History } from './history.ts'
import type { TransportState } from './useTransport.ts'
import { computed } from 'vue'
import { isOnPaper } from '../../runner/code/on-paper.ts'
import { begin, now, push, seek } from './history.ts'
import { useBoardState } from './useBoardState.ts'
import { useTransport } from './useTransport.ts'

interface Game<S, M> {
  /** How it begins. */
  first: () => S
  apply: (state: S, move: M) => S
  /** What is done next by itself; nothing where it is over, or the player has to decide. */
  next: (state: S) => M | undefined
  /** The player has done something, in this window. */
  hasMoved?: (state: S) => void
}

interface Walk<S, M> {
  state: ComputedRef<S>
  /** Goes on from what is shown. */
  go: (move: M) => void
  transport: TransportState
}

/**
 * A model that is played, whose past one can walk through, the same in every window. On paper it has been played to its
 * end.
 */
export function useHistory<S, M>(name: string, { first, apply, next, hasMoved }: Game<S, M>): Walk<S, M> {
  const history = useBoardState<History<M>>(name, begin())
  const state = computed(() => {
    try {
      return now(history.value, first(), apply)
    }
    catch {
      // Another window told moves that there are none of here.
      return first()
    }
  })

  function go(move: M) {
    history.value = push(history.value, move)
    hasMoved?.(state.value)
  }

  function goOn(): boolean {
    const move = next(state.value)
    if (move !== undefined)
      go(move)
    return move !== undefined
  }

  const at = computed({
    get: () => history.value.at,
    set: to => history.value = seek(history.value, to),
  })
  const transport = useTransport({
    at,
    length: () => history.value.moves.length + 1,
    extend: goOn,
    reset: () => history.value = begin(),
  })
  let isGoingOn = isOnPaper
  while (isGoingOn)
    isGoingOn = goOn()
  return { state, go, transport }
}
