// Words of many languages, and slips of fingers. cspell:disable
import type { Chapter, Place } from '../talk/outline.ts'
import type { Entry } from './word-search.ts'
import { describe, expect, it } from 'vitest'
import { toProse, toWords } from '../talk/prose.ts'
import { createSearch } from './word-search.ts'

const chapter: Chapter = { name: 'promises', number: 8, title: 'Promises', places: [], minutes: 1 }
const place = (no: number, title: string, demos: string[] = []): Place => ({ no, slug: `place-${no}`, title, demos, path: 'main' })
function entry(no: number, title: string, rest: Partial<Entry> = {}): Entry {
  return {
    chapter,
    place: place(no, title),
    text: '',
    note: '',
    code: '',
    ...rest,
  }
}

const search = createSearch([
  entry(1, 'A promise has two sides', {
    text: 'What will be there, and how it comes to be there.',
    note: 'The other side is Promise.withResolvers.',
  }),
  entry(2, 'Receive while they cook', { note: 'A channel is not a promise.' }),
  entry(3, 'The losers fry on', {
    code: 'The winner\nconst winner = await Promise.race(eggs)',
    note: `${'One word. '.repeat(60)}Here the losers are aborted. ${'Another word. '.repeat(60)}`,
  }),
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

  it('wants any of the words, and those that have more of them come first', () => {
    expect(found('channel promise')[0]).toBe(2)
    expect(found('channel promise')).toHaveLength(3)
    expect(found('(promise) channel!')[0]).toBe(2)
    expect(found('how do I use a channel')).toEqual([2])
    expect(found('asparagus promise')[0]).toBe(1)
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

describe('a search in the whole talk', () => {
  const long = 'Some words stand here so that a place is a place and says a thing or two about other things.'
  const find = createSearch([
    entry(1, 'When two read and both write', { note: `${long} A lost update: both read the same balance.` }),
    entry(2, 'The one who never gets a turn', { note: `${long} No task is starved.` }),
    entry(3, 'A full channel slows its senders down', { note: long }),
    entry(4, 'Async functions', { note: `${long} await.` }),
    entry(5, 'Abort what nobody needs', { note: `${long} An AbortController calls a fetch off.`, code: 'fetch(url, { signal })' }),
    entry(6, 'The loser is dropped', { note: `${long} select! cancels a future.` }),
    { ...entry(7, 'Await, from the inside', { note: long }), place: { ...place(7, 'Await, from the inside'), path: 'more' } },
    entry(8, 'Await a promise', { note: long }),
    entry(9, 'プロミスを待つ', { note: '非同期処理では卵を待つ。' }),
    entry(10, 'انتظار', { note: 'نحن ننتظر البيضة في المطبخ.' }),
    entry(11, 'Öl und Käse', { note: `${long} Eine Verklemmung.` }),
    entry(12, 'Two locks', { note: `${long} A deadlock.` }),
    entry(13, 'Two kinds', { note: `${long} A green thread, a fiber, a fibre.` }),
    {
      ...entry(14, 'One word, go', { note: `${long} Then it runs in a goroutine.` }),
      place: { ...place(14, 'One word, go'), path: 'more' },
    },
  ])
  const first = (query: string) => find(query)[0]?.place.no

  it.each([
    ['race condition', 1],
    ['starvation', 2],
    ['goroutine', 14],
    ['back pressure', 3],
    ['backpressure', 3],
    ['asnyc', 4],
    ['how to cancel a fetch', 5],
    ['deadlcok', 12],
    ['Verklemmung', 11],
    ['ol kase', 11],
    ['処理', 9],
    ['卵', 9],
    ['بيضة', 10],
    ['مطبخ', 10],
  ])('leads from “%s” to place %i', (query, no) => {
    expect(first(query)).toBe(no)
  })

  it('has other names for it after the very word, and what is behind a chapter after its path', () => {
    expect(find('Verklemmung').map(({ place }) => place.no)).toEqual([11, 12])
    const awaits = find('await').map(({ place }) => place.no)
    expect(awaits.indexOf(8)).toBeLessThan(awaits.indexOf(7))
  })

  it('finds nothing where there is nothing', () => {
    expect(find('asparagus')).toEqual([])
    expect(find('x')).toEqual([])
  })
})

describe('a note, as prose', () => {
  const note = '<p>[0:40] One &lt;side&gt; waits.</p>\n<p>Source: <a href="https://example.org">somebody</a>.</p>\n'

  it('has no time of a stage, small sources, and links that open elsewhere', () => {
    expect(toProse(note)).toBe(
      '<p>One &lt;side&gt; waits.</p>\n<p class="sources">Source: <a target="_blank" rel="noopener" href="https://example.org">somebody</a>.</p>\n',
    )
    expect(toProse('<p>[0:10]</p>\n<p>More.</p>')).toBe('<p>More.</p>')
  })

  it('has nothing of what the speaker is told to do', () => {
    const told
      = '<p>[0:25]</p>\n<ul>\n<li>Take the guess of the majority.</li>\n</ul>\n<p>A callback says what comes next.</p>\n<ul>\n<li>And a list.</li>\n</ul>'
    expect(toProse(told)).toBe('<p>A callback says what comes next.</p>\n<ul>\n<li>And a list.</li>\n</ul>')
    expect(toWords(told)).toBe('A callback says what comes next. And a list.')
  })

  it('is words to a search', () => {
    expect(toWords(note)).toBe('One <side> waits. Source: somebody .')
  })
})
