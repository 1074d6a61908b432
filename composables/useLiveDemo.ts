import type { Component, Ref } from 'vue'
import { useIsSlideActive } from '@slidev/client'
import { computed, onMounted, shallowRef, watch } from 'vue'
import { TOP_LEVEL } from '../trace/events.ts'
import { useDemo } from './useDemo.ts'
import { useDemoKeys } from './useDemoKeys.ts'
import { useDraft } from './useDraft.ts'
import { useEditing } from './useEditing.ts'
import { useEnlarged } from './useEnlarged.ts'
import { reportRun } from './useFinding.ts'
import { useKitchen } from './useKitchen.ts'
import { useOrders } from './useOrders.ts'
import { isOwn } from './useOwn.ts'
import { usePointed } from './usePointed.ts'
import { useRewind } from './useRewind.ts'
import { useRoomVote } from './useRoomVote.ts'
import { useRun } from './useRun.ts'
import { useRunClock } from './useRunClock.ts'
import { useRunLocation } from './useRunLocation.ts'
import { useSeenBeside } from './useSeenBeside.ts'
import { useShownCode } from './useShownCode.ts'
import { useSound } from './useSound.ts'
import { useStage } from './useStage.ts'
import { useSummary } from './useSummary.ts'
import { useVerdict } from './useVerdict.ts'

export interface LiveDemoOptions {
  /** The demo's slug: where its run, its changes and its guess are kept. */
  place: () => string
  /** The question that the slide writes; without one the catalogue's is asked. */
  question: () => string | undefined
  /** One can type at once, without a press of Edit. */
  isOpen: boolean
  /** The element that all of it stands in. */
  root: Readonly<Ref<HTMLElement | null>>
  loadEditor: () => Promise<Component>
}

/** A demo as it stands on a slide: its program, its run, the guess about it, and what can be done with them. */
export type LiveDemo = ReturnType<typeof useLiveDemo>

export function useLiveDemo({ place, question, isOpen, root, loadEditor }: LiveDemoOptions) {
  const { demo: loaded, problem } = useDemo(place)
  const draft = useDraft(place, loaded)
  const editing = useEditing(place, () => loaded.value, draft, loadEditor)
  const shown = useRun(place, draft.demo)
  reportRun(shown, () => loaded.value?.source)
  const rewind = useRewind(place, shown)
  const clock = useRunClock(() => [shown])
  const kitchen = useKitchen()
  const location = useRunLocation(loaded, shown.started, useIsSlideActive())
  const verdict = useVerdict(place, question, () => loaded.value, draft, shown)
  const showBeside = useSeenBeside(root)
  const orders = useOrders(place, () => draft.demo.value)

  /** The first check of an edited program loads the compiler, which a cold deck takes seconds to hand out. */
  const isChecking = shallowRef(false)
  // So it is loaded when the editor opens.
  watch(editing.editor, is => is && void editing.check(draft.text.value))

  const { isLive, isInView, whenReady } = useStage({
    start: run,
    stop: shown.stop,
    isRunning: () => shown.running.value,
    isReady: () => loaded.value !== undefined,
  })
  const roomVote = useRoomVote(place, () => verdict.question.value, () => verdict.isAsking.value, { isLive, isInView })

  async function run() {
    if (location.isClosed.value)
      return kitchen.feed.retry()
    isChecking.value = true
    const isValid = await editing.isValid().finally(() => isChecking.value = false)
    if (!isValid)
      return
    rewind.close()
    orders.chosen.value = undefined
    draft.share()
    shown.run()
    void showBeside()
  }

  function clear() {
    shown.reset()
    rewind.close()
    verdict.guessing.clear()
    roomVote.forget()
    orders.close()
    editing.clear()
  }

  /** A recording is of the program as its file has it. */
  function playRecorded() {
    rewind.close()
    editing.clear()
    shown.playRecorded()
  }

  /** Other languages run from their files, by their own toolchains. */
  const canEdit = computed(() => loaded.value?.language === 'javascript')
  const toggleEdit = () => {
    orders.close()
    return editing.editor.value ? editing.leave() : void editing.open()
  }
  async function toggleOrders() {
    if (orders.isOpen.value)
      return orders.close()
    if (!await editing.isValid())
      return
    editing.leave()
    orders.open()
  }
  const toggleRewind = () => rewind.isOpen.value ? rewind.close() : rewind.open()
  /** An editor that opens by itself takes no focus that was not given to it. */
  const isQuiet = shallowRef(isOpen)
  onMounted(() => isOpen && void editing.open())

  useDemoKeys(() => isInView.value, {
    recorded: () => whenReady(playRecorded),
    edit: () => whenReady(() => canEdit.value && toggleEdit()),
    rewind: () => !editing.editor.value && rewind.canOpen.value && toggleRewind(),
    reset: clear,
    step: by => clock.canStep.value ? by > 0 && clock.step() : rewind.step(by),
    pause: () => clock.toggle(),
    slower: () => clock.slower(),
  }, () => rewind.isOpen.value || clock.canStep.value)
  useSound(shown.picture, () => isLive.value && shown.isOwn())

  return {
    place,
    loaded,
    /** Why it cannot be shown, as a sentence. */
    problem: computed(() => problem.value ?? verdict.mistake.value),
    title: computed(() => loaded.value?.title ?? place()),
    draft,
    code: useShownCode(loaded, draft),
    editing,
    isQuiet,
    canEdit,
    isOwnProgram: computed(() => isOwn(place())),
    shown,
    rewind,
    clock,
    orders,
    kitchen,
    location,
    pointed: usePointed(() => loaded.value, draft, shown, rewind),
    verdict,
    roomVote,
    summary: useSummary(shown, rewind, isChecking),
    /** What will have a lane: the eggs, and the program itself where it says where it waits. */
    tasks: computed(() => loaded.value && [
      ...loaded.value.language === 'javascript' ? [TOP_LEVEL] : [],
      ...draft.isChanged.value ? [] : [...loaded.value.eggs, ...loaded.value.lanes],
    ]),
    enlarged: useEnlarged(place, () => [
      ...editing.editor.value ? [] : ['code' as const],
      'timeline',
      ...rewind.printed.value.length > 0 ? ['output' as const] : [],
    ], () => isInView.value),
    isLive,
    start: () => whenReady(run),
    clear,
    toggleEdit,
    toggleOrders,
    toggleRewind,
  }
}
