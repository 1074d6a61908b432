import type { Shown } from './useShown.ts'
import { onSlideEnter } from '@slidev/client'
import { onScopeDispose } from 'vue'
import { warm } from '../runner/worker/browser.ts'
import { registerRunnable } from './useInView.ts'
import { useShown } from './useShown.ts'

/**
 * What a component that runs something may do where it stands: the key runs and stops the one that is in view. `runs`
 * is how many it starts at once.
 */
export function useStage(toggle: () => void, isRunning: () => boolean, runs = 1): Shown {
  const shown = useShown()
  const act = (wish?: 'run' | 'stop') => (wish === undefined || (wish === 'stop') === isRunning()) && toggle()
  onScopeDispose(registerRunnable({ isInView: () => shown.isInView.value, act }))
  onSlideEnter(() => {
    if (shown.isLive.value)
      warm(runs)
  })
  return shown
}
