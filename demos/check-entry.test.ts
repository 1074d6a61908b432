import type { Demo } from './catalogue/demo.ts'
import { expect, it } from 'vitest'
import { sift } from './check-entry.ts'

const sound: Demo = {
  slug: 'two-eggs',
  language: 'javascript',
  file: 'demos/javascript/two-eggs.ts',
  title: 'Two eggs',
  expect: { eggs: ['A', 'B'], overlap: 'none', outcome: 'done' },
}
const other = (changed: object): Demo => ({ ...sound, slug: 'other', ...changed })
const expecting = (changed: object): Demo => other({ expect: { ...sound.expect, ...changed } })

it('lets a sound entry be', () => {
  expect(sift([sound])).toEqual({ sound: [sound], faults: [] })
})

it.each<[string, Demo, string]>([
  ['no language', other({ language: undefined }), 'the entry of other has no language. Write one of javascript, node, '],
  ['a wrong language', other({ language: 'pyton' }), 'the entry of other has “pyton” for language. Did you mean \'python\'?'],
  ['a language of every object', other({ language: 'toString' }), 'has “toString” for language. Write one of '],
  ['no file', other({ file: undefined }), 'has no file. Write where its program is: file: \'demos/javascript/other.ts\''],
  ['no title', other({ title: '' }), 'has no title.'],
  ['no expect', other({ expect: undefined }), 'has no expect. Write what a run looks like: expect: { eggs: '],
  ['an expect that is null', other({ expect: null }), 'has no expect.'],
  ['a word nothing reads', other({ titel: 'Two eggs' }), 'says titel, which nothing reads. Did you mean title?'],
  ['a far word', other({ colour: 'red' }), 'says colour, which nothing reads. There are slug, language, '],
  ['a typo in expect', expecting({ print: ['A'] }), 'says expect.print, which nothing reads. Did you mean prints?'],
  ['no eggs', expecting({ eggs: undefined }), 'has no expect.eggs. Write which eggs it orders, and [] for none'],
  ['eggs in one word', expecting({ eggs: 'AB' }), 'has “AB” for expect.eggs, which is a list'],
  ['a printed line that is no list', expecting({ prints: 'A is ready' }), 'has “A is ready” for expect.prints, which is a list'],
  ['names for a number', expecting({ refused: ['A'] as never }), 'for expect.refused, which is a number: refused: 2'],
  ['no overlap', expecting({ overlap: undefined }), 'has no expect.overlap. Write one of none, some, all, any.'],
  ['a wrong outcome', expecting({ outcome: 'fail' }), 'has “fail” for expect.outcome. Did you mean \'failed\'?'],
  ['a number for an outcome', expecting({ outcome: 0 }), 'has 0 for expect.outcome. Write one of done, failed.'],
  ['the slug of another', other({ slug: 'two-eggs' }), '“two-eggs” is the slug of two entries. Give one of them another.'],
  ['a slug with capitals', other({ slug: 'TwoEggs_v2' }), 'has a slug that is no address. Write lower-case words with hyphens, such as slug: '],
  ['no slug', other({ slug: undefined }), 'the catalogue’s entry number 2 has no slug. Write its name: slug: \'two-eggs\''],
  ['nothing at all', undefined as never, 'the catalogue’s entry number 2 has no slug.'],
])('says of %s what to write, and keeps the others', (_, entry, sentence) => {
  const { sound: kept, faults } = sift([sound, entry])
  expect(kept).toEqual([sound])
  expect(faults).toHaveLength(1)
  expect(faults[0]!.sentence).toContain(sentence)
})
