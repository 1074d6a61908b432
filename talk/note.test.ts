import { describe, expect, it } from 'vitest'
import { readNote, wordsIn } from './note.ts'

const note = `[1:30]
- Guesses first: 1 to 4.
- Then run it, and be
  silent while it fries.

Four eggs, two seconds each, and an \`await\` in
a loop.

They are [hollow](/read/four-eggs/hollow).

Sources: [a page](https://a.example).`

describe('a note', () => {
  it('has a time, cues, paragraphs and sources', () => {
    expect(readNote(note)).toEqual({
      seconds: 90,
      cues: ['Guesses first: 1 to 4.', 'Then run it, and be silent while it fries.'],
      paragraphs: ['Four eggs, two seconds each, and an `await` in a loop.', 'They are [hollow](/read/four-eggs/hollow).'],
      sources: ['Sources: [a page](https://a.example).'],
    })
  })

  it('has no word where a figure goes on', () => {
    const { paragraphs } = readNote('[0:05]\n\nOne waits. [click] Two do not, [click:2] and three cannot.')
    expect(paragraphs).toEqual(['One waits. Two do not, and three cannot.'])
  })

  it('may have no cue', () => {
    expect(readNote('[0:05]\n\nIt fries.')).toEqual({ seconds: 5, cues: [], paragraphs: ['It fries.'], sources: [] })
  })

  it('takes a list further down for something to read', () => {
    expect(readNote('[0:05]\n\nTwo things:\n\n- the pan\n- the egg').cues).toEqual([])
  })

  it.each([
    ['[1:30]\nSay it.', 90],
    ['[12:00]\n\nLong.', 720],
    ['[1:75]\nNo.', undefined],
    ['Say [1:30].', undefined],
    ['', undefined],
  ])('%j asks for %s seconds', (markdown, seconds) => {
    expect(readNote(markdown).seconds).toBe(seconds)
  })

  it('counts what is said, and not what a link leads to', () => {
    expect(wordsIn(readNote(note))).toBe(14)
  })

  // cspell:disable-next-line
  it.each([
    ['これは並行処理についての話です。', 8],
    ['هذا حديث عن التزامن.', 4],
    ['Das ist 42 mal so schnell – fertig.', 7],
  ])('counts “%s” as %d words', (text, count) => {
    expect(wordsIn(readNote(text))).toBe(count)
  })
})
