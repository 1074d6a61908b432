import type { ComputedRef } from 'vue'
import type { LoadedDemo } from '../../runner/window/loaded-demo.ts'
import { computed } from 'vue'
import { useKitchen } from '../../runner/window/kitchen.ts'

/**
 * How much time an axis has room for before anything has run, in milliseconds: what the eggs of the longest of these
 * demos would take one by one. It only spares the axis a jump; a longer run makes it longer.
 */
export function useRoom(demos: () => LoadedDemo[]): ComputedRef<number> {
  const { eggMs } = useKitchen()
  return computed(() => Math.max(1, ...demos().map(({ eggs }) => eggs.length)) * eggMs.value)
}
