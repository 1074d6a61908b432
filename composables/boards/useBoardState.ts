import type { Ref } from 'vue'
import { computed } from 'vue'
import { isLike } from '../is-like.ts'
import { useShared } from '../useShared.ts'

/** Where the state of all boards is kept. */
const PLACE = 'models'

/**
 * State of a board that every window shows: the presenter's and the projector's, of one browser or of two. Plain data,
 * small, replaced and never changed inside; the name without spaces. What another window wrote and `is` does not take
 * for a state counts as nothing; usually it has to be made as the initial one is.
 */
export function useBoardState<T>(name: string, initial: T, is: (value: unknown) => boolean = value => isLike(value, initial)): Ref<T> {
  const { value, write } = useShared<T>(PLACE, name, (written): written is T => is(written))
  return computed<T>({ get: () => value.value ?? initial, set: write })
}
