/**
 * Puts other text into highlighted code, between two places of the text that it shows, marked as changed. The colours
 * stay those of what stood there: for a literal that takes another value that is just right, and it spares the page a
 * highlighter.
 */
export function spliceHtml(html: string, from: number, to: number, text: string): string {
  let result = ''
  let at = 0
  let isIn = false
  for (const [part] of html.matchAll(/<[^>]*>|&[#\w]+;|[^<&]/g)) {
    if (part.startsWith('<') && part.length > 1) {
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

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
