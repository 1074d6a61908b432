import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Pace } from './pace.ts'
import { useNav } from '@slidev/client'
import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, toValue, watch } from 'vue'
import { entryAt, now, write } from '../runner/windows/shared.ts'
import { paceOf } from './pace.ts'

/** An entry that says only since when the talk goes on: its age is that of every window, whatever their clocks say. */
const CLOCK = 'deck clock'

const TICK_MS = 1_000

/** The time of the talk against the notes' times. The clock begins with the first turn of a slide. `at`: the slide. */
export function usePace(at?: MaybeRefOrGetter<number>): { pace: ComputedRef<Pace | undefined>, hasBegun: ComputedRef<boolean> } {
  const { currentSlideNo, isPresenter } = useNav()
  const plan = shallowRef<readonly (number | null)[]>([])
  void import('virtual:pace').then(({ default: seconds }) => plan.value = seconds)

  const began = computed(() => entryAt(CLOCK)?.value === true ? entryAt(CLOCK)!.writtenAt : undefined)
  watch(currentSlideNo, (no, before) => {
    if (isPresenter.value && before === 1 && no === 2 && began.value === undefined)
      write(CLOCK, true)
  })

  /** Behind a chapter, the talk is where it was left. */
  const no = shallowRef(1)
  watch([() => toValue(at) ?? currentSlideNo.value, plan], ([current, seconds]) => {
    if (typeof seconds[current - 1] === 'number')
      no.value = current
  }, { immediate: true })

  const elapsed = shallowRef(0)
  const tick = () => elapsed.value = began.value === undefined ? 0 : (now() - began.value) / 1000
  useIntervalFn(tick, TICK_MS, { immediateCallback: true })
  watch(began, tick)
  return {
    hasBegun: computed(() => began.value !== undefined),
    pace: computed(() => plan.value.length === 0 ? undefined : paceOf(elapsed.value, plan.value, no.value)),
  }
}
