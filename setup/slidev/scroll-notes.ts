/** Where Slidev's presenter has the notes (pages/presenter.vue). */
const NOTES = '.slidev-presenter .grid-section.note .slidev-note, .slidev-presenter .grid-section.note .overflow-auto'

/** Some lines of the last screen stay, so that the eye finds its place. */
const SHARE = 0.8

/** Scrolls the presenter's notes by most of what is seen of them. */
export function scrollNotes(by: 1 | -1): void {
  const box = [...document.querySelectorAll<HTMLElement>(NOTES)].find(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
  box?.scrollBy({
    top: by * SHARE * box.clientHeight,
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth',
  })
}
