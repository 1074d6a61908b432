/** Who has scrolled by more than this has read on. */
const READ_ON_PX = 40

/** What is in this part of the screen is being read. */
const READING_LINE = 0.4

/**
 * Takes away the text that a site shows until the deck is there. Returns the place that is being read in it, if the
 * reader has gone on from where it began.
 */
export function leaveFirstText(): string | undefined {
  const first = document.getElementById('first-text')
  if (!first)
    return
  const hasReadOn = !first.hidden && Math.abs(first.scrollTop - Number(first.dataset.began ?? 0)) > READ_ON_PX
  const sections = [...first.querySelectorAll<HTMLElement>('[data-place]')]
  const at = sections.findLast(section => section.getBoundingClientRect().top <= innerHeight * READING_LINE)
  first.remove()
  return hasReadOn ? at?.dataset.place : undefined
}
