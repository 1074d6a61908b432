import type { RunClock } from './clock.ts'
import type { Outcome, RunEvent, RunFinished, TaskParked, Witness } from './events.ts'
import type { Level, LevelTold } from './levels.ts'
import type { Life, Lives, Segment, State } from './life.ts'
import type { TaskEvent } from './order.ts'
import type { Beside, Hold, ThreadLane } from './threads.ts'
import { wallToKitchen } from './clock.ts'
import { TOP_LEVEL } from './events.ts'
import { isOfLevel, toLevels } from './levels.ts'
import { createLives } from './life.ts'
import { byTime, factOf } from './order.ts'
import { createOrderCount } from './orders.ts'
import { createThreadBook, overlay, tellHold, toBeside, toHolds, toThreadLanes } from './threads.ts'

/** Everything that happened to one task, as both witnesses saw it. Times in milliseconds since the run began. */
export interface Lane {
  task: string
  /** What the program saw. Empty where the program says nothing: other languages have only the kitchen. */
  program: Segment[]
  /** What the kitchen saw. Empty for a task that is no egg, and for an egg that has not reached the kitchen. */
  kitchen: Segment[]
  /** `waiting` and `ready` are on their way: waiting for an answer, or able to go on. */
  outcome: 'waiting' | 'ready' | 'done' | 'failed' | 'aborted' | 'refused'
  /** When it was first asked for: the program's word, else the kitchen's. */
  started?: number
  /** When it was over; missing while any part of it is open. */
  ended?: number
  /** Of work whose thread was seen: how long it was on a core, out of how long, in milliseconds. */
  share?: { worked: number, of: number }
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
  /** Where the clock of the run was set: its times are the kitchen's, which goes at this rate now. */
  clock?: RunClock
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
  /** What the program's threads did, where the system says so. */
  threads: ThreadLane[]
  /** What they worked on no task: with what its tasks worked, it is all that its processes had. */
  beside?: Beside
  /** Its processes' time on all cores together, in milliseconds, where the system says so. */
  cpu?: number
  /** Some of its tasks did work of which nobody here can say when they did it. */
  unmeasured?: true
  /**
   * Some of its tasks worked on the program's own thread for long enough to have lost their core meanwhile, and nothing
   * here tells whether they did: their work is drawn by the clock. Known at the end.
   */
  byClock?: true
  /** From when on its events were only counted, because there were too many, and how many of them. */
  cappedAt?: number
  unkept?: number
}

/** A picture that grows with its run. */
export interface GrowingPicture {
  /** Takes in one more event, in any order. What is known already changes nothing. */
  add: (event: RunEvent) => void
  /**
   * The picture as of `now` (milliseconds since the run began). Lanes that did not change are the same objects as
   * before.
   */
  at: (now?: number) => Picture
  /** The `now` of so many milliseconds since the run began on the machine. */
  timeOf: (wall: number) => number
  /**
   * The same in parts, for what is too much for one frame. Each part draws on until `isEnough`, which is told now and
   * then how many lanes are drawn, of how many; the last one has the picture. Nothing is added in between.
   */
  inParts: (now?: number) => DrawPart
}

/**
 * What is told at one moment in the program and in the kitchen lies no further apart, even on a busy machine: it is the
 * way between the two.
 */
const WAY_MS = 100

/** The program's own thread, where the program tells of it; threads that it has started count from 1. */
const OWN_THREAD = 0

/** What the system saw of a thread is told within this. */
const TOLD_MS = 500

/** While it is still going on, word of it may take so long. */
const WORD_MS = 200

/** Draws a part of a picture; all of it once that is drawn. */
export type DrawPart = (isEnough: (lanes: number, of: number) => boolean) => Picture | undefined

interface Seen {
  task: string
  program?: Told
  kitchen?: Told
  /** The event that tells its place among the lanes, while that is known. */
  sight?: TaskEvent
  /** The lane as last drawn, where it changes only by what is open in it. */
  lane?: Lane
  /** That is this, and from this moment on it does nothing but grow. */
  growing?: { program: Segment[], kitchen: Segment[], since: number }
  /** Of a run that is over: that it was drawn when so many events were known. */
  asOf?: number
}

