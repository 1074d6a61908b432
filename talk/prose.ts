/** The time that a note takes on a stage, and the list below it: what only the speaker does. */
const STAGE = /^\s*<p>\[\d+:\d\d\]\s*<\/p>\s*(?:<ul>[\s\S]*?<\/ul>)?\s*/

/** What a note says to a reader: without what is for the speaker alone, and with its sources in small print. */
export function toProse(noteHtml: string, base = '/'): string {
  return noteHtml
    .replace(STAGE, '')
    .replace(/^\s*<p>\[\d+:\d\d\]\s*/, '<p>')
    .replaceAll(/<p>(?=Sources?: )/g, '<p class="sources">')
    .replaceAll(/<a href="(?=https?:)/g, '<a target="_blank" rel="noopener" href="')
    .replaceAll('<a href="/read/', `<a href="${base}read/`)
}

/** The words of a note, for a search: those that a reader sees. */
export function toWords(noteHtml: string): string {
  return toProse(noteHtml)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
