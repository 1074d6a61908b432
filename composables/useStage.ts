import type { Shown } from './useShown.ts'
import { onSlideEnter } from '@slidev/client'
import { until } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { isOnPaper } from '../runner/code/on-paper.ts'
import { warm } from '../runner/worker/browser.ts'
import { registerRunnable } from './useInView.ts'
import { useShown } from './useShown.ts'

/** Longer than a busy machine takes to load a program; a press that old was given up. */
const PRESS_LASTS_MS = 10_000

export interface Runnable {
  start: () => void
  stop: () => void
  isRunning: () => boolean
  /** Whether its programs are there: on a slow machine a slide is seen before they are. */
  isReady: () => boolean
  /** How many it starts at once. */
  runs?: number
}

export interface OnStage extends Shown {
  /** Does it now, or as soon as the programs are there, for a key may be pressed before. The last of several counts. */
  whenReady: (act: () => void) => void
}

/** What a component that runs something may do where it stands: the key runs and stops the one that is in view. */
export function useStage({ start, stop, isRunning, isReady, runs = 1 }: Runnable): OnStage {
  const shown = useShown()
  let waiting: (() => void) | undefined

  async function whenReady(act: () => void) {
    if (isReady())
      return act()
    const isFirst = !waiting
    waiting = act
    if (!isFirst)
      return
    await until(isReady).toBe(true, { timeout: PRESS_LASTS_MS, flush: 'post' })
    const wanted = waiting
    waiting = undefined
    if (isReady() && shown.isInView.value && !isRunning())
      wanted()
  }

  function act(wish?: 'run' | 'stop') {
    if (isRunning())
      return wish !== 'run' && stop()
    return wish !== 'stop' && void whenReady(start)
  }
  onScopeDispose(registerRunnable({ isInView: () => shown.isInView.value, act }))
  onSlideEnter(() => {
    // On paper nothing is run, and an export would wait for the frame of a thread, too.
    if (shown.isLive.value && !isOnPaper)
      warm(runs)
  })
  return { ...shown, whenReady: act => void whenReady(act) }
}
