/** The time that a slide takes on a stage, and right behind it the list of what its speaker does there. */
const FOR_THE_SPEAKER = /^\s*<p>\[\d+:\d\d\]\s*(?:<\/p>\s*(?:<ul>[\s\S]*?<\/ul>\s*)?(?:<p>)?)?/

/** What a note says to a reader: without what is only for a speaker, and with its sources in small print. */
export function toProse(noteHtml: string): string {
  return noteHtml
    .replace(FOR_THE_SPEAKER, '<p>')
    .replace(/^<p><\/p>\s*/, '')
    .replaceAll(/<p>(?=Sources?: )/g, '<p class="sources">')
    .replaceAll(/<a href="(?=https?:)/g, '<a target="_blank" rel="noopener" href="')
}

/** The words of a note, for a search. */
export function toWords(noteHtml: string): string {
  return noteHtml
    .replace(FOR_THE_SPEAKER, '<p>')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
