import type { CodeColours } from '../../styles/code-themes.ts'
import { tags as t, tagHighlighter } from '@lezer/highlight'
import { codeColours } from '../../styles/code-themes.ts'

/** What the parser calls things, and the colours of the deck's other code. */
export const codeHighlighter = tagHighlighter([
  ...[t.keyword, t.bool, t.null, t.self, t.modifier, t.special(t.brace), t.escape].map(tag => ({ tag, class: classOf('keyword') })),
  ...[t.function(t.variableName), t.function(t.propertyName), t.function(t.definition(t.variableName))].map(tag => ({
    tag,
    class: classOf('name'),
  })),
  ...[t.string, t.regexp, t.special(t.string)].map(tag => ({ tag, class: classOf('string') })),
  ...[t.number, t.typeName, t.className].map(tag => ({ tag, class: classOf('number') })),
  { tag: t.comment, class: classOf('comment') },
])

function classOf(ink: keyof CodeColours): string {
  return `ink-${ink}`
}

/** The two colours of a class, in the shape that Slidev's own highlighted code has. */
export function coloursOf(inkClass: string): string {
  const ink = inkClass.replace('ink-', '') as keyof CodeColours
  return `--shiki-light:${codeColours.light[ink]};--shiki-dark:${codeColours.dark[ink]}`
}

let isMixed = false

/** Puts the colours of code into the page, once. */
export function addCodeColours(): void {
  if (isMixed)
    return
  isMixed = true
  const rules = (scheme: 'light' | 'dark') => Object.entries(codeColours[scheme]).map(([ink, colour]) =>
    `${scheme === 'dark' ? 'html.dark ' : ''}.${classOf(ink as keyof CodeColours)} { color: ${colour}; }`)
  const style = document.createElement('style')
  style.textContent = [...rules('light'), ...rules('dark')].join('\n')
  document.head.append(style)
}
