import type { TaskEvent } from './order.ts'

/** What a task is doing: waiting for an answer, working, or able to work but not running. */
export type State = 'waiting' | 'working' | 'ready'

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
  /** How the task ended; on the last segment of its life. */
  outcome?: 'end' | 'fail' | 'abort'
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
type Phase = 'unseen' | 'asked' | 'waiting' | 'working' | 'over'

type Kind = TaskEvent['kind']

const end = { end: 'over', fail: 'over', abort: 'over' } as const

/**
 * The legal life of a task. What the table does not list changes nothing: a second end, say. A trace may begin in the
 * middle, so anything can be the first thing seen.
 */
const next: Record<Phase, Partial<Record<Kind, Phase>>> = {
  unseen: { start: 'asked', park: 'waiting', resume: 'working', ...end },
  asked: { park: 'waiting', resume: 'working', ...end },
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

/** The lives that one witness saw of one task, from its events in order of time. */
export function toLives(events: readonly TaskEvent[]): Life[] {
  const lives: Life[] = []
  for (const event of events) {
    const life = findLife(lives, event)
    if (life) {
      move(life, event)
    }
    else if (lives.length > 0 && (event.kind === 'park' || event.kind === 'resume')) {
      // The egg is out, and whoever waited for it still has something to do: that is no new egg.
      continue
    }
    else {
      const born: Life = { phase: 'unseen', segments: [] }
      if (event.kind !== 'park' && event.kind !== 'resume')
        born.id = event.id
      move(born, event)
      lives.push(born)
    }
  }
  return lives
}

/** Whose event it is: by `id` where that is given, else the one that has waited longest. None: somebody new. */
function findLife(lives: readonly Life[], event: TaskEvent): Life | undefined {
  const living = lives.filter(life => life.phase !== 'over')
  switch (event.kind) {
    case 'start':
      // One that has only waited so far (for its turn at something) asks now.
      return (event.id === undefined ? undefined : lives.find(life => life.id === event.id)) ?? living.find(life => life.id === undefined && life.started === undefined)
    case 'park':
      // The youngest that runs: whoever parks was running a moment ago.
      return living.findLast(life => life.phase !== 'waiting') ?? living.at(-1)
    case 'resume':
      return living.find(life => life.phase === 'waiting' && life.parkedAs === event.id)
        ?? living.find(life => life.phase === 'waiting')
        ?? living[0]
    default:
      if (event.id === undefined)
        return living[0]
      return lives.find(life => life.id === event.id) ?? living.find(life => life.id === undefined)
  }
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
    // Whoever parks had been working until then. A task that never says so is being waited for from its start.
    if (life.phase === 'asked' && event.kind === 'park')
      last.state = 'working'
  }
  if (event.kind === 'start')
    life.started = event.t
  life.phase = phase
  life.parkedAs = event.kind === 'park' ? event.id : undefined
  const here = { from: event.t, to: event.t, ...life.id !== undefined && { id: life.id }, ...life.work && { work: life.work } }
  if (event.kind === 'end' || event.kind === 'fail' || event.kind === 'abort') {
    life.ended = event.t
    // Where a clock is coarse, going on and being over are one moment: no work was seen in between.
    if (last?.state === 'working' && last.from === event.t && life.segments.length > 1)
      life.segments.pop()
    const closing = life.segments.at(-1) ?? { ...here, state: 'waiting', open: false }
    closing.outcome = event.kind
    if (event.text !== undefined)
      closing.text = event.text
    if (!last)
      life.segments.push(closing)
  }
  else {
    const state = phase === 'working' ? 'working' : 'waiting'
    life.segments.push({ ...here, state, open: true, ...event.kind === 'park' && { line: event.line, ...event.due !== undefined && { due: event.due } } })
  }
}
