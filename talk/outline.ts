/** The talk as a book: its chapters, and in them the places that one can be sent to. */
import type { Path } from './slide.ts'
import { readNote, wordsIn } from './note.ts'
import { demosOn, headlinesOf, pathOf, plain } from './slide.ts'

/** A slide as Slidev's parser has it, as far as it matters here. */
export interface ParsedSlide {
  content: string
  note?: string
  title?: string
  frontmatter: Record<string, unknown>
  source: { filepath: string }
}

/** A slide, as a place in a text. */
export interface Place {
  /** The slide's number, 1-based. */
  no: number
  /** Its name in an address, made from its headline. No two places have the same. */
  slug: string
  /** Its headline, without marks. */
  title: string
  /** The demos on it, by their slugs. */
  demos: string[]
  /** Whether it is part of the talk, or stands behind its chapter. */
  path: Path
  /** It claims something that its run decides. */
  isClaim?: true
}

export interface Chapter {
  /** Its name in an address: that of its file, without the number. */
  name: string
  /** As its first slide has it; appendices of links have none. */
  number?: number
  title: string
  places: Place[]
  /** How long it takes to read, without what lies behind its path. */
  minutes: number
}

/** Words a minute of a reader who is slow enough to understand. */
const PACE = 200

/** The chapters of the deck, in order. What is in `slides.md` itself, the cover, is no chapter. */
export function toOutline(slides: readonly ParsedSlide[]): Chapter[] {
  const chapters: Chapter[] = []
  const taken = new Set<string>()
  const words = new Map<Chapter, number>()
  slides.forEach((slide, index) => {
    const [, file] = /chapters[/\\](?:\d+-)?([^/\\]+)\.md$/.exec(slide.source.filepath) ?? []
    if (!file)
      return
    const name = slugOf(file)
    let chapter = chapters.find(one => one.name === name)
    if (!chapter) {
      const { number, kicker } = slide.frontmatter
      chapter = {
        name,
        ...(typeof number === 'number' && { number }),
        title: typeof number === 'number' && typeof kicker === 'string' ? kicker : inWords(file),
        places: [],
        minutes: 0,
      }
      chapters.push(chapter)
    }
    const title = headline(slide)
    chapter.places.push({
      no: index + 1,
      slug: nameFor(title, taken),
      title,
      demos: demosOn(slide.content),
      path: pathOf(slide.frontmatter),
      ...(slide.frontmatter.layout === 'quiz' && { isClaim: true as const }),
    })
    if (pathOf(slide.frontmatter) !== 'more')
      words.set(chapter, (words.get(chapter) ?? 0) + countWords(toPlainText(slide.content)) + wordsIn(readNote(slide.note ?? '')))
  })
  for (const chapter of chapters)
    chapter.minutes = Math.ceil((words.get(chapter) ?? 0) / PACE)
  return chapters
}

/** How much there is to read and to run, in a sentence. */
export function factsOf(outline: readonly Chapter[]): string {
  const chapters = outline.filter(({ number }) => number !== undefined)
  // To the nearest ten: it is a promise, not a measurement.
  const minutes = Math.max(10, Math.round(chapters.reduce((sum, one) => sum + one.minutes, 0) / 10) * 10)
  const programs = new Set(outline.flatMap(({ places }) => places.flatMap(({ demos }) => demos))).size
  return `${chapters.length} ${chapters.length === 1 ? 'chapter' : 'chapters'}, about ${minutes} minutes to read; ${
    programs === 1 ? '1 program to run.' : `${programs} programs to run, those in JavaScript here in your browser.`}`
}

function countWords(text: string): number {
  return text.split(' ').filter(Boolean).length
}

/**
 * Where a slide is in the text, or a demo: in the talk before what stands behind it, and there alone before in a race.
 */
export function findPlace(
  outline: readonly Chapter[],
  wanted: { no: number } | { demo: string } | { slug: string },
): { chapter: Chapter, place: Place } | undefined {
  const isWanted = (place: Place): boolean =>
    'no' in wanted ? place.no === wanted.no : 'slug' in wanted ? place.slug === wanted.slug : place.demos.includes(wanted.demo)
  const found = outline.flatMap(chapter => chapter.places.filter(isWanted).map(place => ({ chapter, place })))
  const [best] = found.toSorted((a, b) => rank(a.place) - rank(b.place))
  return best
}

/**
 * The number of the slide behind the chapter of a slide, or, from there, of the slide in the talk to go back to: where
 * one came from, or the last of that chapter. Undefined where nothing stands behind the chapter.
 */
export function otherSide(outline: readonly Chapter[], no: number, cameFrom?: number): number | undefined {
  const places = outline.find(({ places }) => places.some(place => place.no === no))?.places ?? []
  const [talk, more] = [places.filter(({ path }) => path !== 'more'), places.filter(({ path }) => path === 'more')]
  if (talk.some(place => place.no === no))
    return more[0]?.no
  return (talk.find(place => place.no === cameFrom) ?? talk.at(-1))?.no
}

function rank({ demos, path }: Place): number {
  return (path === 'more' ? 2 : 0) + (demos.length === 1 ? 0 : 1)
}

/** All headlines of a slide, as a reader reads them. */
export function headline({ content, title }: Pick<ParsedSlide, 'content' | 'title'>): string {
  return headlinesOf(content).join(' ') || title || 'Untitled'
}

/** What a slide says, without what Markdown and Vue need: for a search. */
export function toPlainText(content: string): string {
  return plain(content
    .replace(/^::\w+::$/gm, ' ')
    .replace(/^#.*$/gm, ' ')
    .replace(/^```.*$/gm, ' ')
    .replace(/^[\s|:-]+$/gm, ' ')
    .replace(/^\s*(?:[-*]|\d+\.)\s/gm, ' ')
    .replace(/\|/g, ' '))
}

function inWords(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}

function nameFor(title: string, taken: Set<string>): string {
  const name = slugOf(title)
  let free = name
  for (let n = 2; taken.has(free); n++)
    free = `${name}-${n}`
  taken.add(free)
  return free
}

/** A text as it stands in an address. */
function slugOf(text: string): string {
  // Letters of every script are letters; only Latin ones lose their accents.
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/(?<=[a-z])[\u0300-\u036F]+|[’'"]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'place'
}
