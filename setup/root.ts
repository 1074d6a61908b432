import type { SlideRoute } from '@slidev/client'
import { useNav } from '@slidev/client'
import { parseRangeString } from '@slidev/parser/utils'
import { defineRootSetup } from '@slidev/types'
import { watch } from 'vue'
import { isOnPaper } from '../runner/code/on-paper'
import { mendDialogs } from './slidev/dialogs'

/** The slide that is shown comes first; its neighbours may take what is left of the line. */
const NEIGHBOURS_AFTER_MS = 1000

/**
 * A deck whose server is gone still shows what it has: the code of all others comes when a slide has been looked at for
 * long. All at once, for UnoCSS makes all styles anew for each batch.
 */
const ALL_AFTER_MS = 10_000

/** And so long after its page was opened, what a press on it needs. */
const AHEAD_AFTER_MS = 3_000

/** Between two looks at a page that is not complete yet. */
const LOOK_EVERY_MS = 100

export default defineRootSetup(() => {
  if (isOnPaper)
    prepareForPaper()
  else
    mendDialogs()
  mountWhatIsNear()
  if (__KITCHEN_URL__ !== null && !isOnPaper)
    setTimeout(() => void import('./load-ahead').then(({ loadAhead }) => loadAhead(), () => {}), AHEAD_AFTER_MS)
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
 * Slidev mounts every slide of the talk three seconds after it was opened, and two hundred hidden slides cost every
 * frame from then on. Here a slide is mounted when it is shown, and stays; on a deck that `npm start` serves, the two
 * beside it are, too. A static site is also read on a phone: there only the code of those is fetched ahead.
 */
function mountWhatIsNear() {
  const { slides, currentSlideNo, hasPrimarySlide } = useNav()
  const isServed = __KITCHEN_URL__ !== null
  const mount = ({ meta }: SlideRoute) => meta.slide.frontmatter.preload = true
  const load = (slide: SlideRoute) => slide.load().catch(() => {})
  slides.value.forEach(({ meta }) => meta.slide.frontmatter.preload = false)
  watch(() => hasPrimarySlide.value && currentSlideNo.value, (no, _, onCleanup) => {
    if (no === false)
      return
    const [last, shown, next] = [no - 2, no - 1, no].map(index => slides.value[index])
    const beside = [next, last].filter(slide => slide !== undefined)
    if (shown)
      mount(shown)
    const timers = [setTimeout(() => beside.forEach(isServed ? mount : load), NEIGHBOURS_AFTER_MS)]
    if (isServed)
      timers.push(setTimeout(() => slides.value.forEach(load), ALL_AFTER_MS))
    onCleanup(() => timers.forEach(clearTimeout))
  }, { immediate: true })
}
