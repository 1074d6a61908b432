import type { Problem } from './problem.ts'
import { LONGEST_MS } from './order.ts'
import { quote } from './problem.ts'

/**
 * How full a kitchen may get, for one run or for everybody: what a `POST /run/{run}` sets before the run, and what
 * `npm run kitchen` takes as options. What is not said is as it always was.
 */
export interface Rules {
  /** How many eggs fry at a time. */
  pans: number
  /** How many guests may wait for a pan. */
  queue: number
  /** What happens to the next one: it waits all the same, or is refused with 503 and `Retry-After`. */
  beyond: Beyond
  /** How the times of eggs are spread around the time that was ordered. */
  times: Spread
  /** The same seed gives the same times. */
  seed: number
  /** From when to when nothing is taken, in milliseconds since the run's first order; `null`: never. */
  closed: { from: number, to: number } | null
  /** What becomes of the egg of a guest who hangs up. */
  left: Left
}

const BEYONDS = ['wait', 'refuse'] as const
type Beyond = typeof BEYONDS[number]

const SPREADS = ['fixed', 'uniform', 'log-normal', 'one-in-twenty'] as const
export type Spread = typeof SPREADS[number]

const LEFTS = ['gas-off', 'fry-on'] as const
type Left = typeof LEFTS[number]

/** As many as the kitchen has room for at all (`CAPACITY` in pan.ts). */
const MOST_GUESTS = 10_000

/** A day of rush. */
const LATEST_CLOSING = 24 * 60 * 60 * 1000

/** The kitchen as it is when nobody has said anything: as many pans as there are guests. */
export const USUAL: Rules = { pans: MOST_GUESTS, queue: 0, beyond: 'refuse', times: 'fixed', seed: 1, closed: null, left: 'gas-off' }

/** Reads rules from JSON, or from words of a command line. Never throws. */
export function readRules(value: unknown): Rules | Problem {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad('The rules are to be a JSON object, such as {"pans":6,"queue":10}.')
  const rules: Rules = { ...USUAL }
  for (const [name, given] of Object.entries(value)) {
    const wrong = take(rules, name, given)
    if (wrong !== undefined)
      return bad(wrong)
  }
  return rules
}

/** Takes one rule over; what is wrong with it, if it cannot be. */
function take(rules: Rules, name: string, given: unknown): string | undefined {
  switch (name) {
    case 'pans':
      return isWhole(given, 1, MOST_GUESTS)
        ? void (rules.pans = given)
        : `"pans" is ${show(given)}, and has to be a whole number from 1 to ${MOST_GUESTS}.`
    case 'queue':
      return isWhole(given, 0, MOST_GUESTS)
        ? void (rules.queue = given)
        : `"queue" is ${show(given)}, and has to be a whole number from 0 to ${MOST_GUESTS}.`
    case 'seed':
      return isWhole(given, 0, 2 ** 32 - 1)
        ? void (rules.seed = given)
        : `"seed" is ${show(given)}, and has to be a whole number from 0 to ${2 ** 32 - 1}.`
    case 'beyond':
      return isOneOf(BEYONDS, given) ? void (rules.beyond = given) : `"beyond" is ${show(given)}, and has to be ${BEYONDS.join(' or ')}.`
    case 'times':
      return isOneOf(SPREADS, given) ? void (rules.times = given) : `"times" is ${show(given)}, and has to be ${SPREADS.join(', ')}.`
    case 'left':
      return isOneOf(LEFTS, given) ? void (rules.left = given) : `"left" is ${show(given)}, and has to be ${LEFTS.join(' or ')}.`
    case 'closed': {
      const { from, to } = new Object(given) as { from?: unknown, to?: unknown }
      if (given !== null && !(isWhole(from, 0, LATEST_CLOSING) && isWhole(to, 0, LATEST_CLOSING) && from < to))
        return `"closed" is ${show(given)}, and has to be null or {"from":1000,"to":3000}, in milliseconds since the run's first order.`
      rules.closed = given === null ? null : { from: from as number, to: to as number }
      return undefined
    }
    default:
      return `The kitchen does not know the rule ${quote(name)}. It knows ${Object.keys(USUAL).join(', ')}.`
  }
}

/** Numbers from 0 up to, and not including, 1: the same for the same seed (Mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Half as long to half as long again. */
const UNIFORM_WIDTH = 1

/** Most answers of a real service lie close together, and a few take several times as long. */
const LOG_NORMAL_SIGMA = 0.6

/** One egg in each twenty takes so many times as long. */
const SLOW_ONE = 5
const TWENTY = 20

/** What each egg's time is multiplied by, one after the other. The middle of all but `one-in-twenty` is 1. */
export function spreadTimes(times: Spread, seed: number): (ms: number) => number {
  const random = randomFrom(seed)
  let count = 0
  let slow = 0
  function factor(): number {
    switch (times) {
      case 'fixed':
        return 1
      case 'uniform':
        return 1 + UNIFORM_WIDTH * (random() - 0.5)
      case 'log-normal':
        // Box and Muller's way from two even numbers to one of a bell curve.
        return Math.exp(LOG_NORMAL_SIGMA * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
      case 'one-in-twenty': {
        if (count % TWENTY === 0)
          slow = Math.floor(random() * TWENTY)
        return count++ % TWENTY === slow ? SLOW_ONE : 1
      }
    }
  }
  return ms => Math.min(LONGEST_MS, ms * factor())
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return words.includes(value as T)
}

function show(value: unknown): string {
  return quote(typeof value === 'string' ? value : JSON.stringify(value) ?? String(value))
}

function bad(detail: string): Problem {
  return { status: 400, title: 'Bad rules', detail }
}
