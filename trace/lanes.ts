import type { Outcome, RunEvent, RunFinished, TaskParked, Witness } from './events.ts'
import type { Level, LevelTold } from './levels.ts'
import type { Life, Segment, State } from './life.ts'
import type { TaskEvent } from './order.ts'
import { isOfLevel, toLevels } from './levels.ts'
import { toLives } from './life.ts'
import { byTime, isSameFact } from './order.ts'

/** Everything that happened to one task, as both witnesses saw it. Times in milliseconds since the run began. */
export interface Lane {
  task: string
  /** What the program saw. Empty where the program says nothing: other languages have only the kitchen. */
  program: Segment[]
  /** What the kitchen saw. Empty for a task that is no egg, and for an egg that has not reached the kitchen. */
  kitchen: Segment[]
  /** `waiting` and `ready` are on their way: waiting for an answer, or able to go on. */
  outcome: 'waiting' | 'ready' | 'done' | 'failed' | 'aborted'
  /** When it was first asked for: the program's word, else the kitchen's. */
  started?: number
  /** When it was over; missing while any part of it is open. */
  ended?: number
}

/**
 * Who went on after what had ended: from the end of what was awaited to the one who resumed. Only what the program
 * itself saw as the reason makes an edge; it is never guessed from times that lie close.
 */
export interface Edge {
  from: { task: string, t: number }
  to: { task: string, t: number, line: number }
}

/** A run, ready to be drawn. */
export interface Picture {
  /** One a task, in order of first appearance. */
  lanes: Lane[]
  from: 0
  /** The last thing seen, or `now` while it is running. Milliseconds. */
  to: number
  /**
   * When the first sign of life was seen, of the program or of its eggs in the kitchen. Until then what runs it was
   * starting: a virtual machine, an interpreter. As long as there is none, it is `to`.
   */
  startUp: number
  running: boolean
  /** How it ended; missing while it is running. */
  outcome?: Outcome
  /** Wall time of the finished run in milliseconds. */
  ms?: number
  /** What went wrong, in a sentence, where something did. */
  text?: string
  /** In order of time. */
  edges: Edge[]
  /** How much was in what the program watches. */
  levels: Level[]
}

/** A picture that grows with its run. */
export interface GrowingPicture {
  /** Takes in one more event, in any order. What is known already changes nothing. */
  add: (event: RunEvent) => void
  /** The picture as of `now` (milliseconds since the run began). Lanes that did not change are the same objects as before. */
  at: (now?: number) => Picture
}

/** What is told at one moment in the program and in the kitchen lies no further apart, even on a busy machine: it is the way between the two. */
const WAY_MS = 100

/** While it is still going on, word of it may take so long. */
const WORD_MS = 200

interface Seen {
  task: string
  /** In order of time. */
  events: TaskEvent[]
  lives?: Record<Witness, Life[]>
  /** The lane as last drawn, once nothing in it is open. */
  lane?: Lane
}

/** Draws the run that these events tell. The order of the events does not matter. */
export function toLanes(events: readonly RunEvent[], now?: number): Picture {
  const picture = createPicture()
  for (const event of events)
    picture.add(event)
  return picture.at(now)
}

