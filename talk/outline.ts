/** The talk as a book: its chapters, and in them the places that one can be sent to. */

/** A slide as Slidev's parser has it, as far as it matters here. */
export interface ParsedSlide {
  content: string
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
}

export interface Chapter {
  /** Its name in an address: that of its file, without the number. */
  name: string
  /** As its first slide has it; appendices of links have none. */
  number?: number
  title: string
  places: Place[]
}

const DEMOS = /<(?:LiveDemo|MachineDemo|DemoRace|Predict)\s[^>]*?\bdemos?="([^"]+)"/g

/** The chapters of the deck, in order. What is in `slides.md` itself, the cover, is no chapter. */
export function toOutline(slides: readonly ParsedSlide[]): Chapter[] {
  const chapters: Chapter[] = []
  const taken = new Set<string>()
  slides.forEach((slide, index) => {
    const [, name] = /chapters[/\\](?:\d+-)?([\w-]+)\.md$/.exec(slide.source.filepath) ?? []
    if (!name)
      return
    let chapter = chapters.find(one => one.name === name)
    if (!chapter) {
      const { layout, number, kicker } = slide.frontmatter
      chapter = { name, ...typeof number === 'number' && { number }, title: layout === 'section' && typeof kicker === 'string' ? kicker : inWords(name), places: [] }
      chapters.push(chapter)
    }
    const title = headline(slide)
    chapter.places.push({ no: index + 1, slug: nameFor(title, taken), title, demos: demosOf(slide.content) })
  })
  return chapters
}

/** Where a slide is in the text, or a demo: where it stands alone, before any race that it takes part in. */
export function findPlace(outline: readonly Chapter[], wanted: { no: number } | { demo: string } | { slug: string }): { chapter: Chapter, place: Place } | undefined {
  const isWanted = (place: Place): boolean => 'no' in wanted ? place.no === wanted.no : 'slug' in wanted ? place.slug === wanted.slug : place.demos.includes(wanted.demo)
  const found = outline.flatMap(chapter => chapter.places.filter(isWanted).map(place => ({ chapter, place })))
  return found.find(({ place }) => place.demos.length === 1) ?? found[0]
}

/** All headlines of a slide, as a reader reads them. */
export function headline({ content, title }: Pick<ParsedSlide, 'content' | 'title'>): string {
  const lines = [...withoutFences(content).matchAll(/^# (.+)$/gm)].map(([, line]) => plain(line!))
  return lines.join(' ') || title || 'Untitled'
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

function plain(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<\/?[A-Z][^>]*>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The slugs of the demos on a slide, from its Markdown. */
export function demosOf(content: string): string[] {
  return [...content.matchAll(DEMOS)].flatMap(([, slugs]) => slugs!.split(',').map(slug => slug.trim()))
}

function withoutFences(content: string): string {
  return content.replace(/^```[\s\S]+?^```/gm, '')
}

function inWords(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}

function nameFor(title: string, taken: Set<string>): string {
  // Letters of every script are letters; only Latin ones lose their accents.
  const name = title.toLowerCase().normalize('NFKD').replace(/(?<=[a-z])[\u0300-\u036F]+|[’'"]/g, '').normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'place'
  let free = name
  for (let n = 2; taken.has(free); n++)
    free = `${name}-${n}`
  taken.add(free)
  return free
}
