import type { RunEvent } from '../../trace/events.ts'
import type { SeenInside } from './messages.ts'

/**
 * How much is kept of one run. A program can tell more in a second than a person looks at in a year, and what is kept
 * is drawn, shared with other windows and saved. Past the cap a run goes on and is only counted; but how those tasks
 * end that had begun is kept all the same, so at most so many events again.
 */
const MOST_EVENTS = 20_000

/** In characters; what machines say of themselves is measured by its values. Four times a long lesson. */
const MOST_CHARS = 4 * 1024 * 1024

/** A name or a sentence that is longer is data. What was printed has its own, more generous cap. */
const MOST_NAME = 100
const MOST_SENTENCE = 2_000

/** What an event takes besides its text. */
const EVENT_CHARS = 100

export const CAPPED = `The picture stops here: ${MOST_EVENTS / 1000} 000 events, or 4 MB of them, are kept of a run. It goes on, and the rest is counted.`

type Told = RunEvent | SeenInside

export interface Keeper<E extends Told> {
  /** The event as it is kept, or nothing where it is only counted. */
  keep: (event: E) => E | undefined
  isFull: () => boolean
  /** Counts what was not kept elsewhere. */
  count: (events: number) => void
  unkept: () => number
}

/** `onFull`: the first event that is not kept has just come, here or where the run was told. */
export function createKeeper<E extends Told>(
  onFull: (at: E) => void,
  { mostEvents = MOST_EVENTS, mostChars = MOST_CHARS } = {},
): Keeper<E> {
  const open = new Set<string>()
  let events = 0
  let chars = 0
  let full = false
  let unkept = 0

  function keep(event: E): E | undefined {
    if (event.kind === 'run' || event.kind === 'finish')
      return shorten(event)
    if (event.kind === 'capped') {
      fill(event)
      return undefined
    }
    const isEnd = event.kind === 'end' || event.kind === 'fail' || event.kind === 'abort'
    const short = shorten(event)
    if (!full) {
      const size = sizeOf(short, mostChars - chars)
      if (events < mostEvents && chars + size <= mostChars) {
        events++
        chars += size
        if (isEnd)
          open.delete(lifeOf(short))
        else if (event.kind === 'start')
          open.add(lifeOf(short))
        return short
      }
      fill(event)
    }
    if (isEnd && open.delete(lifeOf(short)))
      return short
    unkept++
    return undefined
  }

  function fill(event: E) {
    if (!full)
      onFull(event)
    full = true
  }

  return {
    keep,
    isFull: () => full,
    count: (events) => {
      unkept += events
    },
    unkept: () => unkept,
  }
}

function lifeOf(event: Told): string {
  const { witness, task, id } = event as { witness?: string, task: string, id?: number }
  return `${witness} ${id} ${task}`
}

/** Cuts what would be a book where a name or a sentence belongs. */
function shorten<E extends Told>(event: E): E {
  const { task, text, kind } = event as { task?: string, text?: string, kind: string }
  const isLong = (task !== undefined && task.length > MOST_NAME) || (kind !== 'log' && text !== undefined && text.length > MOST_SENTENCE)
  return isLong
    ? { ...event, ...(task !== undefined && { task: cut(task, MOST_NAME) }), ...(text !== undefined && { text: cut(text, MOST_SENTENCE) }) }
    : event
}

export function cut(text: string, most = MOST_SENTENCE): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** About how many characters an event takes; it is not measured further than `most`. */
function sizeOf(event: Told, most: number): number {
  const { task = '', text = '', state } = event as { task?: string, text?: string, state?: unknown }
  const size = EVENT_CHARS + task.length + text.length
  return state === undefined ? size : size + sizeOfData(state, most)
}

/** About how many characters a piece of plain data takes; it is not measured further than `most`. */
export function sizeOfData(data: unknown, most: number): number {
  const left = [data]
  const known = new Set<unknown>()
  let size = 0
  while (left.length > 0 && size <= most) {
    const value = left.pop()
    size += 8
    if (typeof value === 'string') {
      size += value.length
    }
    else if (typeof value === 'object' && value !== null && !known.has(value)) {
      known.add(value)
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        size += value.byteLength
        continue
      }
      const parts
        = value instanceof Map
          ? value.entries()
          : value instanceof Set
            ? value.values()
            : Array.isArray(value)
              ? value
              : Object.entries(value)
      for (const part of parts) {
        left.push(part)
        if (left.length * 8 + size > most)
          return most + 1
      }
    }
  }
  return size
}
