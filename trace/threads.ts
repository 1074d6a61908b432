import type { ThreadSeen } from './events.ts'
import type { Segment, State } from './life.ts'
import type { TaskEvent } from './order.ts'

/**
 * Which thread was on which task, and what it did: from what the program said of its threads and what the system saw of
 * them.
 */

/** What a thread was seen doing for a while. */
export interface Stretch {
  from: number
  to: number
  did: ThreadSeen['did'][number][0]
}

/** A thread was at work on a task for so long; or, once the task has parked, may still have been held by it. */
export interface Hold {
  task: string
  thread: number
  from: number
  /** Missing while it goes on. */
  to?: number
  parked: boolean
}

/** A thread, for a strip of its own under the tasks. */
export interface ThreadLane {
  thread: number
  process: number
  /** As the system calls it. */
  name: string
  /** As it is called here: `main`, `thread 2`, `process 2` where there are several; of a runtime's own, its job. */
  label: string
  parts: ThreadPart[]
  /** For how many milliseconds it worked and was on no task. */
  beside: number
}

/** Work on no task, in milliseconds: what starts and ends a program, what it does between tasks, and what runs it. */
export interface Beside {
  worked: number
  /** So much of that was done by threads of the runtime's own: its compiler, its collector. */
  runtime: number
  /** And so much by threads that have no lane, each for less than is worth one. */
  unlisted: number
}

/** Blocked: held by a call or a lock. Idle: nobody needs it. */
export interface ThreadPart {
  from: number
  to: number
  state: 'working' | 'ready' | 'blocked' | 'idle'
  /** The task that it was on. */
  task?: string
}

/**
 * A system is asked about a thread each millisecond, and is late on a busy machine: between two answers nothing is
 * missing.
 */
const GRAIN_MS = 5

/** Of a thread that sleeps the system is heard only so often. */
const STILL_MS = 200

/** All that was seen of one thread. */
export interface ThreadRecord {
  thread: number
  process: number
  name: string
  /** In order of time, once asked for. */
  stretches: () => readonly Stretch[]
}

export interface ThreadBook {
  /** False when it was known already. */
  add: (event: ThreadSeen) => boolean
  get: (thread: number) => ThreadRecord | undefined
  all: () => ThreadRecord[]
  isEmpty: () => boolean
}

export function createThreadBook(): ThreadBook {
  interface Entry extends ThreadRecord { events: Map<number, ThreadSeen> }
  const entries = new Map<number, Entry>()

  function create({ thread, process, name }: ThreadSeen): Entry {
    const events = new Map<number, ThreadSeen>()
    let drawn: Stretch[] = []
    let of = 0
    return {
      thread,
      process,
      name,
      events,
      stretches() {
        if (of !== events.size) {
          drawn = [...events.values()].sort((a, b) => a.from - b.from).flatMap(toStretches)
          of = events.size
        }
        return drawn
      },
    }
  }

  return {
    add(event) {
      let entry = entries.get(event.thread)
      if (!entry)
        entries.set(event.thread, entry = create(event))
      const isNew = !entry.events.has(event.from)
      entry.events.set(event.from, event)
      return isNew
    },
    get: thread => entries.get(thread),
    all: () => [...entries.values()],
    isEmpty: () => entries.size === 0,
  }
}

function toStretches({ from, did }: ThreadSeen): Stretch[] {
  let at = from
  return did.map(([did, ms]) => ({ from: at, to: at += ms, did }))
}

/**
 * Who had which thread, from when to when. `events`: those of the program's tasks, in order of time. `only`: the thread
 * of a program that has no other, for tasks that do not say theirs.
 */
export function toHolds(events: readonly TaskEvent[], only?: number): Map<string, Hold[]> {
  /** The tasks on each thread that run, the last to have gone on last; some of them have parked or ended since. */
  const threads = new Map<number, { running: Map<string, number>, stack: [task: string, since: number][], now?: Hold }>()
  const threadOf = new Map<string, number>()
  const holds = new Map<string, Hold[]>()

  for (const event of events) {
    const { kind, task, t } = event
    const isOwn = ('work' in event && event.work) || 'line' in event
    const thread = ('thread' in event ? event.thread : undefined) ?? threadOf.get(task) ?? (isOwn ? only : undefined)
    if (thread === undefined)
      continue
    threadOf.set(task, thread)
    let on = threads.get(thread)
    if (!on)
      threads.set(thread, on = { running: new Map(), stack: [] })
    const begin = (task: string, parked: boolean): void => {
      if (on.now)
        on.now.to = t
      on.now = { task, thread, from: t, parked }
      pushTo(holds, task, on.now)
    }
    on.running.delete(task)
    if (kind === 'start' || kind === 'resume') {
      on.running.set(task, t)
      on.stack.push([task, t])
    }
    if (kind === 'start' || kind === 'resume' || kind === 'park') {
      begin(task, kind === 'park')
      continue
    }
    if (on.now?.task !== task)
      continue
    on.now.to = t
    on.now = undefined
    // Who called it goes on.
    while (on.stack.length > 0 && on.running.get(on.stack.at(-1)![0]) !== on.stack.at(-1)![1])
      on.stack.pop()
    const caller = on.stack.at(-1)
    if (caller)
      begin(caller[0], false)
  }
  return holds
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  if (!map.get(key)?.push(value))
    map.set(key, [value])
}

