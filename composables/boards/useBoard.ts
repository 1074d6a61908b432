import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { SteppedRun } from './useSteppedRun.ts'
import { computed, toValue } from 'vue'
import { useKitchen } from '../../runner/kitchen/which-kitchen.ts'
import { useStage } from '../useStage.ts'

/** What can be done at a board, and how it stands. */
export interface Board {
  /** The run whose steps are walked through. */
  lead: ComputedRef<SteppedRun<unknown>>
  /** Whether this instance may do anything. */
  isLive: ComputedRef<boolean>
  isRunning: ComputedRef<boolean>
  /** Things happen by themselves: it runs, or a run is played again. */
  isMoving: ComputedRef<boolean>
  /** There is a run to be seen: of now, or of before. */
  hasRun: ComputedRef<boolean>
  /** All that it shows is there, recordings included. */
  isSettled: ComputedRef<boolean>
  canRun: ComputedRef<boolean>
  /** It needs the kitchen, and that is closed. */
  isClosed: ComputedRef<boolean>
  /** What is wrong with a program, in a sentence. */
  problem: ComputedRef<string | undefined>
  start: () => void
  stop: () => void
}

/**
 * A board that runs one program, or several side by side, all at once: starts and stops them, by its key too. Where
 * there are several, the last one leads.
 */
export function useBoard<S>(runs: MaybeRefOrGetter<readonly SteppedRun<S>[]>): Board {
  const kitchen = useKitchen()
  const all = computed(() => toValue(runs))
  const isRunning = computed(() => all.value.some(({ running }) => running.value))
  const isClosed = computed(() => !isRunning.value && all.value.some(({ isClosed }) => isClosed.value))

  function start() {
    if (isClosed.value)
      return kitchen.feed.retry()
    for (const { transport, run } of all.value) {
      transport.reset()
      run()
    }
  }

  function stop() {
    all.value.forEach(run => run.stop())
  }

  const { isLive } = useStage({
    start,
    stop,
    isRunning: () => isRunning.value,
    isReady: () => all.value.every(({ demo }) => demo.value),
    runs: all.value.length,
  })

  const lead = computed(() => all.value.at(-1)! as SteppedRun<unknown>)
  return {
    lead,
    isLive,
    isRunning,
    isMoving: computed(() => isRunning.value || lead.value.transport.state.value === 'playing'),
    isClosed,
    hasRun: computed(() => all.value.some(({ state }) => state.value !== 'idle')),
    isSettled: computed(() => all.value.every(({ demo, state }) => demo.value && (state.value !== 'idle' || !demo.value.recorded))),
    canRun: computed(() => all.value.every(({ demo, canRun }) => demo.value && canRun.value)),
    problem: computed(() => all.value.map(({ problem }) => problem.value).find(Boolean)),
    start,
    stop,
  }
}
