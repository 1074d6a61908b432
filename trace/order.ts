import type { RunEvent } from './events.ts'

/** An event of one task; the others (`run`, `log`, `finish`) belong to the run as a whole. */
export type TaskEvent = Extract<RunEvent, { task: string }>

// At one moment a task queues before it starts, starts before it parks and parks before it ends, in whatever order the
// events came in.
const rank: Record<TaskEvent['kind'], number> = { queued: 0, start: 1, park: 2, resume: 2, left: 2, end: 3, fail: 3, abort: 3, refused: 3 }

const kinds: TaskEvent['kind'][] = ['queued', 'start', 'park', 'resume', 'left', 'end', 'fail', 'abort', 'refused']

/**
 * Compares by time, and at the same time by what the events say, so that the order they arrived in never shows: the
 * kitchen's come over a network, and later than the program's.
 */
export function byTime(a: TaskEvent, b: TaskEvent): number {
  return a.t - b.t
    || rank[a.kind] - rank[b.kind]
    || compare(a.id ?? Infinity, b.id ?? Infinity)
    || kinds.indexOf(a.kind) - kinds.indexOf(b.kind)
    || compare(a.task, b.task)
    || compare(a.witness, b.witness)
    || compare(lineOf(a), lineOf(b))
    || compare(textOf(a), textOf(b))
}

/**
 * The same text for events that report one and the same fact: a live event and a trace fetched later contain it twice,
 * and need not agree on the time, which was aligned from another clock. Events without an `id` are told apart by their
 * time.
 */
export function factOf(event: TaskEvent): string {
  const { witness, kind, task, id, t } = event
  // A task may park many times under one id, and only the program saw it: no second clock is involved.
  const timeTells = id === undefined || kind === 'park' || kind === 'resume'
  return `${witness} ${kind} ${id} ${lineOf(event)} ${timeTells ? t : ''} ${task}`
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function lineOf(event: TaskEvent): number {
  return 'line' in event ? event.line : 0
}

function textOf(event: TaskEvent): string {
  return 'text' in event ? event.text ?? '' : ''
}
