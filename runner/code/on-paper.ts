/**
 * Whether the talk is on its way to paper: an export of the slides, or a handout. Nobody presses Run there, and so each
 * demo shows its recorded run, in full.
 */
export const isOnPaper: boolean
  = typeof location !== 'undefined' && ['print', 'handout'].some(name => new URLSearchParams(location.search).has(name))
