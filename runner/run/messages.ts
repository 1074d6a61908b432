import type { ClockSetting } from '../../trace/clock.ts'
import type { KitchenEvent, Logged, MachineStepped, RunCapped, TaskMoved, TaskParked, ThreadSeen } from '../../trace/events.ts'
import type { Program } from '../code/program.ts'

/**
 * What is said between a run (outside) and the worker its program runs in (inside).
 *
 * Inside says when things happened on the absolute clock, `performance.timeOrigin + performance.now()`, which threads
 * of one machine share. Outside knows when the run began, and makes `t` of it.
 */

/** Milliseconds since 1970 as `performance` counts them: it never jumps while a thread lives. */
export function absoluteNow(): number {
  return performance.timeOrigin + performance.now()
}

type Unplaced<E> = E extends unknown ? Omit<E, 't' | 'run' | 'witness'> & { at: number } : never

/** An event before it has its place in a run. */
export type SeenInside = Unplaced<TaskMoved | TaskParked | ThreadSeen | Logged | MachineStepped | RunCapped>

/** What a worker is told to begin with. To end it, end its thread. */
export interface StartMessage {
  program: Program
  /** Base address of the kitchen, the run's part included, without a slash at its end. */
  kitchen: string
  /** How long an egg takes there, in milliseconds, where the run knows it. */
  eggMs?: number
  /** The way to a kitchen that is in this browser, and not behind a port. */
  kitchenPort?: MessagePort
  /** Which answer or timer takes each turn, where all of them are held: see `runner/kitchen/held.ts`. */
  order?: readonly number[]
  /** How the clock of the run goes, where it was set before. Both times on the scale of {@link absoluteNow}. */
  clock?: ClockSetting
}

/** The clock of the run was set; or when will the program's next timer be due on it? */
export type ClockMessage = { clock: ClockSetting } | { next: true }

/** What a page says to the program while it runs: plain data, meant for a program that listens. */
export interface SaidMessage {
  said: unknown
}

export type MessageOut
  /** The program's first line is about to run. */
  = | { kind: 'began', at: number }
    | { kind: 'seen', events: SeenInside[] }
  /** So many more events were counted there and not told: a run keeps only so many. */
    | { kind: 'unkept', events: number }
  /** Nothing more will happen inside. `at`: when the program came to rest. */
    | { kind: 'over', at: number, outcome: 'done' | 'failed', text?: string, cpu?: number }
  /** When the next timer is due, on the clock of the run. */
    | { kind: 'due', due?: number }
    | { kind: 'played' } & Played

/** A run whose answers and timers came in a given order. Its times are the kitchen’s: nobody has waited for them. */
export interface Played {
  /** All its turns, those of the given order first; nothing where it never came to its end. */
  turns?: readonly Turn[]
  /** In order of time. */
  events: (SeenInside | KitchenEvent)[]
  /** When its first line ran, and when it was over. */
  began: number
  at: number
  outcome: 'done' | 'failed'
  text?: string
  /** How many eggs were in the pan when it was over. */
  lost: number
  /** Why it can be run in no order of the kitchen’s. */
  cannot?: string
  /** It has left its engine: this thread runs nothing any more. */
  hasLeft?: true
}

/** One moment at which several might have been next, and the one that was. */
export interface Turn {
  /** What might have been next; at the front what is due first. */
  among: readonly string[]
  /** Its place in that list. */
  took: number
}
