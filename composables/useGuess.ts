import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Guess } from '../trace/score.ts'
import { computed } from 'vue'
import { useNote } from './useShared.ts'

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

/** What is guessed of the run at a place, the same in every window. */
export function useGuess(place: MaybeRefOrGetter<string>): SharedGuess {
  const { value, write } = useNote<Guess | 'skipped'>(place, 'guess')
  const answer = (next: Guess | 'skipped') => {
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
