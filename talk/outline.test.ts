import type { ParsedSlide } from './outline.ts'
import { describe, expect, it } from 'vitest'
import { findPlace, otherSide, toOutline, toPlainText } from './outline.ts'
import { loadDeck } from './slides.ts'

function slide(content: string, frontmatter: Record<string, unknown> = {}, file = '08-promises.md'): ParsedSlide {
  return { content, frontmatter, source: { filepath: `/talk/chapters/${file}` } }
}

const cover: ParsedSlide = { content: '# Four eggs', frontmatter: {}, source: { filepath: '/talk/slides.md' } }

describe('the outline of the talk', () => {
  it('has a chapter for each file, named as its first slide names it, and no chapter for the cover', () => {
    const outline = toOutline([
      cover,
      slide('# An egg you *do not have yet*', { layout: 'section', number: 8, kicker: 'Promises' }),
      slide('# A promise has *two sides*'),
      slide('# To read', { kicker: 'Resources' }, '18-to-read.md'),
    ])
    expect(outline.map(({ name, number, title, places }) => [name, number, title, places.map(({ no }) => no)])).toEqual([
      ['promises', 8, 'Promises', [2, 3]],
      ['to-read', undefined, 'To read', [4]],
    ])
  })

  it('names a place by its headline, and no two alike', () => {
    const [chapter] = toOutline([
      slide('# “`await` in a loop” isn’t *concurrent*'),
      slide('# The same'),
      slide('# The *same*'),
      slide('# Is it *correct*?\n\n# Is it *efficient*?'),
    ])
    expect(chapter!.places.map(({ slug }) => slug)).toEqual([
      'await-in-a-loop-isnt-concurrent',
      'the-same',
      'the-same-2',
      'is-it-correct-is-it-efficient',
    ])
    expect(chapter!.places[3]!.title).toBe('Is it correct? Is it efficient?')
  })

  it('has an address for a chapter whose file is named in another script, or with signs that an address cannot have', () => {
    const outline = toOutline([slide('# 一つ', {}, '08-プロミス.md'), slide('# Eins', {}, '09-Was ist C# & Co?.md')])
    expect(outline.map(({ name, title }) => [name, title])).toEqual([['プロミス', 'プロミス'], ['was-ist-c-co', 'Was ist C# & Co?']])
  })

  it('knows how long a chapter takes to read, its notes included and without what lies behind its path', () => {
    const [chapter] = toOutline([
      { ...slide(`# One\n\n${'word '.repeat(300)}`), note: 'word '.repeat(300) },
      slide(`# Two\n\n${'word '.repeat(900)}`, { path: 'more' }),
    ])
    expect(chapter!.minutes).toBe(3)
    expect(chapter!.places.map(({ path }) => path)).toEqual(['main', 'more'])
  })

  it('takes a comment in a program for no headline', () => {
    const [chapter] = toOutline([slide('# Python\n\n```py\n# gather all eggs\n```')])
    expect(chapter!.places[0]!.title).toBe('Python')
  })

  it('finds a place by its slide, by its name, and by a demo on it, races and questions included', () => {
    const outline = toOutline([
      slide('# One\n\n<LiveDemo demo="promises" predict="prints: a | b" />'),
      slide('# Two\n\n<DemoRace demos="sequential, promise-all" />'),
      slide('# Three\n\n<Predict demo="timeout" ask="seconds" />'),
    ])
    expect(findPlace(outline, { demo: 'promise-all' })?.place.no).toBe(2)
    expect(findPlace(outline, { demo: 'timeout' })?.place.no).toBe(3)
    expect(findPlace(outline, { no: 1 })?.place.slug).toBe('one')
    expect(findPlace(outline, { slug: 'three' })?.chapter.name).toBe('promises')
    expect(findPlace(outline, { demo: 'nothing' })).toBeUndefined()
  })

  it('finds a demo where it stands alone, before a race that comes first', () => {
    const outline = toOutline([
      slide('# One\n\n<DemoRace demos="sequential, promise-all" />'),
      slide('# Two\n\n<LiveDemo demo="promise-all" />'),
    ])
    expect(findPlace(outline, { demo: 'promise-all' })?.place.no).toBe(2)
  })

  it('finds a demo in the talk before what stands behind it', () => {
    const outline = toOutline([
      slide('# One\n\n<DemoRace demos="sequential, promise-all" />'),
      slide('# Two\n\n<LiveDemo demo="promise-all" />', { path: 'more' }),
    ])
    expect(findPlace(outline, { demo: 'promise-all' })?.place.no).toBe(1)
  })

  // cspell:disable-next-line
  it.each([
    ['並行処理とは何か', '並行処理とは何か'],
    ['في انتظار البيضة', 'في-انتظار-البيضة'],
    ['Ждать *яйцо*', 'ждать-яйцо'],
    ['Über *Öl* und Käse', 'uber-ol-und-kase'],
    ['हिन्दी में', 'हिन्दी-में'],
    ['???', 'place'],
  ])('has an address for “%s”', (title, slug) => {
    const [chapter] = toOutline([slide(`# ${title}`)])
    expect(chapter!.places[0]!.slug).toBe(slug)
  })

  it('has every slide of this deck but the cover, once, and in each chapter first those of the talk', async () => {
    const { slides } = await loadDeck()
    const chapters = toOutline(slides as ParsedSlide[])
    const places = chapters.flatMap(chapter => chapter.places)
    expect(places.map(({ no }) => no).sort((a, b) => a - b)).toEqual(Array.from({ length: slides.length - 1 }, (_, i) => i + 2))
    expect(new Set(places.map(({ slug }) => slug)).size).toBe(places.length)
    for (const { places } of chapters)
      expect(places.map(({ no }) => no)).toEqual(places.map(({ no }) => no).sort((a, b) => a - b))
  })
})

describe('what stands behind a chapter', () => {
  const outline = toOutline([
    slide('# *One*'),
    slide('# *Two*'),
    slide('# *Next*', {}, '09-next.md'),
    slide('# *More*', { path: 'more' }),
    slide('# *Most*', { path: 'more' }),
  ])

  it('is entered from any slide of the chapter, and left to where one came from', () => {
    expect(otherSide(outline, 1)).toBe(4)
    expect(otherSide(outline, 5, 1)).toBe(1)
    expect(otherSide(outline, 5)).toBe(2)
    expect(otherSide(outline, 5, 3)).toBe(2)
  })

  it('may be nothing', () => {
    expect(otherSide(outline, 3)).toBeUndefined()
    expect(otherSide(outline, 77)).toBeUndefined()
  })
})

describe('what a search looks through', () => {
  it('is what a slide says, without its marks', () => {
    expect(
      toPlainText(
        '# Headline\n\n| | reads |\n|---|---|\n| JavaScript | `Promise` |\n\n::left::\n\n- [a *link*](https://example.org)\n\n<MiniLanes of="io" />\n\n<div v-click>\n\nThe end.\n\n</div>',
      ),
    ).toBe('reads JavaScript Promise a link The end.')
  })
})
