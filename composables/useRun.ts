import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import type { ClockWish } from '../runner/run/ask-clock.ts'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Logged, Outcome, RunEvent, RunStarted } from '../trace/events.ts'
import type { Picture } from '../trace/lanes.ts'
import { useIntervalFn, usePreferredReducedMotion, useRafFn } from '@vueuse/core'
import { computed, shallowRef, toValue, watch } from 'vue'
import { isOnPaper } from '../runner/code/on-paper.ts'
import { elapsed, isRunning } from '../runner/windows/run-entry.ts'
import { clearAt, isOwnAt, playAt, runAt, sayAt, setClockAt, shownAt, showRecordedAt, stopAt } from '../runner/windows/runs.ts'
import { now } from '../runner/windows/shared.ts'
import { toLanes } from '../trace/lanes.ts'
import { drawInParts, stepOf } from './demo/draw-in-parts.ts'
import { recordedForPaper } from './usePrinting.ts'

/** What a demo is doing: the value of `data-state`. */
export type RunState = 'idle' | 'running' | 'done' | 'failed' | 'stopped' | 'replay'

const STATE_OF: Record<Outcome, RunState> = { done: 'done', failed: 'failed', stopped: 'stopped', timeout: 'stopped' }

/** Where motion is unwelcome, a growing picture steps forward a few times a second instead of gliding. */
const STEP_MS = 250

/** Of a place at which nothing has run. */
const NOTHING: readonly RunEvent[] = []

export interface ShownRun {
  state: ComputedRef<RunState>
  /** Whether it is under way: a replay is `replay` while it plays and afterwards. */
  running: ComputedRef<boolean>
  /** What is done before the program begins, in a few words. */
  preparing: ComputedRef<string | undefined>
  /**
   * How long that takes or took, in milliseconds from the press of Run: it may have to wait for its turn, or to be
   * built.
   */
  preparedMs: ShallowRef<number>
  /** The run as of this moment; it grows while the run does. */
  picture: ShallowRef<Picture>
  events: Readonly<ShallowRef<readonly RunEvent[]>>
  started: ComputedRef<RunStarted | undefined>
  printed: ComputedRef<Logged[]>
  /** The run's name at the kitchen. */
  id: ComputedRef<string | undefined>
  run: () => void
  stop: () => void
  /** Plays its recording instead, where there is one. */
  playRecorded: () => void
  reset: () => void
  /** Whether it was started in this window. */
  isOwn: () => boolean
  /** Sets its clock, while it is live. */
  setClock: (wish: ClockWish) => void
  /** Says something to the program, while it runs: plain data. */
  say: (what: unknown) => void
}

/**
 * The run that is shown at a place of the deck, in whichever window it was started, and the means to start, stop and
 * clear one. `kitchen` is the kitchen's address for it, where that is not the usual.
 */
export function useRun(
  place: MaybeRefOrGetter<string>,
  demo: MaybeRefOrGetter<LoadedDemo | undefined>,
  kitchen?: MaybeRefOrGetter<string | undefined>,
): ShownRun {
  const posted = computed(() => {
    const loaded = toValue(demo)
    return shownAt(toValue(place)) ?? (loaded?.recorded && recordedForPaper(loaded.slug))
  })
  const running = computed(() => isRunning(posted.value))

  const drawing = drawInParts()
  let of: readonly RunEvent[] | undefined
  const picture = shallowRef<Picture>(toLanes(NOTHING))
  /** As many as have been drawn. */
  const events = shallowRef(NOTHING)
  const preparedMs = shallowRef(0)

  let drawnAt = 0
  /** The rest of what is to be drawn has its turn in the next frames. */
  let rest: number | undefined

  function draw() {
    const shown = posted.value
    const all = shown?.events ?? NOTHING
    const { drawn, isBehind } = drawing.next(all, shown && running.value ? elapsed(shown, now()) : undefined)
    preparedMs.value = shown ? shown.startedAfterMs ?? (shown.preparing === undefined ? 0 : now() - shown.pressedAt) : 0
    if (drawn) {
      drawnAt = performance.now()
      if (of !== all || events.value.length !== drawn.taken)
        events.value = all.slice(0, drawn.taken)
      picture.value = drawn.picture
    }
    of = all
    cancelAnimationFrame(rest ?? 0)
    rest = isBehind ? requestAnimationFrame(draw) : undefined
  }

  // While a run grows it is drawn at its own pace, however often something is heard of it.
  watch(posted, (now) => {
    if (!(running.value && now?.events === of))
      draw()
  }, { immediate: true })

  if (isOnPaper) {
    watch(() => toValue(demo), (loaded) => {
      if (loaded?.recorded && !posted.value)
        void showRecordedAt(toValue(place), loaded.slug)
    }, { immediate: true })
  }

  const motion = usePreferredReducedMotion()
  const glide = useRafFn(() => {
    if (rest === undefined && performance.now() - drawnAt >= stepOf(picture.value.lanes.length, events.value.length))
      draw()
  }, { immediate: false })
  const step = useIntervalFn(() => rest === undefined && draw(), STEP_MS, { immediate: false })
  watch(running, (is) => {
    glide.pause()
    step.pause()
    if (is)
      (motion.value === 'reduce' ? step : glide).resume()
  }, { immediate: true })

  const started = computed(() => posted.value?.events.find(event => event.kind === 'run'))

  return {
    picture,
    preparedMs,
    events,
    started,
    running,
    preparing: computed(() => running.value ? posted.value?.preparing : undefined),
    id: computed(() => started.value?.run ?? posted.value?.run),
    printed: computed(() => events.value.filter(event => event.kind === 'log')),
    state: computed(() => {
      if (!posted.value)
        return 'idle'
      if (started.value?.engine === 'replay')
        return 'replay'
      if (running.value)
        return 'running'
      const finish = posted.value.events.at(-1)
      return finish?.kind === 'finish' ? STATE_OF[finish.outcome] : 'running'
    }),
    run: () => {
      const loaded = toValue(demo)
      if (loaded)
        runAt(toValue(place), loaded, toValue(kitchen))
    },
    stop: () => stopAt(toValue(place)),
    playRecorded: () => {
      const loaded = toValue(demo)
      if (loaded?.recorded)
        void playAt(toValue(place), loaded.slug)
    },
    reset: () => clearAt(toValue(place)),
    isOwn: () => isOwnAt(toValue(place)),
    setClock: wish => setClockAt(toValue(place), wish),
    say: what => sayAt(toValue(place), what),
  }
}
