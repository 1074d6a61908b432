import type { Expectation, Promised } from '../../demos/catalogue/demo.ts'
import type { Language } from '../../demos/languages.ts'
import type { Parameter } from '../../demos/parameters.ts'
import type { Program } from '../code/program.ts'
import type { Recorded } from '../replay/recording.ts'
import { replaceRegion } from '../code/program.ts'

/** What a demo is held against on its slide. */
export interface Entry {
  /** Where it stands: `demos/catalogue/yours.ts:12`. */
  at: string
  /** Left out where the catalogue cannot be read. */
  expect?: Expectation
  /** What of the program does not fit a slide, a sentence each. */
  problems: string[]
}

/** A demo as the slides get it: its program, what of it a slide shows, and what it is. */
export interface LoadedDemo {
  slug: string
  language: Language
  title: string
  /** The eggs it will ask for. */
  eggs: string[]
  /** The tasks that it will report of by itself, beside them. */
  lanes: string[]
  /** What it will tell the height of: a queue. */
  levels: string[]
  /** What is asked before a run; see `talk/question.ts`. */
  question?: string
  /** The constants that the slide lets people change. */
  parameters: readonly Parameter[]
  /** SHA-256 (hex) of the program's file. */
  source: string
  program: Program
  /** All of its file is shown: it is a program of one's own. */
  isWhole?: true
  /** What runs it where no browser can, by its name: `Go`. */
  runtime?: string
  /** The same with the version that it needs: `Go 1.25`. */
  runsWith?: string
  /** It is about the order of its answers; what has to hold in each. */
  orders?: Promised
  /** It is about connections, and needs a kitchen behind a port. */
  needsPort?: true
  /** After how many seconds it is ended, where that is not the usual. */
  limit?: number
  /** About how many threads it has, where it is about them. */
  threads?: number
  /** What its recording says of itself, where there is one. */
  recorded?: Recorded
  /** Only while a deck is being written: what its entry says of a run, and what already contradicts it. */
  entry?: Entry
  shown: {
    text: string
    /** Line of the file at which the shown region begins, 1-based. */
    firstLine: number
    /** Highlighted by Shiki. */
    html: string
  }
}

/** A demo's program with other text in the place of what is shown. */
export function withShown({ program, isWhole }: Pick<LoadedDemo, 'program' | 'isWhole'>, text: string): Program {
  return { ...program, text: isWhole ? text : replaceRegion(program.text, text) }
}
