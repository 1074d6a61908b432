import type { Ref } from 'vue'
import { useIntervalFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'

/** Between two steps at normal speed: time to read a line. */
const STEP_MS = 900

export const SPEEDS = [0.5, 1, 2, 4] as const

interface Options {
  /** Where one is; of `length()` moments, counted from 0. */
  at: Ref<number>
  length: () => number
  /** Makes one more moment after the last, if there is more to come; answers whether it did. */
  extend?: () => boolean
  /** Empties it. */
  reset: () => void
}

export interface TransportState {
  at: Ref<number>
  last: Ref<number>
  state: Ref<'paused' | 'playing'>
  speed: Ref<number>
  canStep: Ref<boolean>
  toggle: () => void
  step: () => void
  back: () => void
  seek: (at: number) => void
  reset: () => void
  faster: () => void
}

/** Play, pause, step, back, speed and reset over anything that has moments. */
export function useTransport({ at, length, extend, reset }: Options): TransportState {
  const state = ref<'paused' | 'playing'>('paused')
  const speed = ref<number>(1)
  const last = computed(() => Math.max(0, length() - 1))
  /** Whether there is one more moment to be made; nobody knows before it was tried. */
  const isOver = ref(false)
  watch(at, () => isOver.value = false)
  const canStep = computed(() => at.value < last.value || (extend !== undefined && !isOver.value))

  function step() {
    if (at.value < last.value)
      at.value++
    else if (!extend?.())
      isOver.value = true
    if (!canStep.value)
      pause()
  }

  const { pause: stopTicking, resume: tick } = useIntervalFn(step, () => STEP_MS / speed.value, { immediate: false })

  function pause() {
    state.value = 'paused'
    stopTicking()
  }

  function play() {
    if (!canStep.value)
      at.value = 0
    state.value = 'playing'
    tick()
  }

  return {
    at,
    last,
    state,
    speed,
    canStep,
    toggle: () => state.value === 'playing' ? pause() : play(),
    step() {
      pause()
      step()
    },
    back() {
      pause()
      at.value = Math.max(0, at.value - 1)
    },
    seek(to) {
      pause()
      at.value = Math.max(0, Math.min(last.value, to))
    },
    reset() {
      pause()
      isOver.value = false
      reset()
    },
    faster() {
      const next = SPEEDS.indexOf(speed.value as typeof SPEEDS[number]) + 1
      speed.value = SPEEDS[next % SPEEDS.length]!
    },
  }
}
