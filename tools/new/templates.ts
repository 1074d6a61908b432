import type { Language } from '../../demos/languages.ts'
import { badgeOf, languages } from '../../demos/languages.ts'

/** The entry of that first program: what a run of it looks like. */
export function entryOf(slug: string, language: Language, title: string): string {
  return `  {
    slug: '${slug}',
    language: '${language}',
    file: '${languages[language].first.file(slug)}',
    title: ${quoted(title)},
    expect: { eggs: ['A', 'B'], overlap: 'none', prints: ['A is ready', 'B is ready'], outcome: 'done' },
  },
`
}

/** A slide with its note, behind the chapter: it is not counted in the talk's minutes. */
export function slideOf(slug: string, language: Language, title: string): string {
  return `
---
layout: demo
kicker: Yours
path: more
${badgeOf(language) === undefined ? '' : `language: ${badgeOf(language)}\n`}after: Two eggs in a row take *two waits*
---

# ${stressed(title)}

<LiveDemo demo="${slug}" />

<!--
[0:30]
- Ask for a guess, then run ${slug}.

Two eggs, one after the other: decide how long \`${slug}\` takes before you let it run.

The second egg of \`${slug}\` is ordered when the first is on the plate, so the program takes as long as both waits together.
-->
`
}

/** A chapter of one slide. */
export function chapterOf(number: number, title: string): string {
  return `---
layout: statement
number: ${number}
kicker: ${inYaml(title)}
path: more
---

# ${stressed(title)}

<!--
[0:10]

What this chapter is about, in a sentence.
-->
`
}

/** A headline has one phrase in asterisks: its last word, until its author knows better. */
function stressed(title: string): string {
  const end = title.lastIndexOf(' ') + 1
  return `${inMarkdown(title.slice(0, end))}*${inMarkdown(title.slice(end))}*`
}

/** As it is typed: what Markdown, HTML and Vue would read as marks is a letter of a title. */
function inMarkdown(text: string): string {
  const letters = text.replace(/[\\`*_[\]~<>&#$:]/g, letter => `&#${letter.codePointAt(0)};`)
  return letters.includes('{{') ? `<span v-pre>${letters}</span>` : letters
}

/** Two words or more say nothing else in YAML; a colon, a quote or a lone `yes` might. */
function inYaml(text: string): string {
  return /^[\p{L}\d]+(?: [\p{L}\d]+)+$/u.test(text) ? text : JSON.stringify(text)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`
}
