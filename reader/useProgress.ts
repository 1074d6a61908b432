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
  return {
    last: computed(() => progress.value.last),
    count: computed(() => seen.value.size),
    lastIn: (chapter: string): string | undefined => progress.value.places[chapter],
    isSeen: (slug: string) => seen.value.has(slug),
    /** They are at this place. */
    visit(chapter: string, slug: string) {
      const { seen: before, places } = progress.value
      progress.value = {
        last: `${chapter}/${slug}`,
        seen: seen.value.has(slug) ? before : [...before, slug],
        places: { ...places, [chapter]: slug },
      }
    },
    forget: () => progress.value = { seen: [], places: {} },
  }
})
