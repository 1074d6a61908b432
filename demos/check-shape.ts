import type { KitchenEvent, RunEvent, TaskMoved } from '../trace/events.ts'
import type { Demo, Expectation, Promised } from './catalogue/demo.ts'
import { isOfGuest, TOP_LEVEL } from '../trace/events.ts'

/** How long an egg takes when nobody says, in milliseconds. */
const EGG_MS = 2000

/**
 * A busy machine starts late and hears late, however short its eggs are: order and overlap tell how a program waits,
 * and being late only that it hangs. A clock that is coarse ends a hair early.
 */
const SLACK_MS = { late: 5_000, early: 2 }

interface Options {
  /** How long an egg took in this run, in milliseconds. */
  eggMs?: number
}

/**
 * Holds a finished run against what its entry in the catalogue expects. Each problem is a sentence; no problems is an
 * empty list. The order of the events does not matter.
 */
export function checkShape({ expect }: Pick<Demo, 'expect'>, events: readonly RunEvent[], { eggMs = EGG_MS }: Options = {}): string[] {
  const inOrder = events.toSorted((a, b) => a.t - b.t)
  const expected = isInBrowser(inOrder) ? { ...expect, ...expect.inBrowser } : expect
  return [
    ...checkFinish(expected, inOrder, eggMs),
    ...checkKitchen(expected, inOrder),
    ...checkProgram(expected, inOrder),
    ...checkOverlap(expected, inOrder),
    ...checkPrints(expected, inOrder),
  ]
}

/** Holds a finished run against what is promised of it in every order of its answers; sentences as above. */
export function checkPromised(promised: Promised, events: readonly RunEvent[]): string[] {
  return [...checkPrints(promised, events)]
}

/** Whatever runs a worker and is no Node is a browser. */
function isInBrowser(events: readonly RunEvent[]): boolean {
  const run = events.find(event => event.kind === 'run')
  return run?.engine === 'worker' && !('node' in run.toolchain)
}

function* checkFinish({ outcome, time }: Expectation, events: readonly RunEvent[], eggMs: number): Generator<string> {
  const finish = events.findLast(event => event.kind === 'finish')
  if (!finish)
    return yield 'The run has no end.'
  if (finish.outcome !== outcome)
    yield `The run ended as ${finish.outcome}, not ${outcome}${finish.text ? `: ${finish.text}` : '.'}`
  if (!time)
    return
  const [least, most] = time
  if (finish.ms < least * eggMs - SLACK_MS.early || finish.ms > most * eggMs + SLACK_MS.late)
    yield `It took ${Math.round(finish.ms)} ms, which is ${(finish.ms / eggMs).toFixed(2)} times an egg, not ${least} to ${most} times.`
}

function* checkKitchen(
  { eggs, anyEggs, refused, burnt = [], calledOff = [] }: Expectation,
  events: readonly RunEvent[],
): Generator<string> {
  const moves = movesOf(events, 'kitchen')
  if (anyEggs) {
    if (moves.length === 0)
      yield 'Nothing was in the pan.'
    return
  }
  const seen = (kind: TaskMoved['kind']) => moves.filter(event => event.kind === kind).map(({ task }) => task)
  // Which guest comes too late for the last place is decided by the network, so they are counted.
  const sentHome = refused === undefined ? [] : events.flatMap(event => event.kind === 'refused' ? event.task : [])
  yield* compare('In the pan were', seen('start'), eggs.filter(egg => !sentHome.includes(egg)))
  if (refused !== undefined && sentHome.length !== refused)
    yield `Refused are ${sentHome.join(', ') || 'none'}, and not ${refused} of them.`
  yield* compare('Burnt are', seen('fail'), burnt)
  if (typeof calledOff !== 'number')
    yield* compare('Called off are', seen('abort'), calledOff)
  else if (seen('abort').length !== calledOff)
    yield `Called off are ${seen('abort').join(', ') || 'none'}, and not ${calledOff} of them.`
  if (moves.filter(({ kind }) => kind === 'start').length * 2 !== moves.length)
    yield 'Something is still in the pan.'
}

