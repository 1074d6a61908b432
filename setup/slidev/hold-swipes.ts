import type { Plugin } from 'vite'
import { patchSlidev } from './patch.ts'

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
  return patchSlidev({
    name: 'hold-swipes',
    file: 'composables/useSwipeControls.ts',
    lines: [[BEGINS, HOLDS]],
    advice: 'See where a swipe begins now, and leave sliders out.',
  })
}