/** Starts an empty picture. Adding an event costs little and redrawing costs what is open, so sixty a second are fine. */
export function createPicture(): GrowingPicture {
  const tasks = new Map<string, Seen>()
  let order: Seen[] = []
  let began = false
  let hasKitchen = false
  let last = 0
  let first = Infinity
  let finish: RunFinished | undefined
  /** Every time a task went on because another had ended. */
  const reasons: (TaskParked & { by: string })[] = []
  const heights: LevelTold[] = []
  let levels: Level[] | undefined

  function add(event: RunEvent): void {
    if (!Number.isFinite(event.t))
      return
    // An aligned clock may place the first egg a hair before the run.
    const t = Math.max(0, event.t)
    began = true
    last = Math.max(last, t)
    if (event.kind !== 'run' && event.kind !== 'finish')
      first = Math.min(first, t)
    if (event.kind === 'finish') {
      if (!finish || isEarlier(event, finish))
        finish = event
    }
    else if (isOfLevel(event)) {
      if (!heights.some(other => other.t === event.t && other.state.level === event.state.level && other.state.height === event.state.height)) {
        heights.push(event)
        levels = undefined
      }
    }
    else if (event.kind !== 'run' && event.kind !== 'log' && event.kind !== 'step') {
      addToTask({ ...event, t })
    }
  }

  function addToTask(event: TaskEvent): void {
    if (event.witness === 'kitchen' && !hasKitchen) {
      hasKitchen = true
      tasks.forEach(seen => seen.lane = undefined)
    }
    if (event.kind === 'resume' && event.by !== undefined && event.by !== event.task && !reasons.some(other => isSameFact(other, event)))
      reasons.push({ ...event, by: event.by })
    let seen = tasks.get(event.task)
    if (!seen)
      tasks.set(event.task, seen = { task: event.task, events: [] })
    const { events } = seen
    const known = events.findIndex(other => isSameFact(other, event))
    if (known >= 0) {
      if (byTime(events[known]!, event) <= 0)
        return
      events.splice(known, 1)
    }
    // Nearly always the newest event is the last one.
    const before = events.findLastIndex(other => byTime(other, event) <= 0)
    events.splice(before + 1, 0, event)
    seen.lives = seen.lane = undefined
    order = []
  }

  function at(now?: number): Picture {
    const running = began && !finish
    const to = running && now !== undefined && now > last ? now : last
    // With its program gone, what the program was waiting for is waited for no more.
    const end: Record<Witness, number> = { program: finish ? Math.max(0, finish.t) : to, kitchen: to }
    if (order.length !== tasks.size)
      order = [...tasks.values()].sort((a, b) => byTime(firstSight(a), firstSight(b)))
    return {
      lanes: order.map(seen => drawLane(seen, end, hasKitchen, finish)),
      from: 0,
      to,
      startUp: Math.min(first, to),
      running,
      edges: edges(),
      levels: levels ??= toLevels(heights),
      ...finish && { outcome: finish.outcome, ms: finish.ms },
      ...finish?.text !== undefined && { text: finish.text },
    }
  }

  /** From each reason to who it set going: from the last end of the one at that time, to the moment of the other. */
  function edges(): Edge[] {
    return reasons.toSorted(byTime).flatMap(({ by, t, task, line }) => {
      const ends = tasks.get(by)?.events.filter(event => event.witness === 'program' && event.t <= t && isEnd(event)) ?? []
      const end = ends.at(-1)
      return end ? [{ from: { task: by, t: end.t }, to: { task, t, line } }] : []
    })
  }

  return { add, at }
}

function isEnd({ kind }: TaskEvent): boolean {
  return kind === 'end' || kind === 'fail' || kind === 'abort'
}

function isEarlier(a: RunFinished, b: RunFinished): boolean {
  return a.t < b.t || (a.t === b.t && JSON.stringify(a) < JSON.stringify(b))
}

function firstSight({ events }: Seen): TaskEvent {
  return events.find(event => event.witness === 'program' && event.kind === 'start') ?? events[0]!
}

function drawLane(seen: Seen, end: Record<Witness, number>, hasKitchen: boolean, finish?: RunFinished): Lane {
  if (seen.lane)
    return seen.lane
  const { task, events } = seen
  const lives = seen.lives ??= {
    program: toLives(events.filter(event => event.witness === 'program')),
    kitchen: toLives(events.filter(event => event.witness === 'kitchen')),
  }
  const { program, kitchen } = lives
  const inPan = pair(program, kitchen)
  const lane: Lane = {
    task,
    program: draw(program, life => drawProgram(life, end.program, hasKitchen && isRequest(life) ? inPan.get(life) ?? 'unseen' : undefined)),
    kitchen: draw(kitchen, life => drawLife(life, end.kitchen)),
    ...tell(program.length > 0 && (!finish || isOver(program) || !hasEnded(kitchen)) ? program : kitchen),
  }
  // A program that was ended from outside cannot say so of its tasks.
  if ((finish?.outcome === 'stopped' || finish?.outcome === 'timeout') && !isOver(program) && kitchen.length === 0) {
    lane.outcome = 'aborted'
    lane.ended = end.program
  }
  const started = firstStart(program) ?? firstStart(kitchen)
  if (started !== undefined)
    lane.started = started
  if (isOver(program) && isOver(kitchen))
    seen.lane = lane
  return lane
}

