import type { Router } from 'vue-router'
import { toPlace } from './to-place.ts'

/** How a link to a place of the text ends, on a site in a folder as well. */
const PLACE = /\/read\/([^/?#]+)\/([^/?#]+)$/

/**
 * Lets links from one note to another place lead there: in the text to the text, and in the presenter's window to the
 * slide.
 */
export function followPlaces(router: Router): void {
  document.addEventListener('click', async (event) => {
    const link = event.target instanceof Element ? event.target.closest('.slidev-note a, .note a') : null
    const [, chapter, slug] = PLACE.exec(link?.getAttribute('href') ?? '') ?? []
    if (!chapter || !slug || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    event.preventDefault()
    const { name, params, query } = router.currentRoute.value
    const place = name === 'read' ? undefined : await toPlace({ slug: decodeURIComponent(slug) })
    void router.push(
      place
        ? { name: name!, params: { ...params, no: String(place.no) }, query: { ...query, clicks: undefined } }
        : `/read/${chapter}/${slug}`,
    )
  })
}