/** What one witness said of one task. */
interface Told {
  events: TaskEvent[]
  /** Whether they are in order of time, which nearly always they are as they come. */
  inOrder: boolean
  /** What was made of the first so many of them. */
  lives?: Lives
  lived: number
  /** Those that are an end, in order of time, as far as they have been asked for. */
  ends?: TaskEvent[]
}

/**
 * Of more tasks than this no picture shows a shape each. While they are open their lanes are made longer where they
 * are, or ten thousand of them would be made anew with each step.
 */
const CROWD = 600

/** Between two looks at the clock so many lanes are drawn. */
const TOGETHER = 20

/** A task that lives more often than this has lives of which most are over: they are drawn once. */
const FEW_LIVES = 20

/** Draws the run that these events tell. The order of the events does not matter. */
export function toLanes(events: readonly RunEvent[], now?: number): Picture {
  const picture = createPicture()
  for (const event of events)
    picture.add(event)
  return picture.at(now)
}

/**
 * Starts an empty picture. Adding an event costs little and redrawing costs what is open, so sixty a second are fine.
 */
export function createPicture({ crowd = CROWD } = {}): GrowingPicture {
  const tasks = new Map<string, Seen>()
  let order: Seen[] = []
  let began = false
  let hasKitchen = false
  let last = 0
  let first = Infinity
  let finish: RunFinished | undefined
  let clock: RunClock | undefined
  /** When it told more than is kept. */
  let cappedAt: number | undefined
  /** What has been told, by the fact. */
  const facts = new Map<string, TaskEvent>()
  /** Events that a better one of the same fact has replaced. */
  const replaced = new Set<TaskEvent>()
  /** Every time a task went on because another had ended. */
  const reasons: (TaskParked & { by: string })[] = []
  let edges: Edge[] | undefined
  const book = createThreadBook()
  /** Tasks that may have a thread: what they did is drawn anew when more is known of the threads. */
  const onThreads = new Set<Seen>()
  /** Work of the program's own that no thread is known of: in a worker, the top level calls it. */
  const calls = new Set<Seen>()
  let holds: Map<string, Hold[]> | undefined
  let isProcess = false
  const heights = new Map<string, LevelTold>()
  const orders = createOrderCount()
  let levels: Level[] | undefined
  let added = 0
  /** What was drawn of lives that are over, and with which of the kitchen's lives. */
  let drawn = new WeakMap<Life, { inPan?: Life | 'unseen', segments: readonly Segment[] }>()
  /** When those that are over had the program's own thread. */
  const called = new WeakMap<Life, [from: number, to: number][]>()

  function add(event: RunEvent): void {
    if (!Number.isFinite(event.t))
      return
    added++
    // An aligned clock may place the first egg a hair before the run.
    const t = Math.max(0, event.t)
    began = true
    last = Math.max(last, t)
    if (event.kind !== 'run' && event.kind !== 'clock' && event.kind !== 'finish' && event.kind !== 'thread')
      first = Math.min(first, t)
    if (event.kind === 'run')
      isProcess ||= (event.ran ?? event.engine) === 'process'
    if (event.kind === 'finish') {
      if (!finish || isEarlier(event, finish))
        finish = event
    }
    else if (event.kind === 'capped') {
      cappedAt = Math.min(cappedAt ?? Infinity, t)
      drawn = new WeakMap()
      tasks.forEach(seen => seen.lane = undefined)
    }
    else if (event.kind === 'thread') {
      if (book.add(event)) {
        holds = undefined
        onThreads.forEach(seen => seen.lane = undefined)
      }
    }
    else if (event.kind === 'clock') {
      const wall = event.wall ?? t
      if (!clock || wall >= clock.wall)
        clock = { t, wall, rate: event.rate }
    }
    else if (isOfLevel(event)) {
      const fact = `${event.t} ${event.state.height} ${event.state.level}`
      if (!heights.has(fact)) {
        heights.set(fact, event)
        levels = undefined
      }
    }
    else if (event.kind !== 'run' && event.kind !== 'log' && event.kind !== 'step') {
      addToTask(t === event.t ? event : { ...event, t })
    }
  }

  function addToTask(event: TaskEvent): void {
    if (event.witness === 'kitchen' && !hasKitchen) {
      hasKitchen = true
      tasks.forEach(seen => seen.lane = undefined)
    }
    let seen = tasks.get(event.task)
    if (!seen)
      tasks.set(event.task, seen = { task: event.task })
    const told = seen[event.witness] ??= { events: [], inOrder: true, lived: 0 }
    const fact = factOf(event)
    const known = facts.get(fact)
    if (known) {
      if (byTime(known, event) <= 0)
        return
      replaced.add(known)
      told.inOrder = false
    }
    facts.set(fact, event)
    if (!known && event.kind === 'resume' && event.by !== undefined && event.by !== event.task) {
      reasons.push({ ...event, by: event.by })
      edges = undefined
    }
    if (told.events.length > 0 && byTime(told.events.at(-1)!, event) > 0)
      told.inOrder = false
    told.events.push(event)
    // A picture is drawn in a frame, and of a flood the lives alone would take one.
    if (told.inOrder)
      livesOf(told)
    if (event.witness === 'program') {
      onThreads.add(seen)
      holds = undefined
      if ('work' in event && event.work && event.task !== TOP_LEVEL)
        calls.add(seen)
      const top = calls.has(seen) && tasks.get(TOP_LEVEL)
      if (top)
        top.lane = undefined
    }
    if (event.witness === 'program' && isEnd(event))
      told.ends = edges = undefined
    if (event.witness === 'kitchen' && orders.add(event))
      levels = undefined
    seen.lane = undefined
    if (!seen.sight || !told.inOrder || (isBegun(event) && !isBegun(seen.sight)) || byTime(event, seen.sight) < 0) {
      seen.sight = undefined
      order = []
    }
  }

  function inParts(now?: number): DrawPart {
    const running = began && !finish
    const to = running && now !== undefined && now > last ? now : last
    // With its program gone, what the program was waiting for is waited for no more.
    const end: Record<Witness, number> = { program: finish ? Math.max(0, finish.t) : to, kitchen: to }
    if (order.length !== tasks.size) {
      order = [...tasks.values()]
      for (const seen of order)
        seen.sight ??= firstSight(seen)
      order.sort((a, b) => byTime(a.sight!, b.sight!))
    }
    const lanes: Lane[] = []
    let next = 0
    return (isEnough) => {
      while (next < order.length) {
        // The program itself is drawn last: what it calls is drawn by then, and is much.
        if (order[next]!.task !== TOP_LEVEL)
          lanes[next] = drawLane(order[next]!, end)
        next++
        if ((next % TOGETHER === 0 || next === order.length) && isEnough(next, order.length))
          return undefined
      }
      const top = order.findIndex(({ task }) => task === TOP_LEVEL)
      if (top >= 0)
        lanes[top] = drawLane(order[top]!, end)
      const threads = book.isEmpty() ? [] : toThreadLanes(book, holds ??= drawHolds(), finish ? undefined : end.program)
      return {
        lanes,
        from: 0,
        to,
        startUp: Math.min(first, to),
        running,
        ...clock && { clock },
        edges: edges ??= drawEdges(),
        levels: levels ??= [...toLevels([...heights.values()]), ...orders.level() ? [orders.level()!] : []],
        threads,
        ...isProcess && threads.length > 0 && { beside: toBeside(book, threads) },
        ...finish?.cpu !== undefined && { cpu: finish.cpu },
        ...isProcess && lanes.some(isUnmeasured) && { unmeasured: true as const },
        ...finish && !isProcess && lanes.some(lane => !holds?.has(lane.task) && workedLong(lane)) && { byClock: true as const },
        ...cappedAt !== undefined && { cappedAt },
        ...finish && { outcome: finish.outcome, ms: finish.ms },
        ...finish?.text !== undefined && { text: finish.text },
        ...finish?.unkept !== undefined && { unkept: finish.unkept },
      }
    }
  }

  /** From each reason to who it set going: from the last end of the one at that time, to the moment of the other. */
  function drawEdges(): Edge[] {
    return reasons.toSorted(byTime).flatMap(({ by, t, task, line }) => {
      const told = tasks.get(by)?.program
      const end = told && lastUpTo(told.ends ??= putInOrder(told).filter(isEnd), t)
      return end ? [{ from: { task: by, t: end.t }, to: { task, t, line } }] : []
    })
  }

  /** Of a process with one thread, it is the thread of all its tasks. */
  function drawHolds(): Map<string, Hold[]> {
    const events = [...onThreads].flatMap(({ program }) => putInOrder(program!)).sort(byTime)
    const all = book.all()
    return toHolds(events, isProcess && all.length === 1 ? all[0]!.thread : undefined)
  }

  /** When other work had the program's own thread, in order of time. */
  function drawCalls(until: number): [from: number, to: number][] {
    const threaded = book.isEmpty() ? undefined : holds ??= drawHolds()
    return [...calls]
      .filter(({ task }) => threaded?.get(task)?.every(({ thread }) => thread === OWN_THREAD) ?? true)
      .flatMap(({ program }) => livesOf(program))
      .flatMap(life => drawCall(life, until))
      .sort(([a], [b]) => a - b)
  }

  function drawCall(life: Life, until: number): [from: number, to: number][] {
    const known = called.get(life)
    if (known)
      return known
    const stretches = drawLife(life, until).flatMap(({ state, from, to }): [number, number][] =>
      state === 'working' && to > from ? [[from, to]] : [])
    if (life.phase === 'over')
      called.set(life, stretches)
    return stretches
  }

  /** The events of a witness in order of time, without those that have been replaced. */
  function putInOrder(told: Told): TaskEvent[] {
    if (!told.inOrder) {
      told.events = told.events.filter(event => !replaced.has(event)).sort(byTime)
      told.inOrder = true
      told.lives = undefined
      told.lived = 0
    }
    return told.events
  }

  function livesOf(told: Told | undefined): readonly Life[] {
    if (!told)
      return []
    const events = putInOrder(told)
    const lives = told.lives ??= createLives()
    while (told.lived < events.length)
      lives.add(events[told.lived++]!)
    return lives.all
  }

  /** Where the program said that it began, else the first that was seen of it. */
  function firstSight({ program, kitchen }: Seen): TaskEvent {
    const [said, saw] = [program, kitchen].map(told => told ? putInOrder(told) : []) as [TaskEvent[], TaskEvent[]]
    return said.find(isBegun) ?? [said[0], saw[0]].filter(event => event !== undefined).sort(byTime)[0]!
  }

  function drawLane(seen: Seen, end: Record<Witness, number>): Lane {
    if (seen.lane && (finish && seen.asOf !== undefined ? seen.asOf === added : !seen.growing || grow(seen.growing, end)))
      return seen.lane
    const { task } = seen
    const program = livesOf(seen.program)
    const kitchen = livesOf(seen.kitchen)
    const inPan = pair(program, kitchen)
    const lane: Lane = {
      task,
      program: measure(
        task,
        draw(program, life => drawOnce(life, hasKitchen && isRequest(life) ? inPan.get(life) ?? 'unseen' : undefined, program.length, end)),
        end.program,
      ),
      kitchen: draw(kitchen, life => drawLife(life, end.kitchen)),
      ...tell(program.length > 0 && (!finish || isOver(program) || !hasEnded(kitchen)) ? program : kitchen),
    }
    // To its program, a refusal is an answer like that of a burnt egg.
    if (lane.outcome === 'failed' && lane.program.some(({ to, outcome }) => to === lane.ended && outcome === 'refused'))
      lane.outcome = 'refused'
    // A program that was ended from outside cannot say so of its tasks.
    if ((finish?.outcome === 'stopped' || finish?.outcome === 'timeout') && !isOver(program) && kitchen.length === 0) {
      lane.outcome = 'aborted'
      lane.ended = end.program
    }
    const started = firstStart(program) ?? firstStart(kitchen)
    if (started !== undefined)
      lane.started = started
    const share = (isProcess || holds?.has(task)) && shareOf(lane)
    if (share)
      lane.share = share
    const isSettled = isOver(program) && isOver(kitchen)
    const growing = isSettled
      ? undefined
      : { program: lane.program.filter(({ open }) => open), kitchen: lane.kitchen.filter(({ open }) => open), since: sinceWhen(seen, lane) }
    const isKept = isSettled || finish !== undefined || canGrow(growing!.since, end)
    seen.lane = isKept ? lane : undefined
    seen.growing = isKept ? growing : undefined
    seen.asOf = finish && !isSettled ? added : undefined
    return lane
  }

  /** What is over looks the same ever after. */
  function drawOnce(life: Life, inPan: Life | 'unseen' | undefined, lives: number, end: Record<Witness, number>): readonly Segment[] {
    const known = drawn.get(life)
    if (known && known.inPan === inPan)
      return known.segments
    const segments = hideUnkept(life, drawProgram(life, end.program, inPan))
    if (lives > FEW_LIVES && life.phase === 'over' && (typeof inPan !== 'object' || inPan.phase === 'over'))
      drawn.set(life, { inPan, segments })
    return segments
  }

  function canGrow(since: number, end: Record<Witness, number>): boolean {
    return tasks.size > crowd && !isProcess && !finish && end.program > since && end.kitchen > since
  }

  /** Makes what is open longer, where nothing else of it can have changed. */
  function grow({ program, kitchen, since }: NonNullable<Seen['growing']>, end: Record<Witness, number>): boolean {
    if (!canGrow(since, end))
      return false
    for (const segment of program)
      segment.to = end.program
    for (const segment of kitchen)
      segment.to = end.kitchen
    return true
  }

  /** From when on no word of the other witness is awaited that would show what is open as something else. */
  function sinceWhen({ program, kitchen }: Seen, lane: Lane): number {
    const told = [program, kitchen].flatMap(told => told?.events.at(-1)?.t ?? [])
    const due = lane.program.flatMap(({ due }) => due ?? [])
    return Math.max(cappedAt ?? 0, ...told, ...due) + WORD_MS
  }

  /**
   * Work in a process, or in a thread that tells what it did, is seen from its thread only: between its start and its
   * end it may have had no core at all.
   */
  function measure(task: string, segments: Segment[], until: number): Segment[] {
    if (segments.length === 0 || (!isProcess && book.isEmpty() && (task !== TOP_LEVEL || calls.size === 0)))
      return segments
    const mine = book.isEmpty() ? undefined : (holds ??= drawHolds()).get(task)
    if (task === TOP_LEVEL && !isProcess)
      return interrupt(segments, drawCalls(until))
    if (mine) {
      // A request waits for its answer, whatever is known of a thread; of work nothing is known then.
      const isWork = segments.some(({ work }) => work)
      return overlay(
        segments,
        mine.filter(({ thread }) => isWork || book.get(thread)).flatMap(hold => tellHold(hold, book.get(hold.thread), until, !finish)),
        cut,
      )
    }
    return segments.map((segment) => {
      if (segment.state !== 'working' || !isProcess)
        return segment
      const isYetToBeTold = !finish && segment.open && until - segment.from < TOLD_MS
      return isYetToBeTold ? { ...segment, to: segment.from } : { ...segment, state: 'unknown' }
    })
  }

  /**
   * What a task does after the last event that is kept, nobody knows; that a request waits for its answer, one does.
   */
  function hideUnkept(life: Life, segments: Segment[]): Segment[] {
    if (cappedAt === undefined || (isRequest(life) && life.segments.every(({ line }) => line === undefined)))
      return segments
    return segments.flatMap((segment) => {
      if (segment.to <= cappedAt!)
        return [segment]
      const seen = Math.min(segment.to, Math.max(segment.from, cappedAt!))
      return cut(segment, [[segment.from, seen, segment.state], [seen, segment.to, 'unknown']])
    })
  }

  return { add, at: now => inParts(now)(() => false)!, inParts, timeOf: wall => wallToKitchen(clock, wall) }
}

