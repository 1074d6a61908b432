import type { ComputedRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Picture } from '../trace/lanes.ts'
import { computed } from 'vue'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { ghostOf } from '../trace/one-by-one.ts'

/** Demos with more eggs than this do not fry each of them for its full time. */
const FULL_EGGS = 4

/**
 * How much time an axis has room for, in milliseconds. Before and during a run it is what the eggs would take one by
 * one, whatever the demo is known to take: an axis must not tell what the run will. A demo without eggs has room for
 * one, and a longer run makes it longer. Afterwards it is what the pictures need, with the `ghost` of the same eggs one
 * by
 * one where that is shown.
 */
export function useAxisMax(demos: () => LoadedDemo[], pictures: () => Picture[], ghost = true): ComputedRef<number> {
  const { eggMs } = useKitchen()

  function needs(picture: Picture): number {
    const ghosts = ghost ? [...ghostOf(picture)?.values() ?? []] : []
    return Math.max(picture.to, ...ghosts.map(({ to }) => to))
  }

  return computed(() => pictures().every(({ outcome }) => outcome !== undefined)
    ? Math.max(1, ...pictures().map(needs))
    : Math.max(1, ...demos().map(({ eggs }) => (Math.min(eggs.length, FULL_EGGS) || 1) * eggMs.value)))
}
