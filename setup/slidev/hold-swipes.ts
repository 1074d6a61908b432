import type { Plugin } from 'vite'

const FILE = /\/@slidev\/client\/composables\/useSwipeControls\.ts(?:$|\?)/

/** Where Slidev takes a finger on a slide for one that will turn it. */
const BEGINS = 'onSwipeStart() {\n      if (isDrawing.value)\n        return'

/** A slider is moved by a finger, and what is wider than its place is scrolled by it. */
const HOLDS = `onSwipeStart({ target }) {
      swipeBegin.value = 0
      for (let at = target; at instanceof Element; at = at.parentElement) {
        if (at.matches('input, textarea, select') || (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)))
          return
      }
      if (isDrawing.value)
        return`

/** Has a slide turn by a finger on it, and not by one that moves a slider or scrolls a program. */
export function holdSwipesPlugin(): Plugin {
  return {
    name: 'four-eggs:hold-swipes',
    enforce: 'pre',
    transform: {
      filter: { id: FILE },
      handler(code) {
        if (!code.includes(BEGINS))
          this.error(`Slidev’s composables/useSwipeControls.ts was expected to have “${BEGINS}”. See where a swipe begins now, and leave sliders out.`)
        return { code: code.replace(BEGINS, () => HOLDS), map: null }
      },
    },
  }
}
