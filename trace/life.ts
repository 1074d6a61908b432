import type { TaskEvent } from './order.ts'

/**
 * What a task is doing: working, able to work but not running, holding a thread that is blocked, or waiting and holding
 * nothing. `unknown`: nobody measured it, or its run has told more than is kept.
 */
export type State = 'working' | 'ready' | 'blocked' | 'waiting' | 'unknown'

/** All of them, in the order in which they are listed and layered. */
export const STATES: readonly State[] = ['waiting', 'blocked', 'ready', 'working', 'unknown']

/** Why a task ended that nobody called off: its program did. */
export const PROGRAM_OVER = 'the program is over'

/** A stretch of a task's life in one state, as one witness saw it. Times in milliseconds since the run began. */
export interface Segment {
  from: number
  /** For an open segment: the moment the picture was drawn for. */
  to: number
  state: State
  /** Its end has not been seen. */
  open: boolean
  /**
   * How the task ended; on the last segment of its life. `refused`: the kitchen had no place for it, not even to wait.
   */
  outcome?: 'end' | 'fail' | 'abort' | 'refused'
  /**
   * What the kitchen did with it, where it did not fry it for its guest: it queued for a pan, or fried on for a guest
   * who had `gone`.
   */
  guest?: 'queued' | 'gone'
  /** By how much later than its time it was served because it had queued; on the last segment of its life. */
  late?: number
  /** Why it failed or was called off. */
  text?: string
  /** The line of the demo file it waited at, where the program says so. */
  line?: number
  /** From when on it waited for nothing but its thread, where the program says so. */
  due?: number
  /** Tells two lives in one lane apart: the `id` of the events it was made from. */
  id?: number
  /** It is the program's own work, and no request. */
  work?: true
}

/** Once asked for, a task is waiting or working until it is over. `asked`: nothing is known yet but that it began. */
type Phase = 'unseen' | 'queued' | 'asked' | 'gone' | 'waiting' | 'working' | 'over'

type Kind = TaskEvent['kind']

const end = { end: 'over', fail: 'over', abort: 'over', refused: 'over' } as const

/**
 * The legal life of a task. What the table does not list changes nothing: a second end, say. A trace may begin in the
 * middle, so anything can be the first thing seen.
 */
const next: Record<Phase, Partial<Record<Kind, Phase>>> = {
  unseen: { queued: 'queued', start: 'asked', left: 'gone', park: 'waiting', resume: 'working', ...end },
  queued: { ...end },
  asked: { left: 'gone', park: 'waiting', resume: 'working', ...end },
  gone: { ...end },
  waiting: { park: 'waiting', resume: 'working', ...end },
  working: { park: 'waiting', ...end },
  over: {},
}

/** One life of a task: from the moment it was asked for to its end. The same egg twice is two lives. */
export interface Life {
  phase: Phase
  id?: number
  work?: true
  /** The `id` of the park it has not come back from. */
  parkedAs?: number
  /** When it began; unknown if only its end was seen. */
  started?: number
  /** When it ended; unknown while it lives. */
  ended?: number
  /** Never empty; the last one is open until the life is over. */
  segments: Segment[]
}

/** The lives that one witness sees of one task. They grow by one event at a time, in order of time. */
export interface Lives {
  /** In order of birth. */
  all: readonly Life[]
  add: (event: TaskEvent) => void
}

/**
 * Each event finds its life by what is kept of the lives, so that ten thousand cost a thousand times as much as ten.
 */
