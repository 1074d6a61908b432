export interface Arrival {
  view: 'presenter' | 'slide'
  /** The slide that its address names. */
  no: number
  /** What the other windows show. */
  others: readonly string[]
  isReload: boolean
  /** The tab has shown the deck before. */
  isKnownTab: boolean
}

/** Whether a window that has just been loaded goes where the others are, instead of where its address says. */
export function decide({ view, no, others, isReload, isKnownTab }: Arrival): boolean {
  const hasPresenter = others.includes('presenter')
  const isTypedOnPurpose = isKnownTab && !isReload
  if (isTypedOnPurpose || !others.some(other => other === 'presenter' || other === 'slide'))
    return false
  if (view === 'slide')
    return hasPresenter
  // A presenter's window without a slide in its address joins the projector that is already there.
  return hasPresenter || isReload || no === 1
}
