/** What a note says to a reader: without the time that it takes on a stage, and with its sources in small print. */
export function toProse(noteHtml: string): string {
  return noteHtml
    .replace(/^\s*<p>\[\d+:\d\d\]\s*/, '<p>')
    .replace(/^<p><\/p>\s*/, '')
    .replaceAll(/<p>(?=Sources?: )/g, '<p class="sources">')
    .replaceAll(/<a href="(?=https?:)/g, '<a target="_blank" rel="noopener" href="')
}

/** The words of a note, for a search. */
export function toWords(noteHtml: string): string {
  return noteHtml
    .replace(/^\s*<p>\[\d+:\d\d\]\s*/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