export function createLives(): Lives {
  const all: Life[] = []
  let byId: Map<number, Life> | undefined
  /** By the number of the park that each has not come back from. */
  let byPark: Map<number, Life> | undefined
  /**
   * Those that are not over, in order of birth; of these the ones without a number, and the ones that only waited so
   * far.
   */
  const living = new Set<Life>()
  let unnumbered: Set<Life> | undefined
  let unasked: Set<Life> | undefined
  /** The living and the dead, the youngest last: who is dead is dropped when it is met at the end. */
  const youngest: Life[] = []

  function find(event: TaskEvent): Life | undefined {
    switch (event.kind) {
      case 'start':
        // One that has only waited so far (for its turn at something) asks now.
        return (event.id === undefined ? undefined : byId?.get(event.id)) ?? first(unasked)
      case 'queued':
        return undefined
      case 'park':
        return youngestRunning()
      case 'resume':
        return (event.id === undefined ? undefined : byPark?.get(event.id)) ?? findWaiting(event.id) ?? first(living)
      default:
        return event.id === undefined ? first(living) : byId?.get(event.id) ?? first(unnumbered)
    }
  }

  /** A task that parks was running a moment ago. */
  function youngestRunning(): Life | undefined {
    while (youngest.at(-1)?.phase === 'over')
      youngest.pop()
    return youngest.findLast(({ phase }) => phase !== 'waiting' && phase !== 'over') ?? youngest.at(-1)
  }

  function findWaiting(id?: number): Life | undefined {
    let waiting: Life | undefined
    for (const life of living) {
      if (life.phase !== 'waiting')
        continue
      if (id !== undefined || life.parkedAs === undefined)
        return life
      waiting ??= life
    }
    return waiting
  }

  function keep(life: Life) {
    const isOver = life.phase === 'over'
    put(living, life, !isOver)
    unnumbered = put(unnumbered, life, !isOver && life.id === undefined)
    unasked = put(unasked, life, !isOver && life.id === undefined && life.started === undefined)
    if (life.id !== undefined && !byId?.has(life.id))
      byId = (byId ?? new Map<number, Life>()).set(life.id, life)
    if (life.parkedAs !== undefined)
      byPark = (byPark ?? new Map<number, Life>()).set(life.parkedAs, life)
  }

  return {
    all,
    add(event) {
      let life = find(event)
      // The egg is out, and the task that waited for it still has something to do: that is no new egg.
      if (!life && all.length > 0 && (event.kind === 'park' || event.kind === 'resume'))
        return
      if (!life) {
        life = { phase: 'unseen', segments: [] }
        if (event.kind !== 'park' && event.kind !== 'resume')
          life.id = event.id
        all.push(life)
        youngest.push(life)
      }
      if (life.parkedAs !== undefined)
        byPark?.delete(life.parkedAs)
      move(life, event)
      keep(life)
    },
  }
}

/** Most tasks live once and need few of the sets, so there is none before something is in it. */
function put(set: Set<Life> | undefined, life: Life, isIn: boolean): Set<Life> | undefined {
  if (isIn)
    return (set ?? new Set()).add(life)
  set?.delete(life)
  return set
}

function first(set: Set<Life> | undefined): Life | undefined {
  return set?.values().next().value
}

function move(life: Life, event: TaskEvent): void {
  const isFirstStart = event.kind === 'start' && life.started === undefined && life.phase !== 'over'
  let phase = isFirstStart ? 'asked' : next[life.phase][event.kind]
  if (!phase)
    return
  if (isFirstStart && event.id !== undefined) {
    const { id } = event
    life.id = id
    life.segments.forEach(segment => segment.id = id)
  }
  if (event.kind === 'start' && event.work) {
    life.work = true
    phase = 'working'
  }
  // Work that waits from its very first moment has not worked.
  if (life.work && event.kind === 'park' && life.segments.at(-1)?.from === event.t)
    life.segments.pop()
  const last = life.segments.at(-1)
  if (last) {
    last.to = event.t
    last.open = false
    if (event.kind === 'resume' && event.due !== undefined)
      last.due = event.due
    // A task that parks had been working until then. A task that never says so is being waited for from its start.
    if (life.phase === 'asked' && event.kind === 'park')
      last.state = 'working'
  }
  if (event.kind === 'start')
    life.started = event.t
  life.phase = phase
  life.parkedAs = event.kind === 'park' ? event.id : undefined
  if (event.kind === 'end' || event.kind === 'fail' || event.kind === 'abort' || event.kind === 'refused') {
    life.ended = event.t
    // Where a clock is coarse, going on and being over are one moment: no work was seen in between.
    if (last?.state === 'working' && last.from === event.t && life.segments.length > 1)
      life.segments.pop()
    const closing = life.segments.at(-1) ?? beginSegment(life, event.t, 'waiting', false)
    closing.outcome = event.kind
    if (event.text !== undefined)
      closing.text = event.text
    if ('late' in event)
      closing.late = event.late
    if (!last)
      life.segments.push(closing)
  }
  else {
    const segment = beginSegment(life, event.t, phase === 'working' ? 'working' : 'waiting', true)
    if (phase === 'queued' || phase === 'gone')
      segment.guest = phase
    if (event.kind === 'park') {
      segment.line = event.line
      if (event.due !== undefined)
        segment.due = event.due
    }
    life.segments.push(segment)
  }
}

/** Of a flood there are ten thousands: set one by one, what they have costs less than put together from parts. */
function beginSegment({ id, work }: Life, t: number, state: State, open: boolean): Segment {
  const segment: Segment = { from: t, to: t, state, open }
  if (id !== undefined)
    segment.id = id
  if (work)
    segment.work = work
  return segment
}
