import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, insertHtml, spliceHtml } from './splice-html.ts'

const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replace(/&lt;|&#x3C;/g, '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('a value that was changed in highlighted code', () => {
  const html
    = '<pre><code><span class="line"><span style="a">const</span> x<span> =&#x3C; </span><span style="b">12</span></span>\n<span class="line">y</span></code></pre>'

  it('takes the place of the old one and is marked', () => {
    expect(spliceHtml(html, 11, 13, '345')).toBe(html.replace('12', '<mark class="turned">345</mark>'))
  })

  it('can take the place of several tokens', () => {
    expect(spliceHtml('<b>[</b><i>1</i><b>]</b>;', 0, 3, '[]')).toBe('<b><mark class="turned">[]</mark></b><i></i><b></b>;')
  })

  it('changes the text that is shown, and no more of it', () => {
    const token = fc.tuple(fc.constantFrom('i', 'b', 'span'), fc.stringMatching(/^[a-z<&> \n=]{1,6}$/))
    fc.assert(fc.property(fc.array(token, { minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 5 }), (tokens, start, length) => {
      const html = tokens.map(([tag, text]) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')
      const text = textOf(html)
      const from = start % text.length
      const to = Math.min(text.length, from + length)
      expect(textOf(spliceHtml(html, from, to, '<new>'))).toBe(`${text.slice(0, from)}<new>${text.slice(to)}`)
    }))
  })
})

describe('a caret in highlighted code', () => {
  const html = '<pre><code><span class="line"><b>a</b> &#x3C;</span>\n<span class="line"></span>\n<span class="line">y</span></code></pre>'
  const caret = '<i></i>'

  it.each([
    [0, html.replace('a</b>', '<i></i>a</b>')],
    [2, html.replace('&', '<i></i>&')],
    [3, html.replace('\n', '<i></i>\n')],
    [4, html.replace('\n<span class="line">y', '<i></i>\n<span class="line">y')],
    [6, html.replace('</code>', '<i></i></code>')],
    [99, html.replace('</code>', '<i></i></code>')],
  ])('stands before character %i', (at, expected) => {
    expect(insertHtml(html, at, caret)).toBe(expected)
  })

  it('stands in code that is empty', () => {
    expect(insertHtml('<pre><code><span></span></code></pre>', 0, caret)).toBe('<pre><code><span></span><i></i></code></pre>')
  })
})