/** Nothing is known of its work. */
function isUnmeasured({ program }: Lane): boolean {
  const work = program.filter(segment => segment.work && segment.to > segment.from)
  return work.length > 0 && work.every(({ state }) => state === 'unknown')
}

/** A thread that works for longer without a break may have had to give up its core. */
const TURN_MS = 50

function workedLong({ program }: Lane): boolean {
  return program.some(({ state, from, to }) => state === 'working' && to - from > TURN_MS)
}

/** Of the time of a task that worked all along, so much may not be known: its thread was found a moment later. */
const UNKNOWN_PART = 0.1

function shareOf({ program }: Lane): Lane['share'] {
  // Before it had its thread it could not work.
  const work = program.filter(segment => segment.work).slice(program.findIndex(({ state }) => state !== 'waiting'))
  const sum = (segments: readonly Segment[]) => segments.reduce((sum, { from, to }) => sum + to - from, 0)
  const lasted = (state: State) => sum(work.filter(segment => segment.state === state))
  const [worked, of] = [lasted('working'), sum(work)]
  return worked > 0 && lasted('waiting') === 0 && lasted('unknown') <= of * UNKNOWN_PART ? { worked, of } : undefined
}

function isBegun({ witness, kind }: TaskEvent): boolean {
  return witness === 'program' && kind === 'start'
}

