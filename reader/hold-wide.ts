/** What may be wider than a phone: it is moved sideways by itself, and the page stands still. */
const WIDE = 'table:not([data-timeline], [data-threads]):not(.board table), svg.drawing, .slidev-code-wrapper'

/**
 * Puts each wide thing of a slide into a frame of its own that can be moved, by keys as well. On a phone a table
 * becomes cards by CSS, and a figure has a form of its own.
 */
export function holdWide(root: HTMLElement, name: string): void {
  for (const thing of root.querySelectorAll<HTMLElement>(WIDE)) {
    if (thing.closest('.wide, [data-demo]'))
      continue
    const frame = document.createElement('div')
    frame.className = 'wide'
    thing.replaceWith(frame)
    frame.append(thing)
    if (thing.localName === 'table')
      nameCells(thing as HTMLTableElement)
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
    const sizes = new ResizeObserver(look)
    sizes.observe(frame)
    sizes.observe(thing)
  }
}

/** What each cell is of, for a table whose rows are shown as cards. */
function nameCells(table: HTMLTableElement): void {
  const heads = [...table.tHead?.rows[0]?.cells ?? []].map(cell => cell.textContent!.trim())
  if (heads.length < 2 || [...table.querySelectorAll('[colspan], [rowspan]')].length > 0)
    return
  table.classList.add('stacks')
  for (const row of table.tBodies[0]?.rows ?? []) {
    for (const [index, cell] of [...row.cells].entries()) {
      if (heads[index] && index > 0)
        cell.dataset.of = heads[index]
    }
  }
}
