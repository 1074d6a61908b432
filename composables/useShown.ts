import type { ComputedRef } from 'vue'
import { useIsSlideActive, useSlideContext } from '@slidev/client'
import { computed } from 'vue'
import { useRole } from './useRole.ts'

/**
 * Where a component on a slide stands. Slidev mounts the same slide several times, hidden slides, the overview and the
 * presenter's preview included: only the one that is really shown may do anything.
 */
export interface Shown {
  /** Whether this instance may do things at all. */
  isLive: ComputedRef<boolean>
  /** Whether it is on the slide that is shown, too. */
  isInView: ComputedRef<boolean>
}

export function useShown(): Shown {
  const { $renderContext } = useSlideContext()
  const isActive = useIsSlideActive()
  const { isAudience } = useRole()
  const isLive = computed(() => ['slide', 'presenter'].includes($renderContext.value) && !isAudience.value)
  return { isLive, isInView: computed(() => isLive.value && isActive.value) }
}
