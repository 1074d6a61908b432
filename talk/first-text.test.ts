import type { Chapter } from './outline.ts'
import { expect, it } from 'vitest'
import { chapterText, frontText } from './first-text.ts'

const place = { demos: [], path: 'main' as const }
const chapter: Chapter = {
  name: 'waiting',
  number: 1,
  title: 'Waiting & <seeing>',
  minutes: 12,
  places: [
    { ...place, no: 2, slug: 'one', title: 'A <b>' },
    { ...place, no: 3, slug: 'two', title: 'More threads are faster', isClaim: true },
    { ...place, no: 4, slug: 'three', title: 'Four in a loop: what is printed first?', demos: ['promises'] },
  ],
}

it('the first page says what it is, and how long it takes', () => {
  const html = frontText({
    title: 'T',
    shortTitle: 'T',
    author: '',
    info: '',
    lead: 'For <you>.',
    headline: 'Four eggs, one cook',
    phrases: ['Four eggs, ', 'one', ' cook'],
  }, [chapter])
  expect(html).toContain('<h1>Four eggs, <em>one</em> cook</h1>')
  expect(html).toContain('<p class="lead">For &lt;you>.</p>')
  expect(html).toContain('1 chapter, about 10 minutes to read; 1 program to run')
})

it('a chapter is its headlines and what is said to them, for a reader, with nothing to press', () => {
  const html = chapterText(chapter, [
    'the cover',
    '<p>[1:30]</p>\n<ul>\n<li>Press Run.</li>\n</ul>\n<p>The <Link to="/read/waiting/two">claim</Link>.'
    + '<span class="slidev-note-click-mark" data-clicks="1"></span> It <a href="https://a.b">goes</a> on.</p>',
  ])
  expect(html).toContain('<h1>Waiting &amp; &lt;seeing></h1>')
  expect(html).toContain('<section data-place="one">\n<h2>A &lt;b></h2>\n<p>The claim. It goes on.</p>')
  expect(html).not.toMatch(/Press Run|1:30|<button|<a/)
})

it('neither a verdict nor what a program prints is given away', () => {
  const html = chapterText(chapter, ['', '', '<p>False, of course.</p>', '<p>The last line is first.</p>'])
  expect(html).not.toMatch(/False|last line/)
  expect(html).toContain('Four in a loop: what is printed first?')
})
