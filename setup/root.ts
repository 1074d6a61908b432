import { useNav } from '@slidev/client'
import { defineRootSetup } from '@slidev/types'
import { watch } from 'vue'

/** The slide that is shown comes first; its neighbours may take what is left of the line. */
const NEIGHBOURS_AFTER_MS = 1000

/**
 * Slidev loads and mounts every slide of the talk three seconds after it was opened. A static site is also read on a
 * phone: there, a slide is mounted when it is shown, and only the code of the next and the last one is fetched ahead.
 */
export default defineRootSetup(() => {
  if (__KITCHEN_URL__ !== null)
    return
  const { slides, currentSlideNo } = useNav()
  slides.value.forEach(({ meta }) => meta.slide.frontmatter.preload = false)
  watch(currentSlideNo, (no, _, onCleanup) => {
    const timer = setTimeout(() => {
      for (const neighbour of [slides.value[no], slides.value[no - 2]])
        neighbour?.load().catch(() => {})
    }, NEIGHBOURS_AFTER_MS)
    onCleanup(() => clearTimeout(timer))
  }, { immediate: true })
})
