import type { DeckPage } from '../tools/pages.ts'

/** What the last row of a hall can read, in pixels of a slide 980 wide. */
const SMALLEST_TYPE = 14

/** Rounding, antialiasing and hairlines, in pixels of the slide. */
const TOLERANCE = 1

/**
 * Looks for buttons that something else lies over, at their middle or near their corners: a press there meets
 * something else. A sentence each, none when all is well.
 */
export async function findCovered(deck: DeckPage, no: number): Promise<string[]> {
  return deck.slide(no).evaluate(slide =>
    Array.from(slide.querySelectorAll<HTMLElement>('button, a, input, select'), (control) => {
      // A link may go on in the next line.
      const { left, top, width, height } = control.getClientRects()[0] ?? new DOMRect()
      // A slider is held by its line.
      const [dx, dy] = [Math.min(12, width / 3), control.matches('[type=range]') ? height / 2 : Math.min(6, height / 3)]
      const points: [number, number][] = [
        [left + width / 2, top + height / 2],
        [left + dx, top + dy],
        [left + width - dx, top + height - dy],
        [left + dx, top + height - dy],
        [left + width - dx, top + dy],
      ]
      // Pressing a choice's label is pressing the choice.
      const own = control.matches('[type=radio], [type=checkbox]') ? (control.closest('label') ?? control) : control
      const seen = width === 0 ? [] : points.map(([x, y]) => document.elementFromPoint(x, y))
      const above = seen.find(element => element && !own.contains(element))
      return above
        ? [
            `“${control.textContent!.trim().replace(/\s+/g, ' ')}” is under ${above.localName}.${Array.from(above.classList).join('.')} ${above.getAttribute('title') ?? ''}`,
          ]
        : []
    }).flat(),
  )
}

/**
 * Looks for what does not fit on the slide that is shown: boxes that stick out of it, content that is cut off, text
 * that is too small to read. A sentence each, none when all is well.
 *
 * What carries `data-may-scroll` may have more inside than fits; nothing else may. What carries `data-bleeds` is an
 * ornament that the slide's edge cuts on purpose: nobody misses anything. What cannot be seen is not looked at.
 */
export async function findOverflow(deck: DeckPage, no: number): Promise<string[]> {
  return deck.slide(no).evaluate(
    (slide, { SMALLEST_TYPE, TOLERANCE }) => {
      const frame = slide.getBoundingClientRect()
      const scale = frame.width / 980
      const slack = TOLERANCE * scale
      const found = new Set<string>()

      /** `svg.timeline > g.lane > text:nth-child(2) “A”` */
      function describe(element: Element): string {
        const path: string[] = []
        for (let at: Element | null = element; at && at !== slide && path.length < 4; at = at.parentElement) {
          const classes = Array.from(at.classList, name => `.${name}`).join('')
          const nth
            = at.parentElement && at.parentElement.children.length > 1 ? `:nth-child(${[...at.parentElement.children].indexOf(at) + 1})` : ''
          path.unshift(`${at.localName}${classes}${nth}`)
        }
        const text = element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 30)
        return `${path.join(' > ')}${text ? ` “${text}”` : ''}`
      }

      const px = (length: number): string => `${(length / scale).toFixed(1)} px`

      /** The names of the sides on which a box sticks out of another, and how far. */
      function findExcess(box: DOMRect, frame: DOMRect): string {
        return Object.entries({
          left: frame.left - box.left,
          right: box.right - frame.right,
          top: frame.top - box.top,
          bottom: box.bottom - frame.bottom,
        })
          .filter(([, excess]) => excess > slack)
          .map(([side, excess]) => `${px(excess)} at the ${side}`)
          .join(', ')
      }

      function isSeen(element: Element): boolean {
        const box = element.getBoundingClientRect()
        return box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      }

      /** Made for screen readers: one pixel, or clipped to nothing. */
      function isForReaders(element: Element): boolean {
        const { clipPath, overflowX } = getComputedStyle(element)
        const box = element.getBoundingClientRect()
        return clipPath === 'inset(50%)' || (overflowX !== 'visible' && box.width <= 1 && box.height <= 1)
      }

      function checkBox(element: Element): void {
        const excess = findExcess(element.getBoundingClientRect(), frame)
        if (excess)
          found.add(`sticks out of the slide by ${excess}: ${describe(element)}`)
      }

      function checkClipping(element: Element): void {
        const { overflowX, overflowY } = getComputedStyle(element)
        if (!(element instanceof HTMLElement) || element.clientWidth === 0)
          return
        // It is for who writes the deck, and scrolls; on a busy machine the shortest eggs contradict their entry.
        if (element.matches('.contradictions'))
          return
        const [right, below] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight]
        if (overflowX !== 'visible' && right > TOLERANCE)
          found.add(`cuts off ${right} px at the right: ${describe(element)}`)
        if (overflowY !== 'visible' && below > TOLERANCE)
          found.add(`cuts off ${below} px at the bottom: ${describe(element)}`)
      }

      function checkText(element: Element): void {
        if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent!.trim()))
          return
        const place = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null
        // However it is turned.
        const zoom = place ? Math.hypot(place.a, place.b) / scale : 1
        const size = Number.parseFloat(getComputedStyle(element).fontSize) * zoom
        if (size < SMALLEST_TYPE - 0.01)
          found.add(`is set in ${size.toFixed(1)} px: ${describe(element)}`)
        const svg = element instanceof SVGElement ? element.ownerSVGElement : null
        const excess
          = svg && getComputedStyle(svg).overflow !== 'visible'
            ? findExcess(element.getBoundingClientRect(), svg.getBoundingClientRect())
            : ''
        if (excess)
          found.add(`is cut off by its picture, ${excess}: ${describe(element)}`)
      }

      function walk(element: Element): void {
        if (isForReaders(element) || element.closest('defs'))
          return
        const mayScroll = element.hasAttribute('data-may-scroll')
        if (isSeen(element)) {
          checkBox(element)
          checkText(element)
          if (!mayScroll)
            checkClipping(element)
        }
        for (const child of element.children) {
          // What is inside something that scrolls may be anywhere.
          if (mayScroll)
            child.querySelectorAll('*').forEach(inner => isSeen(inner) && checkText(inner))
          else walk(child)
        }
      }

      const ornaments = Array.from(slide.querySelectorAll<HTMLElement | SVGElement>('[data-bleeds]'))
      for (const ornament of ornaments.filter(({ ariaHidden, role }) => ariaHidden !== 'true' && role !== 'img'))
        found.add(`bleeds off the slide, and is no ornament: ${describe(ornament)}`)
      // What it sticks out of would be taken to cut something off.
      ornaments.forEach(({ style }) => (style.display = 'none'))
      walk(slide)
      ornaments.forEach(({ style }) => style.removeProperty('display'))
      return [...found]
    },
    { SMALLEST_TYPE, TOLERANCE },
  )
}
