import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { entryAt } from '../runner/windows/shared.ts'
import { isLike } from './is-like.ts'

/** The slide at which the talk is, in a window that shows none. */
export function useTalkNo(): ComputedRef<number> {
  return computed(() => {
    const value = entryAt('deck position')?.value
    return isLike(value, { no: 1 }) ? (value as { no: number }).no : 1
  })
}
