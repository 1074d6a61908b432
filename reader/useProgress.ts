import { createSharedComposable, useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'

/** How far somebody has read, kept in this browser: addresses of places, which stay when slides are moved. */
export interface Progress {
  /** Where they were last, as `chapter/place`. */
  last?: string
  /** The places that they have had in front of them. */
  seen: string[]
}

/** The one reader of this browser. */
export const useProgress = createSharedComposable(() => {
  const progress = useLocalStorage<Progress>('four-eggs:reading', { seen: [] }, { mergeDefaults: true })
  const seen = computed(() => new Set(progress.value.seen))
  return {
    last: computed(() => progress.value.last),
    isSeen: (slug: string) => seen.value.has(slug),
    /** They are at this place. */
    visit(chapter: string, slug: string) {
      progress.value = { last: `${chapter}/${slug}`, seen: seen.value.has(slug) ? progress.value.seen : [...progress.value.seen, slug] }
    },
  }
})
