import type { SeenInside } from '../run/messages.ts'
import process from 'node:process'
import { absoluteNow } from '../run/messages.ts'

/**
 * What a program says of its own steps: a line on standard output that is a JSON object with a `kind` and a `task`, as
 * in `trace/events.ts`. Every other line is what it printed. What it tells of is its own work, and no request of the
 * kitchen's, unless it says `"work": false`. Its `thread` is the one that it does this on, by the system's number, and
 * its
 * `at` when, on the machine's monotonic clock in milliseconds: without it, it was when it was heard. A `park` with a
 * `due` waits from then on for nothing but its turn. A `kind` of `step`
 * has no task: it has a `text` and the `state` of a machine.
 */

type Step = Exclude<SeenInside, { kind: 'log' | 'step' }>
type MachineStep = Extract<SeenInside, { kind: 'step' }>

const MOVES = ['start', 'end', 'fail', 'abort']
const PARKS = ['park', 'resume']

/** A program on a busy machine says so late when it was; what is further off is no time of this machine's clock. */
const LATE_MS = 5_000

/** Longer than any name that a lane has room for. */
const LONGEST_NAME = 100

/**
 * Reads steps and gives tasks that have no `id` one of their own, so that the same task twice is two. `offset`: what to
 * add to the machine's monotonic clock to get that of
 * `absoluteNow`.
 */
export function createStepReader(
  offset = absoluteNow() - Number(process.hrtime.bigint()) / 1e6,
): (line: string, at: number) => Step | MachineStep | undefined {
  const open = new Map<string, number[]>()
  let ids = 0

  function idOf(kind: string, task: string, given: unknown): number {
    if (Number.isInteger(given))
      return given as number
    const mine = open.get(task) ?? []
    if (kind !== 'start')
      return mine.shift() ?? ++ids
    open.set(task, [...mine, ++ids])
    return ids
  }

  /** When it happened, where the program says so: on the machine's monotonic clock, in milliseconds. */
  function timeOf(said: unknown, heard: number): number {
    const at = typeof said === 'number' ? said + offset : heard
    return at > heard - LATE_MS && at < heard ? at : heard
  }

  return (line, heard) => {
    if (!line.startsWith('{') || !line.trimEnd().endsWith('}'))
      return undefined
    const step = parse(line)
    const at = timeOf(step?.at, heard)
    if (step?.kind === 'step' && typeof step.text === 'string')
      return { at, kind: 'step', text: step.text, state: step.state, ...Number.isInteger(step.line) && { line: step.line as number } }
    if (typeof step?.kind !== 'string' || typeof step.task !== 'string')
      return undefined
    const { kind, id, line: where, text, by, due } = step
    const thread = Number.isSafeInteger(step.thread) && { thread: step.thread as number }
    const task = step.task.slice(0, LONGEST_NAME)
    if (MOVES.includes(kind)) {
      return {
        at,
        kind,
        task,
        id: idOf(kind, task, id),
        ...(kind === 'start' && step.work !== false && { work: true }),
        ...thread,
        ...(typeof text === 'string' && { text }),
      } as Step
    }
    if (PARKS.includes(kind)) {
      return {
        at,
        kind,
        task,
        line: Number.isInteger(where) ? where : 0,
        ...(Number.isInteger(id) && { id }),
        ...thread,
        ...(typeof by === 'string' && { by }),
        ...(typeof due === 'number' && { due: timeOf(due, at) }),
      } as Step
    }
    return undefined
  }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>
  }
  catch {
    return undefined
  }
}
