import type { SeenInside } from '../run/messages.ts'

/**
 * What a program says of its own steps: a line on standard output that is a JSON object with a `kind` and a `task`, as
 * in `trace/events.ts`. Every other line is what it printed. What it tells of is its own work, and no request of the
 * kitchen's, unless it says `"work": false`. A `kind` of `step` has no task: it has a `text` and the `state` of a machine.
 */

type Step = Exclude<SeenInside, { kind: 'log' | 'step' }>
type MachineStep = Extract<SeenInside, { kind: 'step' }>

const MOVES = ['start', 'end', 'fail', 'abort']
const PARKS = ['park', 'resume']

/** Longer than any name that a lane has room for. */
const LONGEST_NAME = 100

/** Reads steps and gives tasks that have no `id` one of their own, so that the same task twice is two. */
export function createStepReader(): (line: string, at: number) => Step | MachineStep | undefined {
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

  return (line, at) => {
    if (!line.startsWith('{') || !line.trimEnd().endsWith('}'))
      return undefined
    const step = parse(line)
    if (step?.kind === 'step' && typeof step.text === 'string')
      return { at, kind: 'step', text: step.text, state: step.state, ...Number.isInteger(step.line) && { line: step.line as number } }
    if (typeof step?.kind !== 'string' || typeof step.task !== 'string')
      return undefined
    const { kind, id, line: where, text, by } = step
    const task = step.task.slice(0, LONGEST_NAME)
    if (MOVES.includes(kind))
      return { at, kind, task, id: idOf(kind, task, id), ...kind === 'start' && step.work !== false && { work: true }, ...typeof text === 'string' && { text } } as Step
    if (PARKS.includes(kind))
      return { at, kind, task, line: Number.isInteger(where) ? where : 0, ...Number.isInteger(id) && { id }, ...typeof by === 'string' && { by } } as Step
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