function isEnd({ kind }: TaskEvent): boolean {
  return kind === 'end' || kind === 'fail' || kind === 'abort'
}

/** The last of these, which are in order of time, that is not after `t`. */
function lastUpTo(events: readonly TaskEvent[], t: number): TaskEvent | undefined {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (events[middle]!.t <= t)
      low = middle + 1
    else
      high = middle
  }
  return events[low - 1]
}

function isEarlier(a: RunFinished, b: RunFinished): boolean {
  return a.t < b.t || (a.t === b.t && JSON.stringify(a) < JSON.stringify(b))
}

/** The segments of all lives by time. */
function draw(lives: readonly Life[], drawOne: (life: Life) => readonly Segment[]): Segment[] {
  return lives.flatMap(drawOne).sort((a, b) => a.from - b.from)
}

/** The segments of a life, with what is open drawn up to `end`. */
function drawLife({ segments }: Life, end: number): Segment[] {
  return segments.map(segment => segment.open ? { ...segment, to: Math.max(segment.from, end) } : { ...segment })
}

/**
 * A life as the program saw it, and with what the kitchen saw of it: a task that waits for an answer is in the pan.
 * Before that it is queued (for a connection, for a thread that is busy), and when the answer is there, or the time of
 * a
 * timer, it is ready and does not run.
 */
