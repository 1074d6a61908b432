import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useShared } from './useShared.ts'

/** The black screen: what the audience sees goes black in every window, and the presenter is told so. */
export function useBlack(): { isBlack: ComputedRef<boolean>, toggle: () => void, end: () => void } {
  const { value, write } = useShared('deck', 'black', (black): black is boolean => typeof black === 'boolean')
  const isBlack = computed(() => value.value === true)
  return { isBlack, toggle: () => write(!isBlack.value), end: () => isBlack.value && write(false) }
}
