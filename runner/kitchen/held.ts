import type { Turn } from '../run/messages.ts'

/**
 * All that a program waits for, held back until its turn comes: the kitchen's answers and the program's timers. Which
 * goes next is said by an order of turns, and time is what the turns say it is; nobody waits for a real second.
 *
 * Nothing comes early, and everything may be late: an answer by any number of other answers, for networks promise no
 * order; timers among themselves go off in the order in which they are due, as every platform promises.
 */
export interface Held {
  /** Milliseconds since the beginning. It goes on a little with each look, so that a loop that watches it ends. */
  now: () => number
  /** Holds an answer that is ready at `due`. Returns what forgets it. */
  answer: (label: string, due: number, done: () => void) => () => void
  /** Holds a timer that is due in so many milliseconds. Returns what forgets it. */
  timer: (label: string, ms: number, done: () => void) => () => void
  /** Lets the next one go; `false` where nothing is held. */
  next: () => boolean
  /** The turns so far. */
  readonly turns: readonly Turn[]
}

/** How often a timer may go off before an answer that was due earlier: one that repeats could do so for ever. */
const MOST_OVERTAKING = 10

/** What a look at the clock takes; and for a loop that does nothing but look until it is late, a whole millisecond. */
const LOOK_MS = 0.01
const LOOKS_OF_A_LOOP = 1_000
const LOOK_OF_A_LOOP_MS = 1

interface Wait {
  kind: 'answer' | 'timer'
  label: string
  due: number
  done: () => void
  /** How many have been held before it. */
  rank: number
  /** How many timers that were due later have gone before it. */
  overtaken: number
}

/**
 * `order`: which one takes each turn, by its place among those that might; after its end, the one that is due first.
 * `gapMs`: answers lie at least so far apart, for otherwise nobody sees in a picture which was first.
 */
export function createHeld(order: readonly number[], gapMs: number): Held {
  const waits = new Set<Wait>()
  const turns: Turn[] = []
  let clock = 0
  let rank = 0
  let noAnswerBefore = 0
  /** Since the last turn. */
  let looks = 0

  function now(): number {
    clock = Math.round((clock + (++looks > LOOKS_OF_A_LOOP ? LOOK_OF_A_LOOP_MS : LOOK_MS)) * 1000) / 1000
    return clock
  }

  function hold(kind: Wait['kind'], label: string, due: number, done: () => void): () => void {
    const wait: Wait = { kind, label, due, done, rank: rank++, overtaken: 0 }
    waits.add(wait)
    return () => void waits.delete(wait)
  }

  function candidates(): Wait[] {
    const inOrder = [...waits].sort((a, b) => a.due - b.due || a.rank - b.rank)
    const timer = inOrder.find(({ kind }) => kind === 'timer')
    const mayOvertake = timer && inOrder.every(({ kind, due, overtaken }) =>
      kind === 'timer' || due >= timer.due || overtaken < MOST_OVERTAKING)
    return inOrder.filter(wait => wait.kind === 'answer' || (wait === timer && mayOvertake))
  }

  return {
    now,
    answer: (label, due, done) => hold('answer', label, due, done),
    timer: (label, ms, done) => hold('timer', label, clock + Math.max(0, ms || 0), done),
    next() {
      const among = candidates()
      if (among.length === 0)
        return false
      const took = Math.min(order[turns.length] ?? 0, among.length - 1)
      const chosen = among[took]!
      turns.push({ among: apart(among.map(({ label }) => label)), took })
      waits.delete(chosen)
      if (chosen.kind === 'timer')
        among.forEach(other => void (other.due < chosen.due && other.overtaken++))
      clock = Math.max(clock, chosen.due, chosen.kind === 'answer' ? noAnswerBefore : 0)
      if (chosen.kind === 'answer')
        noAnswerBefore = clock + gapMs
      looks = 0
      chosen.done()
      return true
    },
    turns,
  }
}

/** Two of one name are told apart: `A`, `A (2)`. */
function apart(labels: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return labels.map((label) => {
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    return count === 1 ? label : `${label} (${count})`
  })
}
