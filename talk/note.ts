import { plain } from './slide.ts'

/**
 * A note has two voices. Its first line is the time that the slide takes, `[1:30]`; the list below it, of three items
 * at most, is for the presenter alone. Every paragraph is for both: the speaker says it, and a reader reads it.
 */
export interface Note {
  /** Undefined where it does not begin with a time. */
  seconds?: number
  cues: string[]
  /** Without the sources, as Markdown. */
  paragraphs: string[]
  /** Paragraphs that say where dates and numbers come from: small print. */
  sources: string[]
}

/** Where a figure goes on, in Slidev's own words: nobody says or reads it. */
const STEP_MARK = /\[click(?::\d+)?\] ?/g

const TIME = /^\[(\d+):([0-5]\d)\][ \t]*/

const isSource = (paragraph: string): boolean => /^Sources?: /.test(paragraph)

/** Reads a note as its Markdown has it. */
export function readNote(markdown: string): Note {
  const [, minutes, seconds] = TIME.exec(markdown) ?? []
  const [, list = ''] = /^\s*((?:[-*] .+(?:\n {2}.+)*\n?)+)/.exec(markdown.replace(TIME, '')) ?? []
  const blocks = markdown
    .replace(TIME, '')
    .replace(list, '')
    .replaceAll(STEP_MARK, '')
    .split(/\n\s*\n/)
    .map(block => block.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  return {
    ...minutes && { seconds: Number(minutes) * 60 + Number(seconds) },
    cues: list.split(/^[-*] /m).map(cue => cue.replace(/\s+/g, ' ').trim()).filter(Boolean),
    paragraphs: blocks.filter(block => !isSource(block)),
    sources: blocks.filter(isSource),
  }
}

/** Where no space stands between words, two characters are about one. */
const WITHOUT_SPACES
  = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu

/** How many words of a note are said aloud. */
export function wordsIn({ paragraphs }: Note): number {
  const words = paragraphs.map(plain).join(' ').split(' ').filter(word => /[\p{L}\d]/u.test(word))
  return words.reduce((count, word) => count + Math.max(1, Math.round((word.match(WITHOUT_SPACES)?.length ?? 0) / 2)), 0)
}
