import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Question } from '../talk/question.ts'
import { computed, toValue } from 'vue'
import { labelOf, readQuestion } from '../talk/question.ts'

export { labelOf, type Question }

/** The question that a slide writes about a demo; `mistake` is a sentence for the slide's author. */
export function useQuestion(
  written: MaybeRefOrGetter<string | undefined>,
  demo: MaybeRefOrGetter<LoadedDemo | undefined>,
  eggMs: MaybeRefOrGetter<number>,
): { question: ComputedRef<Question | undefined>, mistake: ComputedRef<string | undefined> } {
  return read(() => {
    const [text, loaded] = [toValue(written), toValue(demo)]
    return text && loaded ? readQuestion(text, { eggs: loaded.eggs, eggMs: toValue(eggMs) }) : undefined
  })
}

/** The question that a slide writes about a race. */
export function useRaceQuestion(
  written: MaybeRefOrGetter<string | undefined>,
  contestants: readonly string[],
): ReturnType<typeof useQuestion> {
  return read(() => {
    const text = toValue(written)
    return text ? readQuestion(text, { eggs: [], eggMs: 0, contestants }) : undefined
  })
}

function read(find: () => Question | undefined): ReturnType<typeof useQuestion> {
  const found = computed((): { question?: Question, mistake?: string } => {
    try {
      const question = find()
      return question ? { question } : {}
    }
    catch (error) {
      return { mistake: (error as Error).message }
    }
  })
  return { question: computed(() => found.value.question), mistake: computed(() => found.value.mistake) }
}
