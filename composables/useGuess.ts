import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Guess, Score } from '../trace/score.ts'
import { computed } from 'vue'
import { isGuess, isScore } from '../trace/score.ts'
import { useShared } from './useShared.ts'

export interface SharedGuess {
  /** The answer, once there is one; it does not change any more. */
  guess: ComputedRef<Guess | undefined>
  /** Whether the question is still to be answered. */
  isOpen: ComputedRef<boolean>
  lock: (guess: Guess) => void
  skip: () => void
  /** How it came out, once a run has shown it: the first run counts. */
  score: ComputedRef<Score | undefined>
  settle: (score: Score) => void
  /** Asks again. */
  clear: () => void
}

type Answer = Guess | 'skipped'

function isAnswer(value: unknown): value is Answer {
  return value === 'skipped' || isGuess(value)
}

/** What is guessed of the run at a place, the same in every window. */
export function useGuess(place: MaybeRefOrGetter<string>): SharedGuess {
  const { value, write } = useShared(place, 'guess', isAnswer)
  const { value: score, write: writeScore } = useShared(place, 'score', isScore)
  const answer = (next: Answer) => {
    if (value.value === undefined)
      write(next)
  }
  return {
    guess: computed(() => value.value === 'skipped' ? undefined : value.value),
    isOpen: computed(() => value.value === undefined),
    lock: answer,
    skip: () => answer('skipped'),
    score,
    settle(next) {
      if (score.value === undefined)
        writeScore(next)
    },
    clear() {
      write(undefined)
      writeScore(undefined)
    },
  }
}

/** Where the guess about the demos of a slide is kept: a race is asked as one. */
export function guessPlace(demos: readonly string[]): string | undefined {
  return demos.length > 1 ? `race ${demos.join(',')}` : demos[0]
}
