import type { Front } from './front.ts'
import type { Chapter } from './outline.ts'
import { escapeHtml } from './front.ts'
import { factsOf } from './outline.ts'
import { toProse } from './prose.ts'

/** A button for a figure that is not there yet, and links, which a keyboard would find behind what is coming. */
const NOT_YET = /<button [^>]*class="to-step"[^>]*><\/button>|<\/?a(?: [^>]*)?>/g

/** What the first page says, before the deck is there to say it. */
export function frontText(front: Front, outline: readonly Chapter[]): string {
  const [before, stressed, after] = front.phrases.map(escapeHtml)
  return `<h1>${before}<em>${stressed}</em>${after}</h1>
<p class="lead">${escapeHtml(front.lead)}</p>
<p class="facts">${factsOf(outline)}</p>`
}

/**
 * What a chapter says, without its figures and programs; `notes` are those of all slides, as HTML, in order. What is
 * said to a program or a claim waits for it, since it gives away how that ends.
 */
export function chapterText({ title, places }: Chapter, notes: readonly string[]): string {
  return [
    `<h1>${escapeHtml(title)}</h1>`,
    ...places.map(({ no, slug, title, demos, isClaim }) => {
      const words = demos.length > 0
        ? '<p class="facts">Here is a program to run.</p>'
        : isClaim ? '' : toProse(notes[no - 1] ?? '').replaceAll(NOT_YET, '')
      return `<section data-place="${escapeHtml(slug)}">\n<h2>${escapeHtml(title)}</h2>\n${words}\n</section>`
    }),
  ].join('\n')
}
