import type { Chapter, Place } from '../talk/outline.ts'
import MiniSearch from 'minisearch'
import { synonymsOf } from './synonyms.ts'
import { swapsOf, toTerm, wordsOf, wordsOfQuery } from './words.ts'

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

/**
 * What a place is worth that the talk's own path leaves out, lists of links included, and a word that was only meant,
 * beside those of the query.
 */
const MORE_WEIGHT = 0.6
const SYNONYM_WEIGHT = 0.35
const SWAP_WEIGHT = 0.6

/**
 * So much of a word has a place that has none of the query, and other names for it: those add up where there are many.
 */
const MEANT_ONLY = 0.5

/** A word shorter than this is none that is mistyped, or half typed. */
const LEAST = { prefix: 3, swap: 4, synonym: 5, fuzzy: 6 }
const FUZZY = 0.25

/** An index of all places: any of the words finds one, and more of them count more. Answers nothing to nothing. */
export function createSearch(entries: readonly Entry[]): (query: string) => Hit[] {
  const byNo = new Map(entries.map(entry => [entry.place.no, entry]))
  const index = new MiniSearch<Entry>({
    fields: Object.keys(WEIGHTS),
    extractField: (entry, name) =>
      name === 'id' ? entry.place.no : name === 'title' ? `${entry.place.title} ${entry.place.demos.join(' ')}` : entry[name as 'text'],
    tokenize: wordsOf,
    processTerm: toTerm,
    searchOptions: {
      boost: WEIGHTS,
      boostDocument: no =>
        byNo.get(no as number)!.place.path === 'more' || byNo.get(no as number)!.chapter.number === undefined ? MORE_WEIGHT : 1,
    },
  })
  index.addAll(entries)

  return (query) => {
    const words = wordsOfQuery(query)
    const meant = synonymsOf(query).map(name => wordsOfQuery(name))
    // A name of several words is meant as a whole: `green thread` is no `green`.
    const found = new Map<number, { score: number, words: number, terms: string[] }>()
    const add = (queries: readonly string[], weight: number, options: object, together: 'AND' | 'OR') => {
      for (const { id, score, terms } of index.search(queries.join(' '), {
        tokenize: text => text.split(' '),
        combineWith: together,
        ...options,
      })) {
        const before = found.get(id as number)
        found.set(id as number, {
          score: (before?.score ?? 0) + score * weight,
          words: before?.words ?? 0,
          terms: [...(before?.terms ?? []), ...terms],
        })
      }
    }
    for (const word of words) {
      const had = new Map([...found].map(([no, { score }]) => [no, score]))
      add([word], 1, {
        prefix: word.length >= LEAST.prefix,
        fuzzy: word.length >= LEAST.fuzzy && /^[a-z]+$/.test(word) ? FUZZY : false,
      }, 'OR')
      if (word.length >= LEAST.swap && /^[a-z]+$/.test(word))
        add(swapsOf(word), SWAP_WEIGHT, {}, 'OR')
      for (const [no, hit] of found) {
        if (hit.score !== (had.get(no) ?? 0))
          hit.words++
      }
    }
    for (const name of meant)
      add(name, SYNONYM_WEIGHT, { prefix: (term: string) => term.length >= LEAST.synonym }, 'AND')
    const worth = ({ score, words }: { score: number, words: number }): number => score * Math.max(MEANT_ONLY, words) ** 2
    return [...found].sort(([, a], [, b]) => worth(b) - worth(a)).slice(0, MOST_HITS).map(([no, { terms }]) => {
      const entry = byNo.get(no)!
      return { chapter: entry.chapter, place: entry.place, excerpt: excerptOf(entry, [...new Set(terms)]) }
    })
  }
}

/** The first words around one of the terms; the beginning where only the headline has it. */
function excerptOf({ text, note, code }: Entry, terms: string[]): string[] {
  const pattern = new RegExp(
    `(${terms
      .map(term => term.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
      .filter(Boolean)
      .sort((a, b) => b.length - a.length)
      .join('|')})`,
    'iu',
  )
  const source = [text, note, code].find(one => pattern.test(one)) ?? (text || note)
  const at = Math.max(0, source.search(pattern))
  const from = at < EXCERPT / 3 ? 0 : source.lastIndexOf(' ', at - EXCERPT / 4) + 1
  const cut = source.slice(from, from + EXCERPT)
  const end = from + EXCERPT < source.length ? cut.lastIndexOf(' ') : cut.length
  const pieces = `${from > 0 ? '… ' : ''}${cut.slice(0, end > 0 ? end : undefined)}${from + EXCERPT < source.length ? ' …' : ''}`.replace(
    /\s+/g,
    ' ',
  )
  return terms.length > 0 ? pieces.split(new RegExp(pattern.source, 'giu')) : [pieces]
}
