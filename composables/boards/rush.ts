import type { Knobs } from '../../demos/javascript/boards/rush-settings.ts'
import type { RunEvent } from '../../trace/events.ts'

/**
 * What became of each guest of a rush, and for whom the pans were used: from what the kitchen saw of the eggs and what
 * the program said of its guests. All times in milliseconds of the run.
 */

/** What the program says at each of its steps; each `ago` is before that step. */
export interface RushState {
  knobs: Knobs
  scale: number
  waiting: number
  came: (readonly [guest: string, ago: number])[]
  over: (readonly [order: string, ago: number, hasEgg: boolean])[]
  went: (readonly [guest: string, ago: number])[]
}

/** A guest who has eaten after so long, or who has gone without. */
export interface Meal { at: number, ms: number, hasEaten: boolean }

/** An egg in its pan; from `forNobody` on its guest did not want it any more. */
export interface InPan { from: number, to: number, forNobody: number }

/** A knob that was turned. */
export interface Turned { at: number, words: string }

export interface Rush {
  came: number[]
  meals: Meal[]
  pans: InPan[]
  queue: { at: number, length: number }[]
  turned: Turned[]
  knobs?: Knobs
  scale: number
  /** The last moment that is known. */
  to: number
}

const WORDS: { [K in keyof Knobs]: (value: Knobs[K]) => string } = {
  rate: rate => `${rate}/min`,
  atOnce: count => `${count} at once`,
  queue: length => length === null ? 'any queue' : `queue of ${length}`,
  patience: ms => `patience ${ms / 1000} s`,
  retry: when => `retry: ${when}`,
  cancel: is => is ? 'cancel' : 'no cancel',
  hedge: is => is ? 'hedge' : 'no hedge',
}

function changes(before: Knobs, after: Knobs): string {
  const say = <K extends keyof Knobs>(key: K) => before[key] === after[key] ? [] : WORDS[key](after[key])
  return (Object.keys(WORDS) as (keyof Knobs)[]).flatMap(key => say(key)).join(', ')
}

/** `g7-2-again` is the second egg for the order `g7-2`, which is the second order of the guest `g7`. */
const orderOf = (egg: string) => egg.replace(/-again$/, '')
const guestOf = (order: string) => order.replace(/-\d+$/, '')

/** The rush as it was told until `to`, by default to its end. */
export function toRush(events: readonly RunEvent[], to = Infinity): Rush {
  const rush: Rush = { came: [], meals: [], pans: [], queue: [], turned: [], scale: 1, to: 0 }
  const arrived = new Map<string, number>()
  const over = new Map<string, { at: number, hasEgg: boolean }>()
  const inPan = new Map<number, { order: string, from: number }>()
  const fried: { order: string, from: number, to: number }[] = []
  const ready = new Map<string, number>()
  const gone: (readonly [guest: string, at: number])[] = []

  for (const event of events) {
    if (event.t > to)
      continue
    if (event.kind === 'step') {
      const { knobs, scale, waiting, ...news } = event.state as RushState
      const { t } = event
      rush.to = t
      rush.queue.push({ at: t, length: waiting })
      if (rush.knobs) {
        const words = changes(rush.knobs, knobs)
        if (words)
          rush.turned.push({ at: t, words })
      }
      Object.assign(rush, { knobs, scale })
      news.came.forEach(([guest, ago]) => arrived.set(guest, t - ago))
      news.over.forEach(([order, ago, hasEgg]) => over.set(order, { at: t - ago, hasEgg }))
      news.went.forEach(([guest, ago]) => gone.push([guest, t - ago]))
    }
    else if (event.witness === 'kitchen' && 'task' in event && event.id !== undefined) {
      const order = orderOf(event.task)
      if (event.kind === 'start') {
        inPan.set(event.id, { order, from: event.t })
      }
      else if (event.kind === 'end' || event.kind === 'abort' || event.kind === 'fail') {
        const pan = inPan.get(event.id)
        inPan.delete(event.id)
        if (pan)
          fried.push({ ...pan, to: event.t })
        if (event.kind === 'end')
          ready.set(order, Math.min(event.t, ready.get(order) ?? Infinity))
      }
    }
  }

  for (const pan of inPan.values())
    fried.push({ ...pan, to: Math.max(pan.from, rush.to) })
  rush.pans = fried.map(({ order, ...pan }) => ({ ...pan, forNobody: over.get(order)?.at ?? Infinity }))
  rush.came = [...arrived.values()]
  for (const [order, { at, hasEgg }] of over) {
    const came = arrived.get(guestOf(order))
    if (!hasEgg || came === undefined)
      continue
    // When the egg was ready the kitchen knows best.
    const served = ready.get(order) ?? at
    rush.meals.push({ at: served, ms: served - came, hasEaten: true })
  }
  for (const [guest, at] of gone)
    rush.meals.push({ at, ms: at - (arrived.get(guest) ?? at), hasEaten: false })
  return rush
}