function drawProgram(life: Life, end: number, inPan: Life | 'unseen' | undefined): Segment[] {
  const isOver = life.phase === 'over'
  const slack = isOver ? WAY_MS : WORD_MS
  const until = isOver ? life.ended! : end
  const asked = life.started ?? 0
  const { started: put = isQueued(inPan) ? until : 0, ended: out = Infinity } = inPan === 'unseen' ? { started: until } : inPan ?? {}
  const queuedUntil = put - asked > slack ? put : 0
  const answered = out < Infinity && until - out > slack && wasAnswered(inPan) ? out : Infinity
  const segments = drawLife(life, end)
  const last = segments.at(-1)!
  if (last.outcome === 'fail' && typeof inPan === 'object' && inPan.segments.at(-1)!.outcome === 'refused')
    last.outcome = 'refused'
  return segments.flatMap((segment) => {
    const { state, from, to, due = Infinity } = segment
    if (state !== 'waiting' || (queuedUntil <= from && answered === Infinity && due === Infinity))
      return [segment]
    const within = (t: number) => Math.min(to, Math.max(from, t))
    const begin = within(queuedUntil)
    // Who gives its turn away is due at once; a timer is always a little late.
    const late = due <= from ? 0 : slack
    const ready = Math.max(begin, within(Math.min(answered, to - due > late ? due : Infinity)))
    return cut(segment, [[from, begin, 'ready'], [begin, ready, 'waiting'], [ready, to, 'ready']])
  })
}

