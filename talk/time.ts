import type { Slide } from './check.ts'
import { readNote, wordsIn } from './note.ts'
import { shownOn } from './slide.ts'

/** A speaker who wants to be understood says about this many words a minute. */
const WORDS_A_MINUTE = 130

/** A claim is read out, and everybody takes a side. */
const VOTE_S = 15

/** A few answers are read out, and one is taken. */
const GUESS_S = 10

/** A board is turned a few times: what is there to see takes about this long. */
const BOARD_S = 30

/** What the counting has to know of demos. */
export interface Runs {
  /** How long a demo runs, in seconds. */
  secondsOf: (slug: string) => number
  /** Whether a demo asks something before its run. */
  asks: (slug: string) => boolean
}

/** How long a slide takes on a stage, in seconds: its words, its runs, its questions. */
export function secondsOf({ content, note, frontmatter }: Pick<Slide, 'content' | 'note' | 'frontmatter'>, runs: Runs): number {
  const shown = shownOn(content)
  // The programs of a race run side by side.
  const running = shown.map(({ demos, isModel }) => (isModel ? BOARD_S : Math.max(0, ...demos.map(runs.secondsOf))))
  const guesses = shown.filter(
    ({ demos, question, component }) => question !== undefined || (component === 'LiveDemo' && demos.some(runs.asks)),
  )
  const asking = frontmatter.layout === 'quiz' ? VOTE_S : guesses.length * GUESS_S
  return wordsIn(readNote(note)) / WORDS_A_MINUTE * 60 + running.reduce((sum, seconds) => sum + seconds, 0) + asking
}
