import { readonly, shallowRef } from 'vue'

/** So long a sentence is read. */
const READ_MS = 6_000

const words = shallowRef<string>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Why a key did nothing, in a sentence that an audience may read; it goes by itself. */
export const notice = readonly(words)

export function sayWhy(sentence: string): void {
  words.value = sentence
  clearTimeout(timer)
  timer = setTimeout(() => words.value = undefined, READ_MS)
}
