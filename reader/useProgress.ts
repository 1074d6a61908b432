import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { useKept } from '../composables/useKept.ts'

/** How far the reader has got, kept in this browser: addresses of places, which stay when slides are moved. */
export interface Progress {
  /** Where they were last, as `chapter/place`. */
  last?: string
  /** The places that they have had in front of them. */
  seen: string[]
  /** Where they were last in each chapter. */
  places: Record<string, string>
}

/** The one reader of this browser. */
export const useProgress = createSharedComposable(() => {
  const progress = useKept<Progress>('reading', { seen: [], places: {} })
  const seen = computed(() => new Set(progress.value.seen))
  let forgotAt = -Infinity
  return {
    last: computed(() => progress.value.last),
    count: computed(() => seen.value.size),
    lastIn: (chapter: string): string | undefined => progress.value.places[chapter],
    isSeen: (slug: string) => seen.value.has(slug),
    /**
     * They came to this place, at that time of `performance.now()`. Where they were when all was forgotten, they have
     * not been, though it may be told a moment later.
     */
    visit(chapter: string, slug: string, at: number) {
      if (at < forgotAt)
        return
      const { seen: before, places } = progress.value
      progress.value = {
        last: `${chapter}/${slug}`,
        seen: seen.value.has(slug) ? before : [...before, slug],
        places: { ...places, [chapter]: slug },
      }
    },
    forget() {
      forgotAt = performance.now()
      progress.value = { seen: [], places: {} }
    },
  }
})