/**
 * The parts of a segment that last, the whole of it where none does. How it ended, and that it is open, is its last
 * part's.
 */
function cut(segment: Segment, parts: [from: number, to: number, state: State][]): Segment[] {
  const lasting = parts.filter(([from, to]) => to > from)
  if (lasting.length < 2)
    return [{ ...segment, state: lasting[0]?.[2] ?? segment.state }]
  const { outcome, text } = segment
  const isPlain = outcome === undefined && text === undefined
  return lasting.map(([from, to, state], i) => {
    const isLast = i === lasting.length - 1
    const part = { ...segment, from, to, state, open: segment.open && isLast }
    if (!isPlain && !isLast) {
      delete part.outcome
      delete part.text
    }
    return part
  })
}

/** Segments of the top level: who has called a task and works no more could go on, and has not its turn. */
function interrupt(segments: readonly Segment[], calls: readonly [from: number, to: number][]): Segment[] {
  let next = 0
  return segments.flatMap((segment) => {
    if (segment.state !== 'working')
      return [segment]
    const parts: [number, number, State][] = []
    let at = segment.from
    while (next < calls.length && calls[next]![1] <= segment.from)
      next++
    for (let i = next; i < calls.length && calls[i]![0] < segment.to; i++) {
      const [from, to] = calls[i]!
      const begin = Math.max(at, from)
      const end = Math.min(segment.to, to)
      parts.push([at, begin, 'working'], [begin, end, 'ready'])
      at = Math.max(begin, end)
    }
    return parts.length === 0 ? [segment] : cut(segment, [...parts, [at, segment.to, 'working']])
  })
}

