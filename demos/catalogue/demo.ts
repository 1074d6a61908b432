import type { Needs } from '../language.ts'
import type { Language } from '../languages.ts'
import type { Parameter } from '../parameters.ts'

/**
 * How full the kitchen may get in a run of the demo, by the names of `egg-server/rules.ts`; what is left out is as
 * usual.
 */
export interface KitchenRules {
  pans?: number
  queue?: number
  beyond?: 'wait' | 'refuse'
  times?: 'fixed' | 'uniform' | 'log-normal' | 'one-in-twenty'
  seed?: number
  closed?: { from: number, to: number }
  left?: 'gas-off' | 'fry-on'
}

/**
 * What a run of the demo looks like on any machine: order, overlap and shape, never a machine's exact timing. What is
 * left out is not checked. `check-shape.ts` holds a run against it.
 */
export interface Expectation {
  /** The eggs that are ordered, in no particular order; one that is fried twice is here twice. */
  eggs: string[]
  /** Which eggs those are, and what becomes of each, depends on the moment: none is compared. */
  anyEggs?: true
  /** For how many of them a full or closed kitchen has no place; which, is decided by who arrives first. */
  refused?: number
  /** Those of them that end as `fail`: they burn. */
  burnt?: string[]
  /** Those of them that end as `abort`: the client that ordered them hung up. A number where luck says which. */
  calledOff?: string[] | number
  /**
   * The tasks besides `top level` that the program reports by itself, in no particular order; where none is named, any
   * may.
   */
  lanes?: string[]
  /** What it tells the height of, from moment to moment: a queue. */
  levels?: string[]
  /**
   * `none`: one at a time. `all`: a moment exists when all of them are in the pan. `some`: neither. `any`: left to
   * chance. Of the eggs; of the lanes where a program orders no egg.
   */
  overlap: 'none' | 'some' | 'all' | 'any'
  /** The most eggs that are in the pan at one moment. */
  maxInPan?: number
  /** Tasks in the order in which the program sees the last of them; others may end in between. */
  ends?: string[]
  /** Wall time in times of one egg: at least and at most. */
  time?: [least: number, most: number]
  /** Exactly what is printed, where it does not depend on luck; a line is an element. */
  prints?: string[]
  /** Lines that are printed, in an order that is not promised. */
  printsInAnyOrder?: string[]
  /** What some printed line contains, where the rest of it depends on the machine. */
  says?: string[]
  /** What no printed line contains. */
  neverSays?: string[]
  outcome: 'done' | 'failed'
  /** What is different in a browser. */
  inBrowser?: Partial<Omit<Expectation, 'inBrowser'>>
}

/** What has to hold however its answers come. */
export type Promised = Pick<Expectation, 'prints' | 'printsInAnyOrder' | 'says' | 'neverSays'>

export interface Demo {
  /** Its name in slides, in the terminal and in file names. */
  slug: string
  language: Language
  /** Path of the program from the project's root, with forward slashes. */
  file: string
  /** A statement of at most about sixty characters. */
  title: string
  expect: Expectation
  /**
   * It is about the order of its answers: its slide offers to run it in all of them. Here stands what a right program
   * promises in each, where this one may be a wrong one: an order that breaks it is red. Besides, none may fail, and
   * none may leave an egg in the pan.
   */
  orders?: Promised
  /** What is asked before a run, with answers that people believe: `seconds: 2, 4, 8`; see `talk/question.ts`. */
  question?: string
  needs?: Needs
  /** The kitchen is told these before the program begins. */
  kitchen?: KitchenRules
  /** It is about the event loop: each line and all that waits for its turn is told as it runs. */
  watch?: 'event-loop'
  /**
   * It keeps processors busy, and has the machine to itself: of several that are started together, one runs after the
   * other.
   */
  computes?: true
  /** It is about threads, and has about so many: what each does is drawn under the tasks, where that is measured. */
  threads?: number
  /** It is about connections: a kitchen inside the browser has none, and plays its recording there. */
  needsPort?: true
  /** After how many seconds it is ended on a slide, where it is played at for longer than other programs run. */
  limit?: number
  /** Constants of the shown code that the slide lets people change. */
  parameters?: Parameter[]
}
