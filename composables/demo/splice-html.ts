/** Tags, and one character of the text each. */
const PARTS = /<[^>]*>|&[#\w]+;|[^<&]/g
const isTag = (part: string): boolean => part.startsWith('<')

/**
 * Puts other text into highlighted code, between two places of the text that it shows, marked as changed. The colours
 * stay those of what stood there: for a literal that takes another value that is just right, and it spares the page a
 * highlighter.
 */
export function spliceHtml(html: string, from: number, to: number, text: string): string {
  let result = ''
  let at = 0
  let isIn = false
  for (const [part] of html.matchAll(PARTS)) {
    if (isTag(part)) {
      result += part
      continue
    }
    if (at === from && !isIn) {
      isIn = true
      result += `<mark class="turned">${escapeHtml(text)}</mark>`
    }
    if (at < from || at >= to)
      result += part
    at += 1
  }
  return result
}

/** Puts an element that shows no text into highlighted code, before a place of its text or behind all of it. */
export function insertHtml(html: string, at: number, element: string): string {
  let passed = 0
  for (const { 0: part, index } of html.matchAll(PARTS)) {
    if (isTag(part) ? part === '</code>' : passed === at)
      return html.slice(0, index) + element + html.slice(index)
    passed += isTag(part) ? 0 : 1
  }
  return html
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
