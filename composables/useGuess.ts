import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Guess } from '../trace/score.ts'
import { computed } from 'vue'
import { isGuess } from '../trace/score.ts'
import { useShared } from './useShared.ts'

export interface SharedGuess {
  /** The answer, once there is one; it does not change any more. */
  guess: ComputedRef<Guess | undefined>
  /** Whether the question is still to be answered. */
  isOpen: ComputedRef<boolean>
  lock: (guess: Guess) => void
  skip: () => void
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
  const answer = (next: Answer) => {
    if (value.value === undefined)
      write(next)
  }
  return {
    guess: computed(() => value.value === 'skipped' ? undefined : value.value),
    isOpen: computed(() => value.value === undefined),
    lock: answer,
    skip: () => answer('skipped'),
    clear: () => write(undefined),
  }
}
