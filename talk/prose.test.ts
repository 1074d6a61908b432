import { describe, expect, it } from 'vitest'
import { toProse, toWords } from './prose.ts'

const note
  = '<p>[1:30]</p>\n<ul>\n<li>Press r.</li>\n</ul>\n<p>It fries, as in <Link to="/read/threads/a-race">the <em>race</em></Link>, or <Link to="/read/threads">before</Link>.</p>\n<p>Source: <a href="https://a.example">a page</a>.</p>'

describe('what a note says to a reader', () => {
  it('is neither its time nor its cues', () => {
    expect(toProse(note, '/eggs/')).toBe(
      '<p>It fries, as in <a href="/eggs/read/threads/a-race">the <em>race</em></a>, or <a href="/eggs/read/threads">before</a>.</p>\n<p class="sources">Source: <a target="_blank" rel="noopener" href="https://a.example">a page</a>.</p>',
    )
    expect(toProse('<p>[0:05]</p>\n<p>It fries.</p>')).toBe('<p>It fries.</p>')
    expect(toProse('<p>[0:05] It fries.</p>')).toBe('<p>It fries.</p>')
  })

  it('keeps a list that is further down', () => {
    expect(toProse('<p>[0:05]</p>\n<p>Two things:</p>\n<ul>\n<li>a pan</li>\n</ul>')).toBe(
      '<p>Two things:</p>\n<ul>\n<li>a pan</li>\n</ul>',
    )
  })

  it('shows the step of a figure where it speaks of it, and no word of that is searched', () => {
    const told = '<p>[0:50]</p>\n<p>One waits. <span class="slidev-note-click-mark" data-clicks="2"></span> Two do not.</p>'
    expect(toProse(told)).toBe(
      '<p>One waits. <button type="button" class="to-step" data-step="2" aria-label="Show step 2 of the figure"></button> Two do not.</p>',
    )
    expect(toWords(told)).toBe('One waits. Two do not.')
  })

  it('is found by its words', () => {
    expect(toWords(note)).toBe('It fries, as in the race , or before . Source: a page .')
  })
})
