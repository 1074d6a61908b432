import type { Ref } from 'vue'
import type { Hit } from './word-search.ts'
import { useNav } from '@slidev/client'
import { computedAsync } from '@vueuse/core'
import { shallowRef } from 'vue'
import { loadNotes } from '../talk/notes.ts'
import { toWords } from '../talk/prose.ts'

/** What is found for a query, over all slides, notes and programs. What it takes is loaded with the first query. */
export function useSearch(query: Ref<string>): { hits: Ref<Hit[] | undefined>, problem: Ref<string | undefined> } {
  const { slides } = useNav()
  const problem = shallowRef<string>()
  let search: Promise<(query: string) => Hit[]> | undefined

  async function load() {
    const [{ createSearch }, { default: outline }, words] = await Promise.all([
      import('./word-search.ts'),
      import('virtual:outline'),
      import('virtual:words'),
      loadNotes(),
    ])
    return createSearch(
      outline.flatMap(chapter =>
        chapter.places.map(place => ({
          chapter,
          place,
          text: words.slides[place.no - 1] ?? '',
          note: toWords(slides.value[place.no - 1]?.meta.slide.noteHTML ?? ''),
          code: place.demos.map(slug => words.demos[slug] ?? '').join('\n'),
        })),
      ),
    )
  }

  const hits = computedAsync(async () => {
    const wanted = query.value.trim()
    if (!wanted)
      return undefined
    try {
      search ??= load()
      const find = await search
      problem.value = undefined
      return find(wanted)
    }
    catch {
      search = undefined
      problem.value = 'The search could not be loaded. Try again when there is a network.'
      return undefined
    }
  }, undefined)
  return { hits, problem }
}
