import type { RunEvent } from './events.ts'
import type { Lane } from './lanes.ts'
import { toLanes } from './lanes.ts'
import { seconds } from './words.ts'

/** What is expected of a run before it runs. */
export type Guess
  /** How long it takes. */
  = | { ask: 'seconds', ms: number }
  /** In which order the eggs come out. */
    | { ask: 'order', tasks: string[] }
  /** Which eggs are called off; none is an answer, too. */
    | { ask: 'cancelled', tasks: string[] }
  /** What is printed first. */
    | { ask: 'prints', text: string }
  /** What is printed last. */
    | { ask: 'prints-last', text: string }
  /** How many are at it at the same time, at most: eggs in the pan, or calculations where no egg is fried. */
    | { ask: 'at-once', count: number }
  /** Which program of a race is done first, by its slug; none where they take the same time. */
    | { ask: 'quickest', slug: string | undefined }

/** Whether a value is a guess. */
export function isGuess(value: unknown): value is Guess {
  if (typeof value !== 'object' || value === null)
    return false
  const { ask, ms, tasks, text, slug, count } = value as Record<string, unknown>
  switch (ask) {
    case 'seconds': return Number.isFinite(ms)
    case 'order':
    case 'cancelled': return Array.isArray(tasks) && tasks.every(task => typeof task === 'string')
    case 'prints':
    case 'prints-last': return typeof text === 'string'
    case 'at-once': return Number.isInteger(count)
    case 'quickest': return slug === undefined || typeof slug === 'string'
    default: return false
  }
}

export interface Score {
  right: boolean
  /** A line for the place under the result: "You guessed 4 s: 1.99 s too long". */
  words: string
}

/** A guess of seconds is right within a tenth of the time, or within this where that is shorter. */
const NEAR_MS = 100

/** Eggs that come out closer together than this come out in an order that nobody promises. */
const TIE_MS = 15

/**
 * How a guess lies against the run; nothing while there is no result: it runs, or it was stopped. The picture may be
 * given.
 */
export function score(guess: Guess, events: readonly RunEvent[], { lanes, outcome, ms } = toLanes(events)): Score | undefined {
  if ((outcome !== 'done' && outcome !== 'failed') || ms === undefined)
    return undefined
  const said = `You guessed ${sayGuess(guess)}`
  const judge = (right: boolean, truth: string): Score => ({ right, words: `${said}${right ? ': right' : truth}` })
  switch (guess.ask) {
    case 'seconds': {
      const off = guess.ms - ms
      return judge(Math.abs(off) <= Math.max(NEAR_MS, ms / 10), `: ${seconds(Math.abs(off))} too ${off > 0 ? 'long' : 'short'}`)
    }
    case 'order': {
      const out = inOrderOfEnd(lanes)
      return judge(isOrder(guess.tasks, out), out.length > 0 ? `: it was ${list(out.map(({ task }) => task))}` : ': none came out')
    }
    case 'cancelled': {
      const off = lanes.filter(wasCalledOff).map(({ task }) => task)
      const right = off.length === guess.tasks.length && off.every(task => guess.tasks.includes(task))
      return judge(right, `: it was ${list(off)}`)
    }
    // One run alone has no other to be quicker than.
    case 'quickest':
      return undefined
    case 'prints':
    case 'prints-last': {
      const printed = events.flatMap(event => event.kind === 'log' ? event.text.trimEnd().split('\n') : [])
      const line = printed.at(guess.ask === 'prints' ? 0 : -1)
      return judge(
        line !== undefined && plain(line) === plain(guess.text),
        line === undefined ? ': nothing was printed' : `: it was “${line}”`,
      )
    }
    case 'at-once': {
      const most = mostAtOnce(lanes)
      return judge(most === guess.count, `: it was ${most}`)
    }
  }
}

/** Times that differ by less than this share of the longer one are the same. */
const SAME = 0.15

/** How a guess lies against the programs of a race, each with its time in milliseconds. */
export function scoreRace(guess: Guess, times: readonly { slug: string, ms: number }[]): Score | undefined {
  const [first, second] = times.toSorted((a, b) => a.ms - b.ms)
  if (guess.ask !== 'quickest' || !first || !second)
    return undefined
  const quickest = second.ms - first.ms < SAME * second.ms ? undefined : first.slug
  const said = `You guessed ${sayGuess(guess)}`
  return quickest === guess.slug
    ? { right: true, words: `${said}: right` }
    : { right: false, words: `${said}: it was ${sayGuess({ ask: 'quickest', slug: quickest })}` }
}

/** A guess in a few words: "4 s", "A, B", "none", "“the loop is over”". */
export function sayGuess(guess: Guess): string {
  switch (guess.ask) {
    case 'seconds': return `${Number((guess.ms / 1000).toPrecision(3))} s`
    case 'order':
    case 'cancelled': return list(guess.tasks)
    case 'prints':
    case 'prints-last': return `“${guess.text}”`
    case 'at-once': return String(guess.count)
    case 'quickest': return guess.slug ?? 'no difference'
  }
}

function list(tasks: readonly string[]): string {
  return tasks.length > 0 ? tasks.join(', ') : 'none'
}

interface Out { task: string, at: number }

function inOrderOfEnd(lanes: readonly Lane[]): Out[] {
  return lanes
    .flatMap(({ task, kitchen, outcome, ended }) =>
      outcome === 'done' && kitchen.length > 0 && ended !== undefined ? [{ task, at: ended }] : [],
    )
    .sort((a, b) => a.at - b.at)
}

/** Whether eggs in this order could have come out at these times; of two that came out together either may be first. */
function isOrder(guess: readonly string[], out: readonly Out[]): boolean {
  if (guess.length !== out.length)
    return false
  const times = guess.map(task => out.find(egg => egg.task === task)?.at)
  return times.every((at, i) => at !== undefined && times.slice(i + 1).every(later => later !== undefined && later >= at - TIE_MS))
}

/** The kitchen's word counts, where it has one: a program that is gone does not know that its eggs fry on. */
function wasCalledOff({ program, kitchen, outcome }: Lane): boolean {
  return kitchen.length > 0
    ? kitchen.some(({ outcome, guest }) => outcome === 'abort' || guest === 'gone')
    : outcome === 'aborted' && program.length > 0
}

/** What ends at the moment at which another one begins has made room for it. */
function mostAtOnce(lanes: readonly Lane[]): number {
  const inPan = lanes.flatMap(({ kitchen }) => kitchen.filter(({ guest }) => guest !== 'queued'))
  const busy = inPan.length > 0 ? inPan : lanes.flatMap(({ program }) => program.filter(({ state }) => state === 'working'))
  const moves = busy.flatMap(({ from, to }) => [{ t: from, by: 1 }, { t: to, by: -1 }]).sort((a, b) => a.t - b.t || a.by - b.by)
  let [now, most] = [0, 0]
  for (const { by } of moves)
    most = Math.max(most, now += by)
  return most
}

/** Quotes and spaces are no part of an answer. */
function plain(text: string): string {
  return text.replace(/["'“”‘’`]/g, '').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Whether a value is a score. */
export function isScore(value: unknown): value is Score {
  const { right, words } = (typeof value === 'object' ? value ?? {} : {}) as Record<string, unknown>
  return typeof right === 'boolean' && typeof words === 'string'
}