/** Requests have numbers; the program's own tasks have none. */
function isRequest({ id, work }: Life): boolean {
  return id !== undefined && !work
}

function isQueued(life: Life | 'unseen' | undefined): boolean {
  return typeof life === 'object' && life.segments[0]!.guest === 'queued'
}

function wasAnswered(life: Life | 'unseen' | undefined): boolean {
  return typeof life === 'object' && life.segments.at(-1)?.outcome !== 'abort'
}

/** Which of the kitchen's lives is which request: the first one left that began while that was under way. */
function pair(program: readonly Life[], kitchen: readonly Life[]): Map<Life, Life> {
  const pairs = new Map<Life, Life>()
  if (kitchen.length === 0)
    return pairs
  const put = ({ started = 0 }: Life) => started
  const came = ({ segments }: Life) => segments[0]!.from
  const left = kitchen.toSorted((a, b) => came(a) - came(b))
  let next = 0
  for (const life of program.filter(isRequest).sort((a, b) => put(a) - put(b))) {
    const { started = 0, ended = Infinity } = life
    // What began before this one began before all later ones, too.
    while (next < left.length && came(left[next]!) < started - WAY_MS)
      next++
    const found = left[next]
    if (found && came(found) <= ended + WAY_MS) {
      pairs.set(life, found)
      next++
    }
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
  const outcomes = { end: 'done', fail: 'failed', abort: 'aborted', refused: 'refused' } as const
  const { outcome, guest } = final.segments.at(-1)!
  return { outcome: guest === 'gone' ? 'aborted' : outcomes[outcome!], ended: final.ended! }
}
