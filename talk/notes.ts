import { shallowRef } from 'vue'

/** What the speaker says to each slide, as HTML, in order; empty until they are read. */
const notes = shallowRef<readonly string[]>([])
let loading: Promise<void> | undefined

/**
 * Loads the notes, once. Where they come with the slides, as in a deck that `npm start` serves, there is nothing to do.
 */
export function loadNotes(): Promise<void> {
  return loading ??= import('virtual:all-notes').then(({ default: all }) => void (notes.value = all)).catch((error) => {
    loading = undefined
    throw error
  })
}

/** The note of a slide, as HTML: nothing at first, and then its readers are told. */
export function noteOf(no: number): string {
  void loadNotes().catch(() => {})
  return notes.value[no - 1] ?? ''
}