/** What is known of a task at a time, in order of time; `unknown` where its thread was not seen. */
export interface Known {
  from: number
  to: number
  state: State
}

/**
 * What a hold tells of its task. A thread that sleeps keeps a task that has not parked from going on; one that has
 * parked is held only until the thread has looked for other work. `until`: what is not told by then may still come.
 */
export function tellHold(
  { from, to = Infinity, parked }: Hold,
  record: ThreadRecord | undefined,
  until: number,
  running: boolean,
): Known[] {
  const end = Math.min(to, until)
  const known: Known[] = []
  let at = from
  for (const stretch of within(record?.stretches() ?? [], from, end)) {
    if (parked && (stretch.did === 'idle' || (stretch.did === 'lock' && stretch.to - stretch.from > GRAIN_MS)))
      return known
    fill(stretch.from)
    if (!parked || stretch.did === 'blocked')
      push(stretch.to, stretch.did === 'working' || stretch.did === 'ready' ? stretch.did : 'blocked')
    else
      at = Math.min(end, stretch.to)
  }
  // Who slept when last seen most likely still does; of all others it is not known yet.
  const last = record?.stretches().at(-1)
  const sleeps = last && last.to > from && last.did !== 'working' && last.did !== 'ready'
  if (running && to > until && !parked) {
    if (sleeps)
      push(end, 'blocked')
  }
  else if (!parked) {
    fill(end)
    if (known.length === 0 && end > from)
      known.push({ from, to: end, state: 'unknown' })
  }
  return known

  /** A gap as small as the grain of what is seen belongs to what is beside it. */
  function fill(upTo: number): void {
    const before = known.at(-1)
    if (upTo <= at || parked)
      return
    if (upTo - at > GRAIN_MS)
      push(upTo, 'unknown')
    else if (before)
      before.to = at = Math.min(end, upTo)
  }

  function push(upTo: number, state: State): void {
    const stop = Math.min(end, upTo)
    if (stop <= at)
      return
    const before = known.at(-1)
    // A gap at its very beginning belongs to what follows.
    if (before?.state === state && before.to >= at)
      before.to = stop
    else
      known.push({ from: known.length === 0 && at - from <= GRAIN_MS ? from : at, to: stop, state })
    at = stop
  }
}

/** Those stretches, in order of time, that lie between two moments. */
function within(stretches: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle]!.to <= from)
      low = middle + 1
    else
      high = middle
  }
  let end = low
  while (end < stretches.length && stretches[end]!.from < to)
    end++
  return stretches.slice(low, end)
}

/**
 * The segments of a task, with what its threads did where they were on it. Of one that works, what is not known yet is
 * not drawn.
 */
export function overlay(
  segments: readonly Segment[],
  known: readonly Known[],
  cut: (segment: Segment, parts: [number, number, State][]) => Segment[],
): Segment[] {
  let next = 0
  return segments.flatMap((segment) => {
    const parts: [number, number, State][] = []
    let at = segment.from
    while (next < known.length && known[next]!.to <= segment.from)
      next++
    for (let i = next; i < known.length && known[i]!.from < segment.to; i++) {
      const { from, to, state } = known[i]!
      const [begin, end] = [Math.max(segment.from, from), Math.min(segment.to, to)]
      if (begin > at)
        parts.push([at, begin, between(segment)])
      parts.push([begin, end, state])
      at = end
    }
    const rest = segment.to - at
    if (rest > 0 && !(segment.open && segment.state === 'working'))
      parts.push([at, segment.to, between(segment)])
    // Nothing of it is known yet.
    if (parts.length === 0)
      return segment.open ? [{ ...segment, to: segment.from }] : [{ ...segment, state: between(segment) }]
    return cut({ ...segment, to: at + (rest > 0 && segment.open && segment.state === 'working' ? 0 : rest) }, parts)
  })
}

/** While its thread was on another task: it could have worked, or waited anyway. */
function between({ state }: Segment): State {
  return state === 'working' ? 'ready' : state
}

