import type { WritableComputedRef } from 'vue'
import { computed } from 'vue'
import { useKept } from '../composables/useKept.ts'

/** Whether single letters are keys in the text. Who dictates, or types beside the page, switches them off. */
export function useLetters(): WritableComputedRef<boolean> {
  const kept = useKept('keys', { letters: true })
  return computed({ get: () => kept.value.letters, set: letters => kept.value = { letters } })
}
