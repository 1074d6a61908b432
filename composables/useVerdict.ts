import type { ComputedRef } from 'vue'
import type { Question } from '../talk/question.ts'
import type { LoadedDemo } from './useDemo.ts'
import type { Draft } from './useDraft.ts'
import type { SharedGuess } from './useGuess.ts'
import type { ShownRun } from './useRun.ts'
import { computed, watch } from 'vue'
import { sayGuess, score } from '../trace/score.ts'
import { useAxisMax } from './useAxisMax.ts'
import { useGuess } from './useGuess.ts'
import { useKitchen } from './useKitchen.ts'
import { useQuestion } from './useQuestion.ts'

/** What is asked before a demo runs, what was guessed, and how that came out. */
export interface Verdict {
  question: ComputedRef<Question | undefined>
  /** A sentence for the slide's author, who wrote the question. */
  mistake: ComputedRef<string | undefined>
  /** Whether the question stands where the clock will be. */
  isAsking: ComputedRef<boolean>
  guessing: SharedGuess
  /** The guess, or how it came out, as a sentence. */
  words: ComputedRef<string | undefined>
  /** A guessed time in milliseconds, to stand on the axis, and what is written there. */
  onAxis: ComputedRef<{ ms: number, words: string } | undefined>
  /** How much time the axis has room for, in milliseconds. */
  room: ComputedRef<number>
}

/** A guess stands on the axis, and not at its very end. */
const GUESS_MARGIN = 1.05

export function useVerdict(
  place: () => string,
  written: () => string | undefined,
  loaded: () => LoadedDemo | undefined,
  draft: Draft,
  shown: ShownRun,
): Verdict {
  const guessing = useGuess(place)
  const { guess } = guessing
  const { question, mistake } = useQuestion(() => written() ?? loaded()?.question, loaded, useKitchen().eggMs)
  const scored = computed(() => guess.value && score(guess.value, shown.events.value, shown.picture.value))
  // An edited program answers another question than the one that was asked.
  watch(scored, now => now && draft.source.value === loaded()?.source && guessing.settle(now))
  const onAxis = computed(() =>
    guess.value?.ask === 'seconds' ? { ms: guess.value.ms, words: `your guess: ${sayGuess(guess.value)}` } : undefined,
  )
  const roomForEggs = useAxisMax(
    () => (loaded() ? [loaded()!] : []),
    () => [shown.picture.value],
  )
  return {
    question,
    mistake,
    isAsking: computed(() => question.value !== undefined && guessing.isOpen.value && shown.state.value === 'idle'),
    guessing,
    words: computed(() => guess.value && (scored.value?.words ?? `Your guess: ${sayGuess(guess.value)}`)),
    onAxis,
    // The axis stays as it is for the whole run while that is wound back.
    room: computed(() => Math.max(roomForEggs.value, (onAxis.value?.ms ?? 0) * GUESS_MARGIN, shown.picture.value.to)),
  }
}
