import { typescriptLanguage } from '@codemirror/lang-javascript'
import { highlightCode } from '@lezer/highlight'
import { escapeHtml } from '../demo/splice-html.ts'
import { codeHighlighter, coloursOf } from './highlighter.ts'

/** Highlights an edited program in the page, in the same shape as what was highlighted when the deck was built. */
export function paint(text: string): string {
  const lines = ['']
  highlightCode(
    text,
    typescriptLanguage.parser.parse(text),
    codeHighlighter,
    (part, classes) =>
      lines.push(lines.pop()! + (classes ? `<span style="${coloursOf(classes)}">${escapeHtml(part)}</span>` : escapeHtml(part))),
    () => lines.push(''),
  )
  return `<pre class="shiki"><code>${lines.map(line => `<span class="line">${line}</span>`).join('\n')}</code></pre>`
}
