import { expect, it } from 'vitest'
import { checkProgram } from './check-program.ts'

const demo = { slug: 'two', file: 'demos/javascript/two.ts', title: 'Two eggs' }
const show = (...lines: string[]) => ['import {} from "x"', '// #region show', ...lines, '// #endregion show'].join('\n')

it('has nothing to say of a program that fits', () => {
  expect(checkProgram(demo, show('a()', `${'b'.repeat(45)};`))).toEqual([])
})

it.each<[what: string, text: string | undefined, sentence: RegExp]>([
  ['a file that is not there', undefined, /^demos\/javascript\/two\.ts: this file is not there, and the entry of two names it\.$/],
  ['no region', 'a()', /^demos\/javascript\/two\.ts: There is no region “show”/],
  ['a region without an end', '// #region show\na()', /^demos\/javascript\/two\.ts: The region “show” from line 1 has no end/],
  ['an empty region', show('', ' '), /^demos\/javascript\/two\.ts: The region “show” from line 2 is empty/],
  ['a second region', `${show('a()')}\n${show('b()')}`, /^demos\/javascript\/two\.ts:6: a second region “show”/],
  [
    'too many lines',
    show(...Array.from({ length: 19 }, (_, i) => `f${i}()`)),
    /^demos\/javascript\/two\.ts:3: 19 lines are shown, and a slide has room for 18\./,
  ],
  ['a line that is too wide', show('a()', 'b'.repeat(47)), /^demos\/javascript\/two\.ts:4: 47 characters, and a slide has room for 46\.$/],
])('says where and what: %s', (_, text, sentence) => {
  const problems = checkProgram(demo, text)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(sentence)
})

it('says that a title is too long', () => {
  expect(checkProgram({ ...demo, title: 'x'.repeat(61) }, show('a()'))).toEqual([
    expect.stringMatching(/^The title of two has 61 characters, and 60 fit/),
  ])
})