/** So long the house has to be calm. */
export const CALM_MS = 10_000
/** Of guests who eat, 99 in 100 wait for less than this. */
export const GOAL_MS = 3000
const GOAL_SHARE = 0.95
const GOAL_RATE = 500
/** A hair fewer: whether a guest comes just before or after a moment is luck. */
const NEAR = 0.97
/** To turn the gas off takes a moment. */
const PROMPT_MS = 150

export interface Goal { name: string, is: string, isReached: boolean }

/** The time within which 99 of 100 are done: one of theirs, by nearest rank. */
export function p99(times: readonly number[]): number | undefined {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1]
}

/** The goals, and how far the last seconds of the rush have come. A rush younger than those has reached none. */
export function toGoals({ came, meals, pans, scale, to: last }: Rush): Goal[] {
  // What comes after the last guest is no rush.
  const to = Math.min(last, came.at(-1) ?? last)
  const from = to - CALM_MS * scale
  const isLate = (at: number) => at > from && at <= to
  const recent = meals.filter(({ at }) => isLate(at))
  const eaten = recent.filter(({ hasEaten }) => hasEaten)
  const slowest = p99(eaten.map(({ ms }) => ms / scale))
  const share = recent.length === 0 ? undefined : eaten.length / recent.length
  const guests = came.filter(isLate).length * 60_000 / CALM_MS
  const wasted = pans.filter(({ from: began, to: until, forNobody }) =>
    until > from && until - Math.max(began, forNobody, from) > PROMPT_MS)
  const goal = (name: string, is: string, isReached: boolean): Goal => ({ name, is, isReached: isReached && from >= 0 })
  return [
    goal(
      `p99 under ${GOAL_MS / 1000} s`,
      slowest === undefined ? 'no guest eats' : `${(slowest / 1000).toFixed(1)} s`,
      slowest !== undefined && slowest < GOAL_MS,
    ),
    goal('95 of 100 guests eat', share === undefined ? 'none yet' : `${Math.floor(share * 100)} of 100`, (share ?? 0) >= GOAL_SHARE),
    goal('no pan fries for a guest who has left', wasted.length === 0 ? 'none' : `${wasted.length} eggs`, to > 0 && wasted.length === 0),
    goal(`${GOAL_RATE} guests a minute`, `${Math.round(guests)}`, guests >= GOAL_RATE * NEAR),
  ]
}

/** How many pans are in use from moment to moment, and how many of them for no guest. */
export function toPans(pans: readonly InPan[]): { at: number, used: number, forNobody: number }[] {
  const moves = pans.flatMap(({ from, to, forNobody }) => {
    const turns = Math.max(from, Math.min(to, forNobody))
    return [
      { at: from, used: 1, forNobody: 0 },
      ...turns < to ? [{ at: turns, used: 0, forNobody: 1 }] : [],
      { at: to, used: -1, forNobody: turns < to ? -1 : 0 },
    ]
  }).sort((a, b) => a.at - b.at || a.used - b.used)
  let [used, forNobody] = [0, 0]
  return moves.map((move) => {
    used += move.used
    forNobody += move.forNobody
    return { at: move.at, used, forNobody }
  })
}