/** Threads of a runtime's own, by the beginnings of the names that it gives them; no task is ever on one. */
const RUNTIME: readonly (readonly [label: string, names: RegExp])[] = [
  ['compiler', /^C[12] Compiler/],
  ['collector', /^(?:GC Thread|G1 |Finalizer|Reference Handl)/],
  ['runtime', /^(?:VM |Signal Dispatch|Service Thread|Monitor Deflati|Common-Cleaner|Notification Th|Attach Listener|ArchiveWorker|V8Worker)/],
]

function labelOfRuntime(name: string): string | undefined {
  return RUNTIME.find(([, names]) => names.test(name))?.[0]
}

/**
 * The threads for a strip: those that a task was on, and those that did something. In the order in which they began.
 * `now`: of those that go on it is told a moment later.
 */
export function toThreadLanes(book: ThreadBook, holds: ReadonlyMap<string, readonly Hold[]>, now?: number): ThreadLane[] {
  const byThread = new Map<number, Hold[]>()
  for (const hold of [...holds.values()].flat())
    pushTo(byThread, hold.thread, hold)
  const shown = book.all()
    .filter(record => byThread.has(record.thread) || isBusy(record))
    .sort((a, b) => (a.stretches()[0]?.from ?? 0) - (b.stretches()[0]?.from ?? 0) || a.thread - b.thread)
  const isSingle = new Set(shown.map(({ process }) => process)).size === 1
  let number = 0
  return shown.map((record) => {
    const { thread, process, name } = record
    const mine = byThread.get(thread)?.sort((a, b) => a.from - b.from)
    const ofRuntime = mine ? undefined : labelOfRuntime(name)
    number += ofRuntime ? 0 : 1
    const label = ofRuntime ?? (isSingle && thread === process ? 'main' : `${isSingle ? 'thread' : 'process'} ${number}`)
    const parts = toParts(record, mine ?? [], now)
    return { thread, process, name, label, parts, beside: sum(parts.filter(({ state, task }) => state === 'working' && task === undefined)) }
  })
}

/** What all threads worked on no task, with the lanes of those that have one. */
export function toBeside(book: ThreadBook, lanes: readonly ThreadLane[]): Beside {
  const listed = new Set(lanes.map(({ thread }) => thread))
  const others = book.all().filter(({ thread }) => !listed.has(thread))
  const unlisted = others.reduce((ms, record) => ms + lasted(record, 'working'), 0)
  return {
    worked: lanes.reduce((ms, { beside }) => ms + beside, unlisted),
    runtime: lanes.reduce((ms, { label, beside }) => ms + (RUNTIME.some(([own]) => own === label) ? beside : 0), 0)
      + others.reduce((ms, record) => ms + (labelOfRuntime(record.name) ? lasted(record, 'working') : 0), 0),
    unlisted,
  }
}

/** A thread that has worked for less, and was held by a call for less, did nothing worth a lane. */
const BUSY_MS = 20
const HELD_MS = 100

function isBusy(record: ThreadRecord): boolean {
  return lasted(record, 'working') >= BUSY_MS || lasted(record, 'blocked') >= HELD_MS
}

function lasted(record: ThreadRecord, what: Stretch['did']): number {
  return sum(record.stretches().filter(({ did }) => did === what))
}

function sum(stretches: readonly { from: number, to: number }[]): number {
  return stretches.reduce((ms, { from, to }) => ms + to - from, 0)
}

function toParts(record: ThreadRecord, holds: readonly Hold[], now = 0): ThreadPart[] {
  const parts: ThreadPart[] = []
  let next = 0
  for (const { from, to, did } of record.stretches()) {
    let at = from
    while (at < to) {
      while (next < holds.length && (holds[next]!.to ?? Infinity) <= at)
        next++
      const hold = holds[next]
      const isOn = hold !== undefined && hold.from <= at
      const end = Math.min(to, hold === undefined ? to : isOn ? hold.to ?? to : hold.from)
      const task = isOn && (!hold.parked || did === 'blocked') ? hold.task : undefined
      const state = did === 'working' || did === 'ready' ? did : did === 'blocked' || (isOn && !hold.parked) ? 'blocked' : 'idle'
      const last = parts.at(-1)
      if (last?.state === state && last.task === task && at - last.to <= GRAIN_MS)
        last.to = end
      else
        parts.push({ from: at, to: end, state, ...task !== undefined && { task } })
      at = end
    }
  }
  const last = parts.at(-1)
  if (last && last.to < now && (last.state === 'idle' || last.state === 'blocked'))
    last.to = Math.min(now, last.to + STILL_MS)
  return parts
}
