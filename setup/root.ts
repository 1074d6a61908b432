import { useNav } from '@slidev/client'
import { parseRangeString } from '@slidev/parser/utils'
import { defineRootSetup } from '@slidev/types'
import { watch } from 'vue'
import { isOnPaper } from '../runner/code/on-paper'
import { mendDialogs } from './slidev/dialogs'

/** The slide that is shown comes first; its neighbours may take what is left of the line. */
const NEIGHBOURS_AFTER_MS = 1000

/** Between two looks at a page that is not complete yet. */
const LOOK_EVERY_MS = 100

export default defineRootSetup(() => {
  if (isOnPaper)
    prepareForPaper()
  else
    mendDialogs()
  // A deck that `npm start` serves has all of its slides on this machine.
  if (__KITCHEN_URL__ === null)
    loadWhatIsShown()
})

/**
 * What one can press is left out on paper; and so are slides that nobody has asked for: Slidev reads the range too
 * early to see one.
 */
function prepareForPaper() {
  document.documentElement.classList.add('on-paper')
  const { slides, printRange } = useNav()
  const range = new URLSearchParams(location.search).get('range')
  if (range)
    printRange.value = parseRangeString(slides.value.length, range)
  void completePaper(location.pathname.endsWith('/print') ? printRange.value.length : 0)
}

/**
 * Lets the paper go (see `setup/vite/export.ts`) when so many slides are on it, each demo has its run, and the fonts
 * are there.
 */
async function completePaper(slides: number) {
  const isComplete = () => document.querySelectorAll('.print-slide-container .slidev-layout').length >= slides
    && !document.querySelector('.slidev-slide-loading, [data-waitfor]:not(:has([data-settled]))')
  while (!isComplete())
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  await document.fonts.ready
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const { paper } = globalThis as { paper?: AbortController }
  paper?.abort()
}

/**
 * Slidev loads and mounts every slide of the talk three seconds after it was opened. A static site is also read on a
 * phone: there, a slide is mounted when it is shown, and only the code of the next and the last one is fetched ahead.
 */
function loadWhatIsShown() {
  const { slides, currentSlideNo } = useNav()
  slides.value.forEach(({ meta }) => meta.slide.frontmatter.preload = false)
  watch(currentSlideNo, (no, _, onCleanup) => {
    const timer = setTimeout(() => {
      for (const neighbour of [slides.value[no], slides.value[no - 2]])
        neighbour?.load().catch(() => {})
    }, NEIGHBOURS_AFTER_MS)
    onCleanup(() => clearTimeout(timer))
  }, { immediate: true })
}
