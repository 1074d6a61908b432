import type { ComputedRef, MaybeRefOrGetter, Ref } from 'vue'
import type { Logged, RunEvent } from '../trace/events.ts'
import type { Picture } from '../trace/lanes.ts'
import type { ShownRun } from './useRun.ts'
import { useIntervalFn, usePreferredReducedMotion, useRafFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { createRewind } from '../trace/rewind.ts'
import { isLike } from './is-like.ts'
import { useShared } from './useShared.ts'

export interface Rewinding {
  /** Whether the picture shows an earlier moment of the run. */
  isOpen: ComputedRef<boolean>
  /** Whether there is a run that can be wound back. */
  canOpen: ComputedRef<boolean>
  /** Milliseconds since the run began. */
  moment: ComputedRef<number>
  end: ComputedRef<number>
  isPlaying: Ref<boolean>
  /** The picture to draw: as of that moment, or of now. */
  picture: ComputedRef<Picture>
  printed: ComputedRef<Logged[]>
  /** What had happened by then. */
  events: ComputedRef<readonly RunEvent[]>
  open: () => void
  close: () => void
  goTo: (t: number) => void
  step: (by: 1 | -1) => void
  togglePlay: () => void
}

/** A quarter of the speed at which it happened: slow enough to say aloud what one sees. */
const SPEED = 0.25

/** Where motion is unwelcome, it moves on a few times a second instead of gliding. */
const STEP_MS = 250

interface Wound { run: string, t: number }

function isWound(value: unknown): value is Wound {
  return isLike(value, { run: '', t: 0 })
}

/** Winding a finished run back and forth, the same in every window. Nothing runs again. */
export function useRewind(place: MaybeRefOrGetter<string>, { state, events, id, picture, printed }: ShownRun): Rewinding {
  const { value: wound, write } = useShared(place, 'moment', isWound)
  const canOpen = computed(() => ['done', 'failed', 'stopped', 'replay'].includes(state.value))
  const isOpen = computed(() => canOpen.value && wound.value !== undefined && wound.value.run === id.value)
  const rewind = computed(() => canOpen.value ? createRewind(events.value) : undefined)
  const end = computed(() => rewind.value?.moments.at(-1) ?? 0)
  const moment = computed(() => isOpen.value ? Math.min(wound.value!.t, end.value) : end.value)
  const isPlaying = ref(false)

  function goTo(t: number) {
    if (id.value)
      write({ run: id.value, t: Math.max(0, Math.min(t, end.value)) })
  }

  function advance(ms: number) {
    goTo(moment.value + ms * SPEED)
    if (moment.value >= end.value)
      isPlaying.value = false
  }

  const motion = usePreferredReducedMotion()
  const glide = useRafFn(({ delta }) => advance(delta), { immediate: false })
  const stride = useIntervalFn(() => advance(STEP_MS), STEP_MS, { immediate: false })
  watch(isPlaying, (is) => {
    glide.pause()
    stride.pause()
    if (is)
      (motion.value === 'reduce' ? stride : glide).resume()
  })
  watch(isOpen, (is) => {
    if (!is)
      isPlaying.value = false
  })

  return {
    isOpen,
    canOpen,
    moment,
    end,
    isPlaying,
    picture: computed(() => isOpen.value ? rewind.value!.at(moment.value) : picture.value),
    printed: computed(() => isOpen.value ? rewind.value!.printed(moment.value) : printed.value),
    events: computed(() => isOpen.value ? events.value.filter(({ t }) => t <= moment.value) : events.value),
    open: () => goTo(0),
    close: () => write(undefined),
    goTo(t) {
      isPlaying.value = false
      goTo(t)
    },
    step(by) {
      isPlaying.value = false
      goTo(by > 0 ? rewind.value!.next(moment.value) : rewind.value!.previous(moment.value))
    },
    togglePlay() {
      if (!isPlaying.value && moment.value >= end.value)
        goTo(0)
      isPlaying.value = !isPlaying.value
    },
  }
}
