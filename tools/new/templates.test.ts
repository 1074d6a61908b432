import { parse } from '@slidev/parser'
import { expect, it } from 'vitest'
import { headlinesOf } from '../../talk/slide.ts'
import { chapterOf, entryOf, slideOf } from './templates.ts'

it.each([
  ['two words', 'Two eggs'],
  ['one word that YAML reads as another thing', 'yes'],
  ['a number', '2026'],
  ['quotes', `It's "done"`],
  ['what HTML reads', 'a <b> & c > d &lt; e'],
  ['what Markdown reads', '# one *two* `three` [four](#) _five_ ~six~ \\ :seven: $8$'],
  ['what Vue reads', 'an {{ egg }} in braces'],
  ['what YAML reads', 'eggs: "four" # and {a: cook} - | >'],
  ['what a replacement reads', 'costs $& $1 $\' more'],
  ['other scripts', '卵を四つ焼きます'], // cspell:disable-line
])('a title with %s is the same in the entry, on the slide and in the chapter', async (_, title) => {
  const entry = entryOf('two-eggs', 'javascript', title)
  // eslint-disable-next-line no-new-func -- the entry is the text of an object of ours
  expect((new Function(`return [${entry}][0]`)() as { title: string }).title).toBe(title)

  for (const markdown of [slideOf('two-eggs', 'python', title), chapterOf(7, title)]) {
    const { slides } = await parse(markdown.trimStart(), 'slides.md')
    expect(slides).toHaveLength(1)
    const { frontmatter, content } = slides[0]!
    expect(frontmatter.path).toBe('more')
    expect(headlinesOf(content)).toEqual([title])
    expect(content, 'a phrase of it is stressed').toMatch(/^# .*\*.+\*/m)
    expect(content.replaceAll(/<span v-pre>.*?<\/span>/g, ''), 'no mark is left for Vue').not.toMatch(/\{\{/)
  }
  expect((await parse(chapterOf(7, title), 'slides.md')).slides[0]!.frontmatter.kicker).toBe(title)
})
