import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Question } from '../talk/question.ts'
import { computed, toValue } from 'vue'
import { readQuestion } from '../talk/question.ts'

/** The question that a slide writes about a demo; `mistake` is a sentence for the slide's author. */
export function useQuestion(
  written: MaybeRefOrGetter<string | undefined>,
  demo: MaybeRefOrGetter<LoadedDemo | undefined>,
  eggMs: MaybeRefOrGetter<number>,
): { question: ComputedRef<Question | undefined>, mistake: ComputedRef<string | undefined> } {
  const read = computed((): { question?: Question, mistake?: string } => {
    const [text, loaded] = [toValue(written), toValue(demo)]
    if (!text || !loaded)
      return {}
    try {
      return { question: readQuestion(text, { eggs: loaded.eggs, eggMs: toValue(eggMs) }) }
    }
    catch (error) {
      return { mistake: (error as Error).message }
    }
  })
  return { question: computed(() => read.value.question), mistake: computed(() => read.value.mistake) }
}
