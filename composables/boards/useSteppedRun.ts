import type { ComputedRef, ShallowRef } from 'vue'
import type { LoadedDemo } from '../../runner/windows/loaded-demo.ts'
import type { ShownRun } from '../useRun.ts'
import type { RunLocation } from '../useRunLocation.ts'
import type { Stepped, Telling } from './useSteps.ts'
import { computed } from 'vue'
import { useDemo } from '../useDemo.ts'
import { reportRun } from '../useFinding.ts'
import { useRun } from '../useRun.ts'
import { useRunLocation } from '../useRunLocation.ts'
import { useShown } from '../useShown.ts'
import { withSettings } from './settings.ts'
import { useSteps } from './useSteps.ts'

interface Options<S> {
  /** Its place in the deck, where that is not its slug: what runs there is not what runs on another slide. */
  place?: string
  /** The file that holds what can be set, and what it is set to here. Everything else is as in its file. */
  settings?: { file: string, value: () => object }
  telling?: Telling<S>
  /** Whether it is one of several and not the one that is looked at. */
  isHidden?: () => boolean
}

export interface SteppedRun<S> extends ShownRun, Stepped<S>, RunLocation {
  slug: string
  demo: ComputedRef<LoadedDemo | undefined>
  problem: ShallowRef<string | undefined>
  /** What is known of it from outside: attributes of the element that shows it. */
  handles: ComputedRef<Record<`data-${string}`, string | undefined>>
}

/** A program that tells its steps: how to run it, its run, and a walk through that. */
export function useSteppedRun<S>(
  slug: string,
  { place = slug, settings, telling, isHidden = () => false }: Options<S> = {},
): SteppedRun<S> {
  const { demo: loaded, problem } = useDemo(slug)
  const demo = computed(() => loaded.value && settings ? withSettings(loaded.value, settings.file, settings.value()) : loaded.value)
  const shown = useRun(place, demo)
  reportRun(shown, () => shown.started.value?.source)
  const { isInView } = useShown()
  return {
    slug,
    demo,
    problem,
    ...shown,
    ...useSteps<S>(place, shown.events, telling),
    ...useRunLocation(demo, shown.started, () => isInView.value && !isHidden()),
    handles: computed(() => ({
      'data-demo': slug,
      'data-state': shown.state.value,
      'data-source': shown.started.value?.source ?? demo.value?.source,
      'data-run': shown.id.value,
    })),
  }
}
