import type { ComputedRef, InjectionKey } from 'vue'
import type { ShownRun } from './useRun.ts'
import { computed, inject, onScopeDispose, provide, shallowReactive } from 'vue'
import { isOnPaper } from '../runner/code/on-paper.ts'

/** What a run on a slide tells the slide's layout about itself. */
interface ReportedRun {
  isOver: boolean
  isUnderWay: boolean
}

const RUNS: InjectionKey<Set<ComputedRef<ReportedRun>>> = Symbol('runs on this slide')

export interface Finding {
  /** Whether anything on the slide can be run. */
  hasRuns: ComputedRef<boolean>
  /** Whether what can be seen only by running it has been seen: at least one run is over, and none is under way. */
  isFound: ComputedRef<boolean>
  /** On paper nothing can be run, and so nothing is held back. */
  isOnPaper: boolean
}

/** Lets a layout know when the runs in it are over, so that it can say what they show, and not before. */
export function useFinding(): Finding {
  const runs = shallowReactive(new Set<ComputedRef<ReportedRun>>())
  provide(RUNS, runs)
  const all = computed(() => [...runs].map(run => run.value))
  return {
    isOnPaper,
    hasRuns: computed(() => runs.size > 0),
    isFound: computed(() => all.value.some(({ isOver }) => isOver) && all.value.every(({ isUnderWay }) => !isUnderWay)),
  }
}

/**
 * Tells the layout of the slide about a run. A run that was stopped, or of a program that was edited, shows something
 * else than what the slide has to say about it.
 */
export function reportRun({ state, running, started }: ShownRun, sourceOf: () => string | undefined): void {
  const runs = inject(RUNS, undefined)
  if (!runs)
    return
  const run = computed((): ReportedRun => ({
    isOver:
      !running.value
      && ['done', 'failed', 'replay'].includes(state.value)
      && (isOnPaper || started.value?.source === sourceOf() || started.value?.engine === 'replay'),
    isUnderWay: running.value,
  }))
  runs.add(run)
  onScopeDispose(() => runs.delete(run))
}
