/**
 * Every program of the talk, one entry each. The slide, the terminal and the tests find a demo here by its slug.
 *
 * To add one: write the program, put the lines a slide shows between `// #region show` and `// #endregion show`, and
 * add an entry. The tests run it for real and hold it to its `expect`.
 */
import { otherLanguages } from './catalogue/other-languages.ts'

/** `javascript` runs in the browser too; `node` is JavaScript with what only Node has. */
export type Language = 'javascript' | 'node' | 'python' | 'rust' | 'go' | 'elixir' | 'java' | 'lua'

/** What a run of the demo looks like on any machine: order and overlap, never a machine's exact timing. */
export interface Expectation {
  /** The eggs that reach the kitchen, in no particular order. */
  eggs: string[]
  /** Those of them that end as `fail`: they burn. */
  burnt?: string[]
  /** Those of them that end as `abort`: whoever ordered them hung up. */
  calledOff?: string[]
  /** The tasks that the program reports by itself, as a JSON line a step, in no particular order. */
  lanes?: string[]
  /**
   * `none`: one at a time. `all`: a moment exists when all of them are in the pan. `some`: neither.
   * Of the eggs; of the lanes where a program orders no egg.
   */
  overlap: 'none' | 'some' | 'all'
  /** Exactly what is printed, where it does not depend on luck; a line is an element. */
  prints?: string[]
  /** Lines that are printed in an order nobody promises. */
  printsInAnyOrder?: string[]
  outcome: 'done' | 'failed'
}

export interface Demo {
  /** Its name in slides, in the terminal and in file names. */
  slug: string
  language: Language
  /** Path of the program from the project's root, with forward slashes. */
  file: string
  /** A statement of at most about sixty characters. */
  title: string
  expect: Expectation
  /** What it needs beyond what its language's toolchain always has (`toolchains.ts`). */
  needs?: {
    /** The least version of the language's tool: `25`. */
    atLeast?: string
    /** A library by its name in the toolchain's `libraries`. */
    library?: string
    /** Whether it uses what its language only has as a preview (Java). */
    preview?: boolean
  }
}

const fourEggs = ['A', 'B', 'C', 'D']

export const catalogue: readonly Demo[] = [
  {
    slug: 'sequential',
    language: 'javascript',
    file: 'demos/javascript/sequential.ts',
    title: 'One await after another: one egg after another',
    expect: { eggs: fourEggs, overlap: 'none', prints: ['A is ready', 'B is ready', 'C is ready', 'D is ready'], outcome: 'done' },
  },
  {
    slug: 'callbacks',
    language: 'javascript',
    file: 'demos/javascript/callbacks.ts',
    title: 'Callbacks: hand over what to do when it is ready',
    expect: { eggs: fourEggs, overlap: 'all', printsInAnyOrder: ['A is ready', 'B is ready', 'C is ready', 'D is ready'], outcome: 'done' },
  },
  {
    slug: 'promises',
    language: 'javascript',
    file: 'demos/javascript/promises.ts',
    title: 'A promise an egg, in a loop that does not wait',
    expect: { eggs: fourEggs, overlap: 'all', printsInAnyOrder: ['the loop is over', 'A is ready', 'B is ready', 'C is ready', 'D is ready'], outcome: 'done' },
  },
  {
    slug: 'promise-all',
    language: 'javascript',
    file: 'demos/javascript/promise-all.ts',
    title: 'Start them all, then wait once',
    expect: { eggs: fourEggs, overlap: 'all', prints: ['[ \'A\', \'B\', \'C\', \'D\' ]'], outcome: 'done' },
  },
  {
    slug: 'promise-race',
    language: 'javascript',
    file: 'demos/javascript/promise-race.ts',
    title: 'The first egg wins; the others fry on',
    expect: { eggs: fourEggs, overlap: 'all', prints: ['B is first'], outcome: 'done' },
  },
  {
    slug: 'streams',
    language: 'javascript',
    file: 'demos/javascript/streams.ts',
    title: 'An egg that arrives in steps',
    expect: { eggs: ['A'], overlap: 'none', outcome: 'done' },
  },
  ...otherLanguages,
]

/** The demo of that slug, or nothing. */
export function findDemo(slug: string): Demo | undefined {
  return catalogue.find(demo => demo.slug === slug)
}
