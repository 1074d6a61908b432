import type { ComputedRef } from 'vue'
import { onSlideEnter, useIsSlideActive, useSlideContext } from '@slidev/client'
import { computed, onScopeDispose } from 'vue'
import { registerRunnable } from '../../runner/window/in-view.ts'
import { warm } from '../../runner/worker/browser.ts'

/**
 * What a component on a slide may do where it stands. Slidev mounts the same slide several times, hidden slides, the
 * overview and the presenter's preview included: only the one that is really shown may run anything. `runs` is how
 * many it starts at once.
 */
export function useStage(toggle: () => void, runs = 1): { isLive: ComputedRef<boolean> } {
  const { $renderContext } = useSlideContext()
  const isActive = useIsSlideActive()
  const isLive = computed(() => ['slide', 'presenter'].includes($renderContext.value))

  onScopeDispose(registerRunnable({ isInView: () => isLive.value && isActive.value, toggle }))
  onSlideEnter(() => {
    if (isLive.value)
      warm(runs)
  })
  return { isLive }
}
