import type { Chapter, Place } from '../talk/outline.ts'
import MiniSearch from 'minisearch'

/** A place with all that is said, noted and programmed there. */
export interface Entry {
  chapter: Chapter
  place: Place
  text: string
  note: string
  code: string
}

/** A place that was found. */
export interface Hit {
  chapter: Chapter
  place: Place
  /** Some words around what was found, in pieces; every second piece is what was looked for. */
  excerpt: string[]
}

/** More are no answer. */
const MOST_HITS = 20

/** Of an excerpt, in characters: about two lines. */
const EXCERPT = 150

/** What one half-remembered headline is worth beside a word in a program. */
const WEIGHTS = { title: 4, text: 2, note: 1, code: 1 }

/** An index of all places. Answers nothing to nothing. */
export function createSearch(entries: readonly Entry[]): (query: string) => Hit[] {
  const index = new MiniSearch({
    fields: Object.keys(WEIGHTS),
    extractField: (entry, name) => name === 'id' ? entry.place.no : name === 'title' ? `${entry.place.title} ${entry.place.demos.join(' ')}` : entry[name as 'text'],
    // Camel case and dots are how programs put words together: `withResolvers` is found by “resolvers”.
    tokenize: text => text.split(/[^\p{L}\p{N}]+/u).flatMap(word => [word, ...split(word)]).filter(Boolean),
    searchOptions: {
      boost: WEIGHTS,
      prefix: term => term.length > 2,
      fuzzy: term => term.length > 6 ? 0.25 : false,
      combineWith: 'AND',
      tokenize: text => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean),
    },
  })
  index.addAll(entries)
  const byNo = new Map(entries.map(entry => [entry.place.no, entry]))

  return query => index.search(query).slice(0, MOST_HITS).map(({ id, terms }) => {
    const entry = byNo.get(id)!
    return { chapter: entry.chapter, place: entry.place, excerpt: excerptOf(entry, terms) }
  })
}

function split(word: string): string[] {
  const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u)
  return parts.length > 1 ? parts : []
}

/** The first words around one of the terms; the beginning where only the headline has it. */
function excerptOf({ text, note, code }: Entry, terms: string[]): string[] {
  const pattern = new RegExp(`(${terms.map(term => term.replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean).join('|')})`, 'iu')
  const source = [text, note, code].find(one => pattern.test(one)) ?? (text || note)
  const at = Math.max(0, source.search(pattern))
  const from = at < EXCERPT / 3 ? 0 : source.lastIndexOf(' ', at - EXCERPT / 4) + 1
  const cut = source.slice(from, from + EXCERPT)
  const end = from + EXCERPT < source.length ? cut.lastIndexOf(' ') : cut.length
  const pieces = `${from > 0 ? '… ' : ''}${cut.slice(0, end > 0 ? end : undefined)}${from + EXCERPT < source.length ? ' …' : ''}`.replace(/\s+/g, ' ')
  return terms.length > 0 ? pieces.split(new RegExp(pattern.source, 'giu')) : [pieces]
}
