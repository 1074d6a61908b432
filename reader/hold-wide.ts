/** What may be wider than a phone: it is moved sideways by itself, and the page stands still. */
const WIDE = 'table:not([data-timeline]):not(.board table), svg.drawing, .slidev-code-wrapper'

/** Puts each wide thing of a slide into a frame of its own that can be moved, by keys as well. */
export function holdWide(root: HTMLElement, name: string): void {
  for (const thing of root.querySelectorAll<HTMLElement>(WIDE)) {
    if (thing.closest('.wide, [data-demo]'))
      continue
    const frame = document.createElement('div')
    frame.className = 'wide'
    thing.replaceWith(frame)
    frame.append(thing)
    // Only what can be moved is a stop for the keyboard.
    const look = (): void => {
      const moves = frame.scrollWidth > frame.clientWidth + 1
      frame.classList.toggle('moves', moves)
      if (moves) {
        frame.tabIndex = 0
        frame.setAttribute('role', 'group')
        frame.setAttribute('aria-label', `${name}, wider than the page`)
      }
      else {
        for (const attribute of ['tabindex', 'role', 'aria-label'])
          frame.removeAttribute(attribute)
      }
    }
    new ResizeObserver(look).observe(frame)
  }
}
