import type { RunEvent } from './events.ts'

type Check = (value: unknown) => boolean

const isText: Check = value => typeof value === 'string'
const isCount: Check = value => Number.isInteger(value)
const isTime: Check = value => Number.isFinite(value)
const isRecord: Check = value => typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOf = (...values: string[]): Check => value => values.includes(value as string)

const isDeed = oneOf('working', 'ready', 'blocked', 'lock', 'idle')
const isDeeds: Check = value =>
  Array.isArray(value) && value.every(deed => Array.isArray(deed) && isDeed(deed[0]) && isTime(deed[1]) && deed[1] >= 0)

const task: Record<string, Check> = { task: isText }
const parked: Record<string, Check> = { task: isText, line: isCount }

/** What an event of each kind must say, besides its time and its witness. */
const required: Record<RunEvent['kind'], Record<string, Check>> = {
  run: { demo: isText, engine: oneOf('worker', 'process', 'replay'), startedAt: isText, source: isText, toolchain: isRecord },
  start: task,
  end: task,
  fail: task,
  abort: task,
  queued: task,
  refused: task,
  left: task,
  clock: { rate: isTime },
  park: parked,
  resume: parked,
  thread: { thread: isCount, process: isCount, name: isText, from: isTime, did: isDeeds },
  log: { text: isText, stream: oneOf('stdout', 'stderr') },
  step: { text: isText, state: value => value !== undefined },
  capped: {},
  finish: { outcome: oneOf('done', 'failed', 'stopped', 'timeout'), ms: isTime },
}

const optional: Record<string, Check> = {
  id: isCount,
  run: isText,
  text: isText,
  work: value => value === true,
  due: isTime,
  thing: isText,
  unkept: isCount,
  late: isTime,
  wall: isTime,
  thread: isCount,
  cpu: isTime,
}

/** What JSON leaves as it is and some terminals obey. */

const STEERS = /[\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** An event as a line of a trace, with its line end. */
export function formatEvent(event: RunEvent): string {
  return `${JSON.stringify(event).replace(STEERS, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

/**
 * The events in a trace, one a line; empty lines are nothing, and fields that are not known are kept.
 *
 * @throws {Error} for a line that is no event, saying which line and why.
 */
export function parseEvents(text: string): RunEvent[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '')
      return []
    let value: unknown
    try {
      value = JSON.parse(line)
    }
    catch {
      throw new Error(`Line ${i + 1} of the trace is not JSON: ${excerpt(line)}`)
    }
    const problem = findProblem(value)
    if (problem)
      throw new Error(`Line ${i + 1} of the trace is not an event: ${problem}.`)
    return [value as RunEvent]
  })
}

/** Whether a value is an event: it says all that one of its kind must say. */
export function isRunEvent(value: unknown): value is RunEvent {
  return findProblem(value) === undefined
}

function findProblem(value: unknown): string | undefined {
  if (!isRecord(value))
    return `expected an object, found ${excerpt(JSON.stringify(value))}`
  const event = value as Record<string, unknown>
  const kind = event.kind as string
  if (!isText(kind) || !Object.hasOwn(required, kind))
    return describe(event, 'kind')
  const mandatory = { t: isTime, witness: oneOf('kitchen', 'program'), ...required[kind as RunEvent['kind']] }
  for (const [field, check] of Object.entries(mandatory)) {
    if (!check(event[field]))
      return describe(event, field)
  }
  for (const [field, check] of Object.entries(optional)) {
    if (event[field] !== undefined && !check(event[field]))
      return describe(event, field)
  }
}

function describe(event: Record<string, unknown>, field: string): string {
  return field in event
    ? `its \`${field}\` cannot be ${excerpt(JSON.stringify(event[field]))}`
    : `it has no \`${field}\``
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
