import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import { computed, toValue } from 'vue'
import { entryAt, write } from '../runner/windows/shared.ts'

export interface Shared<T> {
  value: ComputedRef<T | undefined>
  /** Writes it in every window; nothing clears it. */
  write: (value: T | undefined) => void
}

/**
 * A small value at a place of the deck, the same in every window: a guess, an edited program. What another window wrote
 * and `is` does not take for one counts as nothing.
 */
export function useShared<T>(place: MaybeRefOrGetter<string>, name: string, is: (value: unknown) => value is T): Shared<T> {
  const key = computed(() => `${toValue(place)} ${name}`)
  const value = computed(() => {
    const written = entryAt(key.value)?.value
    return is(written) ? written : undefined
  })
  return {
    value,
    write(next) {
      if (next !== undefined || value.value !== undefined)
        write(key.value, next)
    },
  }
}
