import type { ParsedSlide } from './outline.ts'
import { headline } from './outline.ts'

/** What the deck says of itself: in a tab, on the first page of the text, in a search engine's list. */
export interface Front {
  /** As the headmatter has it. */
  title: string
  /** Under an icon: the title up to its first comma or colon. */
  shortTitle: string
  author: string
  /** What it is, in a sentence or two. */
  info: string
  /** For whom it is: the first sentence of the text. */
  lead: string
  /** The cover's headline without marks. */
  headline: string
  /** The same in three parts, of which the second is in asterisks. */
  phrases: [before: string, stressed: string, after: string]
}

/** All of it from `slides.md`: its headmatter, and the headline of its first slide. */
export function frontOf({ headmatter, slides }: { headmatter: Record<string, unknown>, slides: readonly ParsedSlide[] }): Front {
  const text = (key: string, otherwise: string): string => typeof headmatter[key] === 'string' ? headmatter[key] : otherwise
  const [cover] = slides
  const onCover = cover ? headline(cover) : 'Untitled'
  const title = text('title', onCover)
  const [before = '', stressed = '', ...after] = (/^# (.+)$/m.exec(cover?.content ?? '')?.[1] ?? onCover).split('*')
  const info = text('info', '')
  return {
    title,
    shortTitle: title.split(/[,:]/, 1)[0]!,
    author: text('author', ''),
    info,
    lead: text('lead', info),
    headline: onCover,
    phrases: [before, stressed, after.join('')],
  }
}

/** Fills `%title%`, `%author%`, `%headline%` and `%info%` in a page. */
export function fillFront(html: string, front: Front): string {
  return html.replace(/%(title|author|headline|info)%/g, (_, key: 'title' | 'author' | 'headline' | 'info') => escapeHtml(front[key]))
}

/** A text, as it stands in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