/** The segments of all lives by time. */
function draw(lives: readonly Life[], drawOne: (life: Life) => Segment[]): Segment[] {
  return lives.flatMap(drawOne).sort((a, b) => a.from - b.from)
}

/** The segments of a life, with what is open drawn up to `end`. */
function drawLife({ segments }: Life, end: number): Segment[] {
  return segments.map(segment => segment.open ? { ...segment, to: Math.max(segment.from, end) } : { ...segment })
}

/**
 * A life as the program saw it, and with what the kitchen saw of it: whoever waits for an answer is in the pan. Before
 * that it is queued (for a connection, for a thread that is busy), and when the answer is there, or the time of a timer,
 * it is ready and does not run.
 */
function drawProgram(life: Life, end: number, inPan: Life | 'unseen' | undefined): Segment[] {
  const isOver = life.phase === 'over'
  const slack = isOver ? WAY_MS : WORD_MS
  const until = isOver ? life.ended! : end
  const asked = life.started ?? 0
  const { started: put = 0, ended: out = Infinity } = inPan === 'unseen' ? { started: until } : inPan ?? {}
  const queuedUntil = put - asked > slack ? put : 0
  const answered = out < Infinity && until - out > slack && wasAnswered(inPan) ? out : Infinity
  return drawLife(life, end).flatMap((segment) => {
    const { state, from, to, due = Infinity } = segment
    if (state !== 'waiting')
      return [segment]
    const within = (t: number) => Math.min(to, Math.max(from, t))
    const begin = within(queuedUntil)
    const ready = Math.max(begin, within(Math.min(answered, to - due > slack ? due : Infinity)))
    return cut(segment, [[from, begin, 'ready'], [begin, ready, 'waiting'], [ready, to, 'ready']])
  })
}

/** The parts of a segment that last, the whole of it where none does. How it ended, and that it is open, is its last part's. */
function cut(segment: Segment, parts: [from: number, to: number, state: State][]): Segment[] {
  const { outcome, text, open, ...rest } = segment
  const lasting = parts.filter(([from, to]) => to > from)
  if (lasting.length < 2)
    return [{ ...segment, state: lasting[0]?.[2] ?? segment.state }]
  return lasting.map(([from, to, state], i) => ({
    ...rest,
    from,
    to,
    state,
    open: open && i === lasting.length - 1,
    ...i === lasting.length - 1 && { ...outcome && { outcome }, ...text !== undefined && { text } },
  }))
}

/** Requests have numbers; the program's own tasks have none. */
function isRequest({ id, work }: Life): boolean {
  return id !== undefined && !work
}

function wasAnswered(life: Life | 'unseen' | undefined): boolean {
  return typeof life === 'object' && life.segments.at(-1)?.outcome !== 'abort'
}

/** Which of the kitchen's lives is which request: the first one left that began while that was under way. */
function pair(program: readonly Life[], kitchen: readonly Life[]): Map<Life, Life> {
  const left = [...kitchen]
  const pairs = new Map<Life, Life>()
  for (const life of program.filter(isRequest)) {
    const { started = 0, ended = Infinity } = life
    const index = left.findIndex(({ started: put = 0 }) => put >= started - WAY_MS && put <= ended + WAY_MS)
    const [found] = index < 0 ? [] : left.splice(index, 1)
    if (found)
      pairs.set(life, found)
  }
  return pairs
}

function isOver(lives: readonly Life[]): boolean {
  return lives.every(life => life.phase === 'over')
}

/** What the program cannot tell any more, because it is gone, the kitchen still can. */
function hasEnded(lives: readonly Life[]): boolean {
  return lives.length > 0 && isOver(lives)
}

function firstStart(lives: readonly Life[]): number | undefined {
  return lives.find(life => life.started !== undefined)?.started
}

/** What became of a task: of the life still going on, else of the one that ended last. */
function tell(lives: readonly Life[]): Pick<Lane, 'outcome' | 'ended'> {
  const going = lives.find(life => life.phase !== 'over')
  if (going)
    return { outcome: going.phase === 'working' ? 'ready' : 'waiting' }
  const final = lives.reduce((latest, life) => life.ended! >= latest.ended! ? life : latest)
  const outcome = { end: 'done', fail: 'failed', abort: 'aborted' } as const
  return { outcome: outcome[final.segments.at(-1)!.outcome!], ended: final.ended! }
}
