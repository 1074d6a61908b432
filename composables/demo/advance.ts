import { shallowRef } from 'vue'

/** Width of a character of JetBrains Mono over its height, until it has been measured. */
const USUAL = 0.6
/** Engines round an advance, each in its own way and differently for each size: over many characters that is seen. */
const SAMPLE = 100

const fonts = shallowRef(0)
const known = new Map<number, number>()

if (typeof document !== 'undefined' && 'fonts' in document) {
  void document.fonts.ready.then(() => {
    known.clear()
    fonts.value++
  })
}

/**
 * How wide a character of code is, at a size in pixels, in this browser. Reactive: it is measured again once the fonts
 * are there.
 */
export function advanceOf(size: number): number {
  void fonts.value
  if (typeof document === 'undefined' || !document.body)
    return USUAL * size
  let advance = known.get(size)
  if (advance === undefined) {
    const probe = document.createElement('span')
    probe.textContent = 'x'.repeat(SAMPLE)
    // Where the deck is not ours (packages/addon), the fonts belong to this class.
    probe.className = 'four-eggs'
    probe.setAttribute(
      'style',
      `position: absolute; visibility: hidden; white-space: pre; font: 400 ${size}px var(--mono); font-variant-ligatures: none`,
    )
    document.body.append(probe)
    // Offset widths are whole pixels, which over so many characters is exact enough; a transformed slide does not
    // change them.
    advance = Math.max(probe.offsetWidth / SAMPLE, 0) || USUAL * size
    probe.remove()
    known.set(size, advance)
  }
  return advance
}
