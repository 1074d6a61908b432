import type { Ref } from 'vue'
import { computed } from 'vue'
import { useNote } from '../useShared.ts'

/** Where the notes of all models are kept. */
const PLACE = 'models'

/**
 * State of a model that every window shows: the presenter's and the projector's, of one browser or of two. Plain data,
 * small, replaced and never changed inside; the name without spaces.
 */
export function useShared<T>(name: string, initial: T): Ref<T> {
  const { value, write } = useNote<T>(PLACE, name)
  return computed<T>({ get: () => value.value ?? initial, set: write })
}
