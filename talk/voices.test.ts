import type { Slide } from './check.ts'
import { describe, expect, it } from 'vitest'
import { findVoiceProblems } from './voices.ts'

const places = new Set(['/read/threads/a-race'])

function problems(note: string): string[] {
  const slide: Slide = { title: 'It fries', headlines: ['It fries'], chapter: '01', content: '', note, frontmatter: {} }
  return findVoiceProblems([slide], places).map(problem => problem.replace('01, “It fries”: ', ''))
}

describe('the two voices of a note', () => {
  it('may say this', () => {
    expect(
      problems(
        '[0:30]\n- Press r, and ask the room.\n\nLook at the lanes, as in [the race](/read/threads/a-race). A `click` handler is one.\n\nSource: [a page](https://a.example).',
      ),
    ).toEqual([])
  })

  it('begin with a time on a line of its own', () => {
    expect(problems('[0:30] It fries.')).toEqual(['the first line of its note is not a time, as in [1:30]'])
    expect(problems('It fries.')).toEqual(['the first line of its note is not a time, as in [1:30]'])
  })

  it('keep cues few and short', () => {
    expect(problems('[0:30]\n- One.\n- Two.\n- Three.\n- Four.\n\nIt fries.')).toEqual([
      'its note has 4 cues; the presenter’s window has room for 3',
    ])
    expect(problems(`[0:30]\n- ${'word '.repeat(15)}\n\nIt fries.`)).toEqual([expect.stringContaining('a cue has more than 14 words')])
  })

  it('say nothing to a reader that only a stage has', () => {
    for (const words of [
      'Press Run.',
      'Ask the room.',
      'Hands up for true.',
      'Click once.',
      'A weak projector hides it.',
      'As the note says, it fries.',
      'Careful: it may burn.',
      'The appendix has it.',
    ])
      expect(problems(`[0:30]\n\n${words}`), words).toEqual([expect.stringContaining('to a reader')])
    expect(problems('[0:30]\n- Press Run.')).toEqual(['its note says nothing to a reader'])
  })

  it('link to what they name', () => {
    expect(problems('[0:30]\n\nIt is in chapter 5.')).toEqual(['its note says “chapter 5” and does not link to it'])
    expect(problems('[0:30]\n\nIt is in [chapter 4](/read/threads/a-race).')).toEqual([])
    expect(problems('[0:30]\n\nIt is [there](/read/threads/nothing).')).toEqual([
      '/read/threads/nothing is no place in the text, and no https address',
    ])
    expect(problems('[0:30]\n\nIt fries.\n\nSource: a book.')).toEqual([expect.stringContaining('a source has no link')])
  })

  it('do not break off', () => {
    expect(problems('[0:30]\n\nIt fries. But when')).toEqual(['its note breaks off: “…It fries. But when”'])
    // cspell:disable-next-line
    for (const whole of ['Brät es?', 'これは卵です。', '（これは卵です。）', 'هل نضجت البيضة؟', 'यह अंडा है।', 'It “fries.”'])
      expect(problems(`[0:30]\n\n${whole}`), whole).toEqual([])
  })
})
