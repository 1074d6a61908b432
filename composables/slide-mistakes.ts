import { shallowReactive } from 'vue'

/** What is wrong with a slide, a sentence each, by its number: only while a deck is being written. */
export const mistakes = shallowReactive(new Map<number, readonly string[]>())

/** Said by each slide as it is loaded, and again when it has changed. */
export function tellMistakes(no: number, sentences: readonly string[]): void {
  mistakes.set(no, sentences)
}
