import type { Page } from 'playwright-core'

/** A person who presses Tab comes around before that, on any page of the deck. */
const MOST_STOPS = 250

/** Where the keyboard stops. */
export interface Stop {
  /** `button.primary “Run r”` */
  what: string
  /** What is wrong with it, in a few words each. */
  faults: string[]
}

/**
 * Presses Tab until the focus has come around, from wherever it is, and says where it has been.
 *
 * @throws {Error} when it does not come around: a person would never get out of there.
 */
export async function tabThrough(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  await page.evaluate(() => Object.assign(globalThis, { stopsOfTab: [] }))
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(lookAtFocus)
    if (stop === 'around')
      return stops
    if (stop === 'again')
      throw new Error(`Tab leads back to where it has been, and never around: ${stops.map(({ what }) => what).join(', ')}`)
    if (stop !== 'nowhere')
      stops.push(stop)
  }
  throw new Error(`Tab had not come around after ${MOST_STOPS} stops, the last of them ${stops.at(-1)!.what}.`)
}

/** Runs in the page. */
function lookAtFocus(): Stop | 'nowhere' | 'around' | 'again' {
  const { stopsOfTab: before } = globalThis as unknown as { stopsOfTab: Element[] }
  const element = document.activeElement
  // Between the last and the first, a browser's own buttons would have their turn.
  if (!element || element === document.body)
    return 'nowhere'
  if (element === before[0])
    return 'around'
  if (before.includes(element))
    return 'again'
  before.push(element)

  const faults: string[] = []
  const box = element.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const isInside = box.width > 0 && x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight
  // A choice may be drawn by its label.
  const drawn = [element, ...element.closest('label') ? [element.closest('label')!] : []]
  if (!isInside)
    faults.push('is not in the window')
  else if (!element.checkVisibility({ visibilityProperty: true }))
    faults.push('is not seen')
  else if (!document.elementsFromPoint(x, y).slice(0, 1).some(top => drawn.some(one => one.contains(top) || top.contains(one))))
    faults.push(`lies under ${document.elementFromPoint(x, y)?.className}`)

  const hasRing = drawn.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  if (!hasRing)
    faults.push('does not show that it has the focus')

  const name = [element.getAttribute('aria-label'), element.getAttribute('title'), (element.closest('label') ?? element).textContent]
    .map(text => text?.trim().replace(/\s+/g, ' '))
    .find(Boolean) ?? ''
  const isNamed = name !== '' || element.hasAttribute('aria-labelledby') || (element as HTMLInputElement).labels?.length
  if (!isNamed)
    faults.push('has no name')
  return { what: `${element.localName}${[...element.classList].map(one => `.${one}`).join('')} “${name.slice(0, 40)}”`, faults }
}
