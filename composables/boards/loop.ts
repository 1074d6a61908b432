import type { RunEvent } from '../../trace/events.ts'
import type { Part } from './states.ts'

/** What a program says of the loop that runs it, at one of its steps. */
export interface LoopState {
  /** Whose turn it is: a phase by its engine's name. */
  turn: string
  /** 1-based, in the demo file: what is about to run, where something is. */
  line?: number
  parts: Part[]
}

/** A phase of a loop, and the turns that belong to it. */
export interface Phase {
  words: string
  turns: readonly string[]
}

/**
 * What comes round in a browser, and in Node; what is cleared after each turn stands by itself, and so does where
 * things lie.
 */
export const ROUNDS: Readonly<
  Record<'browser' | 'node', { round: readonly Phase[], between: readonly Phase[], parts: readonly string[] }>
> = {
  browser: {
    round: [{ words: 'script', turns: ['script'] }, { words: 'one task or timer', turns: ['task', 'timer'] }],
    between: [{ words: 'all microtasks', turns: ['microtask'] }],
    parts: ['stack', 'microtasks', 'tasks', 'timers', 'waiting'],
  },
  node: {
    round: [{ words: 'timers', turns: ['timers'] }, { words: 'poll', turns: ['poll'] }, { words: 'check', turns: ['check'] }],
    between: [{ words: 'ticks', turns: ['next ticks'] }, { words: 'microtasks', turns: ['microtasks'] }],
    parts: ['stack', 'next ticks', 'microtasks', 'timers', 'files', 'immediates'],
  },
}

/** How what lies in a part is drawn, in the words of the timeline: working, ready and not running, waiting. */
export function fillOf(part: string, { note = '' }: Part['items'][number]): 'working' | 'ready' | 'waiting' {
  if (part === 'stack')
    return 'working'
  return note.endsWith('due') || ['microtasks', 'tasks', 'next ticks', 'immediates', 'ready queue', 'jobs'].includes(part)
    ? 'ready'
    : 'waiting'
}

/** What has been printed by the end of that step: what comes before the next step in the run's own order. */
export function printedBy(events: readonly RunEvent[], step: number): string[] {
  const printed: string[] = []
  let seen = -1
  for (const event of events) {
    if (event.kind === 'step' && ++seen > step)
      break
    if (event.kind === 'log')
      printed.push(event.text.trimEnd())
  }
  return printed
}
