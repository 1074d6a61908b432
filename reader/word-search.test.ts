import type { Chapter, Place } from '../talk/outline.ts'
import type { Entry } from './word-search.ts'
import { describe, expect, it } from 'vitest'
import { toProse, toWords } from '../talk/prose.ts'
import { createSearch } from './word-search.ts'

const chapter: Chapter = { name: 'promises', number: 8, title: 'Promises', places: [] }
const place = (no: number, title: string, demos: string[] = []): Place => ({ no, slug: `place-${no}`, title, demos, path: 'main' })
const entry = (no: number, title: string, rest: Partial<Entry> = {}): Entry => ({ chapter, place: place(no, title), text: '', note: '', code: '', ...rest })

const search = createSearch([
  entry(1, 'A promise has two sides', { text: 'What will be there, and how it comes to be there.', note: 'The other side is Promise.withResolvers.' }),
  entry(2, 'Receive while they cook', { note: 'A channel is not a promise.' }),
  entry(3, 'The losers fry on', { code: 'The winner\nconst winner = await Promise.race(eggs)', note: `${'One word. '.repeat(60)}Here the losers are aborted. ${'Another word. '.repeat(60)}` }),
])
const found = (query: string) => search(query).map(({ place }) => place.no)

describe('the search', () => {
  it('finds words in headlines, slides, notes and programs, headlines first', () => {
    expect(found('promise')[0]).toBe(1)
    expect(found('promise')).toHaveLength(3)
    expect(found('comes')).toEqual([1])
    expect(found('winner')).toEqual([3])
  })

  it('finds a word by its beginning, in the middle of a name, and with a slip of the finger', () => {
    expect(found('chan')).toEqual([2])
    expect(found('resolvers')).toEqual([1])
    expect(found('withResolvers')).toEqual([1])
    expect(found('recieve')).toEqual([2])
  })

  it('wants all words, and takes signs for nothing', () => {
    expect(found('channel promise')).toEqual([2])
    expect(found('(promise) channel!')).toEqual([2])
    expect(found('???')).toEqual([])
    expect(found('')).toEqual([])
  })

  it('shows the words around what was found, and which they are', () => {
    const [hit] = search('aborted')
    expect(hit!.excerpt[1]).toBe('aborted')
    expect(hit!.excerpt.join('')).toMatch(/^… .*Here the losers are aborted\..* …$/)
    expect(hit!.excerpt.join('').length).toBeLessThan(170)
  })
})

describe('a note, as prose', () => {
  const note = '<p>[0:40] One &lt;side&gt; waits.</p>\n<p>Source: <a href="https://example.org">somebody</a>.</p>\n'

  it('has no time of a stage, small sources, and links that open elsewhere', () => {
    expect(toProse(note)).toBe('<p>One &lt;side&gt; waits.</p>\n<p class="sources">Source: <a target="_blank" rel="noopener" href="https://example.org">somebody</a>.</p>\n')
    expect(toProse('<p>[0:10]</p>\n<p>More.</p>')).toBe('<p>More.</p>')
  })

  it('is words to a search', () => {
    expect(toWords(note)).toBe('One <side> waits. Source: somebody .')
  })
})
