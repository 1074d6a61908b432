/** The time that a note takes on a stage, and the list below it: what only the speaker does. */
const STAGE = /^\s*<p>\[\d+:\d\d\]\s*<\/p>\s*(?:<ul>[\s\S]*?<\/ul>)?\s*/

/** What Slidev makes of `[click]`: from here on the words belong to that step of the figure. */
const STEP_MARK = /<span class="slidev-note-click-mark" data-clicks="(\d+)"><\/span>/g

/** What Slidev makes of a link to a place of the text: a component, which a browser does not know. */
const REFERENCE = /<Link to="\/([^"]*)">([\s\S]*?)<\/Link>/g

/**
 * What a note says to a reader: without what is for the speaker alone, with its sources in small print, and where the
 * figure goes on, a button.
 */
export function toProse(noteHtml: string, base = '/'): string {
  return noteHtml
    .replace(STAGE, '')
    .replace(/^\s*<p>\[\d+:\d\d\]\s*/, '<p>')
    .replaceAll(
      STEP_MARK,
      (_, step: string) =>
        `<button type="button" class="to-step" data-step="${step}" aria-label="Show step ${step} of the figure"></button>`,
    )
    .replaceAll(/<p>(?=Sources?: )/g, '<p class="sources">')
    .replaceAll(/<a href="(?=https?:)/g, '<a target="_blank" rel="noopener" href="')
    .replaceAll(REFERENCE, (_, path: string, words: string) => `<a href="${base}${path}">${words}</a>`)
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