function* checkProgram({ lanes = [], ends }: Expectation, events: readonly RunEvent[]): Generator<string> {
  const moves = movesOf(events, 'program')
  const own = [...new Set(ownOf(events).map(({ task }) => task))].filter(task => task !== TOP_LEVEL)
  if (lanes.length > 0)
    yield* compare('The program reports of', own, lanes)
  if (!ends)
    return
  const lastEnd = (task: string) => moves.findLastIndex(event => event.task === task && event.kind !== 'start')
  const found = ends.filter(task => lastEnd(task) >= 0).toSorted((a, b) => lastEnd(a) - lastEnd(b))
  if (found.join() !== ends.join())
    yield `The tasks end in the order ${found.join(', ')}, not ${ends.join(', ')}.`
}

function* checkOverlap(
  { eggs, refused = 0, lanes = [], overlap, maxInPan }: Expectation,
  events: readonly RunEvent[],
): Generator<string> {
  const isOfLanes = eggs.length === 0 && lanes.length > 0
  const moves = isOfLanes
    ? ownOf(events).filter(({ task }) => lanes.includes(task))
    : movesOf(events, 'kitchen')
  const [all, what] = isOfLanes ? [lanes.length, 'at work'] : [eggs.length - refused, 'in the pan']
  const most = mostAtOnce(moves)
  if (maxInPan !== undefined && most !== maxInPan)
    yield `At most ${most} are ${what} at once, not ${maxInPan}.`
  const found = most <= 1 ? 'none' : most >= all ? 'all' : 'some'
  const isSo = overlap === 'any' || (all <= 1 ? most <= 1 : found === overlap)
  if (!isSo)
    yield `Of ${all}, at most ${most} are ${what} at once; expected: ${overlap}.`
}

function* checkPrints(
  { prints, printsInAnyOrder, says = [], neverSays = [] }: Promised,
  events: readonly RunEvent[],
): Generator<string> {
  const printed = events.flatMap(event => (event.kind === 'log' ? event.text.split('\n') : []))
  if (prints && printed.join('\n') !== prints.join('\n'))
    yield `It printed ${quote(printed)}, not ${quote(prints)}.`
  if (printsInAnyOrder)
    yield* compare('It printed', printed, printsInAnyOrder, quote)
  for (const text of says) {
    if (!printed.some(line => line.includes(text)))
      yield `It never printed “${text}”.`
  }
  for (const text of neverSays) {
    if (printed.some(line => line.includes(text)))
      yield `It printed “${text}”, which it should not.`
  }
}

type Move = TaskMoved | KitchenEvent

function movesOf(events: readonly RunEvent[], witness: Move['witness']): Move[] {
  return events.filter(
    (event): event is Move =>
      event.witness === witness && 'task' in event && event.kind !== 'park' && event.kind !== 'resume' && !isOfGuest(event),
  )
}

/**
 * The tasks of which only the program knows. It may tell of its requests as well, under a number: those are no work of
 * its own.
 */
function ownOf(events: readonly RunEvent[]): Move[] {
  const moves = movesOf(events, 'program')
  const requests = new Set(
    moves.filter(({ kind, id, ...move }) => kind === 'start' && id !== undefined && !('work' in move && move.work)).map(({ id }) => id),
  )
  return moves.filter(({ id }) => id === undefined || !requests.has(id))
}

function mostAtOnce(moves: readonly Move[]): number {
  let now = 0
  let most = 0
  for (const { kind } of moves) {
    now += kind === 'start' ? 1 : -1
    most = Math.max(most, now)
  }
  return most
}

function* compare(
  what: string,
  found: readonly string[],
  expected: readonly string[],
  list = (items: readonly string[]) => items.join(', ') || 'none',
): Generator<string> {
  const [a, b] = [found.toSorted(), expected.toSorted()]
  if (a.length !== b.length || a.some((item, i) => item !== b[i]))
    yield `${what} ${list(a)}, not ${list(b)}.`
}

function quote(lines: readonly string[]): string {
  return lines.map(line => `“${line}”`).join(' ') || 'nothing'
}
