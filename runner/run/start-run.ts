import type { ClockTold, Engine, KitchenEvent, Machine, RunEvent, RunFinished } from '../../trace/events.ts'
import type { Program } from '../code/program.ts'
import type { ClockWish } from './ask-clock.ts'
import type { KitchenFeed } from './kitchen-feed.ts'
import type { MessageOut, SeenInside } from './messages.ts'
import type { WorkerLike } from './worker-like.ts'
import { PROGRAM_OVER } from '../../trace/life.ts'
import { sha256 } from '../code/program.ts'
import { askClock } from './ask-clock.ts'
import { createGrowingRun } from './growing-run.ts'
import { CAPPED, createKeeper, cut } from './keep.ts'
import { createKitchenTime } from './kitchen-time.ts'
import { createMerge } from './merge.ts'
import { absoluteNow } from './messages.ts'
import { setRules } from './set-rules.ts'
import { alignFromRoundTrips, createTally } from './tally.ts'

/**
 * The longest a demo runs unless it is told otherwise. The slowest of the talk takes half of it; a program that takes
 * longer does not end.
 */
const LIMIT_MS = 30_000

/** What surrounds a program is a few files; on a machine that does ten other things they come late all the same. */
const LOAD_MS = 60_000

/** A thread is there in a tenth of a second, or something is wrong with it. */
const START_MS = 10_000

/** Stop means now: the kitchen hears of it within a few milliseconds, and is waited for no longer than this. */
const STOPPED_GRACE_MS = 80
/** Of thousands at once it would take longer than Stop may to tell what became of each. */
const FLOOD_GRACE_MS = 40

/** A program has its eggs a moment before the kitchen's word of them is here. */
const ENDED_GRACE_MS = 250

/** A kitchen lets a paused run go on by itself after four minutes. One that does not is gone. */
const PAUSED_MS = 300_000

/** A program that computes does not say when its next timer is due; its answers are stepped through all the same. */
const BUSY_MS = 500

/** Of a run that is stopped with more tasks than this, it is not told of each that it was called off. */
const MOST_CALLED_OFF = 2_000

/** Between two looks at what the kitchen remembers, where it does not tell it live. */
const LOOK_AGAIN_MS = 30

export interface RunOptions {
  /** The slug of the demo. */
  demo: string
  program: Program
  /** Base address of the kitchen, without the run's part and without a slash at its end. */
  kitchen: string
  /** How long an egg takes there, in milliseconds: what the program finds in `EGG_MS`. */
  eggMs?: number
  spawn: () => WorkerLike
  feed: KitchenFeed
  /** The kitchen serves this run alone: what asks it without a run's name is the program, too. */
  walkIns?: boolean
  /** Whether the kitchen can be asked afterwards what it saw of a run: one in the page itself is not asked. */
  remembers?: () => boolean
  /** The kitchen is reached only by way of the thread, and hears its rules there, too. */
  threadTellsRules?: boolean
  /** What `spawn` starts: a `worker` by default. */
  engine?: Exclude<Engine, 'replay'>
  /** How fast its clock goes from the start: 1 by default, the machine's speed. */
  speed?: number
  /** {@link LIMIT_MS} by default, in the kitchen's time. It counts from the program's first line. */
  limitMs?: number
  /** How long the program may take to its first line: {@link START_MS} by default, without end where that is 0. */
  startMs?: number
  /** What runs it, by name and version. */
  toolchain: Record<string, string>
  /** The machine that it runs on, where that is known. */
  machine?: Machine
  /** Stops the run. */
  signal?: AbortSignal
}

/** A run on its way, or over. */
export interface Run {
  id: string
  /**
   * What has been seen so far, in order of time; but what the kitchen had to be asked for afterwards stands where it
   * came.
   */
  readonly events: readonly RunEvent[]
  /** Calls back with every event from now on; answers what ends that. */
  subscribe: (listener: (event: RunEvent) => void) => () => void
  /** Ends the program at once, whatever it is doing. Nothing happens when it is over already. */
  stop: () => Promise<void>
  /** Says something to the program, where it can hear: plain data. */
  say?: (what: unknown) => void
  /** Sets the clock of the run while it is live. Settles when that is so; with a sentence where it cannot be. */
  setClock?: (wish: ClockWish) => Promise<string | undefined>
  /** The last event. Never rejects. */
  finished: Promise<RunFinished>
  /** Milliseconds since its `t = 0`, by the clock of what runs it; nothing before that. */
  elapsed: () => number | undefined
}

/**
 * Two threads of a machine agree on the time to a millisecond, until the machine sleeps: a clock that was running then
 * is late by that for good. What comes from further in the future than this tells of such a sleep.
 */
const SLEPT_MS = 1_000

/** Runs a program in a thread or a process of its own, and writes down what the program and the kitchen saw. */
export function startRun(options: RunOptions): Run {
  const { demo, program, kitchen, eggMs, feed, engine = 'worker', limitMs = LIMIT_MS, startMs = START_MS, speed = 1, toolchain, machine, signal } = options
  const id = createRunId()
  const growing = createGrowingRun()
  /**
   * A worker reports every request it makes. Of a process's requests only the kitchen knows, and it is asked at the
   * end.
   */
  const tellsRequests = engine === 'worker'
  const tally = createTally({ tellsRequests })
  /** What the kitchen said before it was known how its clock stands to ours. */
  let unplaced: KitchenEvent[] = []
  let phase: 'running' | 'closing' | 'over' = 'running'
  /** When the program's first line ran, on the absolute clock. */
  let origin: number | undefined
  /** Fixed from the first egg on: a better estimate in the middle would stretch an egg. */
  let offset: number | undefined
  let hasMissed = feed.state !== 'open'
  let last = 0
  let cpu: number | undefined
  /** How far the program's clock is before ours, where the machine slept between their beginnings. */
  let ahead = 0
  let onNews = () => {}

  let source = ''
  const now = () => absoluteNow() + ahead
  const time = createKitchenTime(() => origin!)
  /** Since when the kitchen is asked to set the clock: until it has answered, nobody knows the time of what is seen. */
  let settingSince: number | undefined
  /** One after the other. */
  let clockSet: Promise<unknown> = Promise.resolve()
  let onDue = (_: number | undefined) => {}
  const merge = createMerge(event => emit(time.place(event)), () => (settingSince ?? now()) - origin!)
  const keeper = createKeeper<RunEvent>(({ t }) => {
    tell({ t, kind: 'capped', witness: 'program', run: id })
    tell({ t, kind: 'log', witness: 'program', run: id, stream: 'stderr', text: CAPPED })
  })
  const worker = options.spawn()
  const stopListening = [
    feed.subscribe(hearKitchen),
    feed.onClock(told => told.run === id && hearClock(told)),
    feed.onState((state) => {
      hasMissed ||= state !== 'open'
    }),
  ]
  const stop = () => close('stopped')
  let limit
    = startMs > 0 ? setTimeout(() => close('timeout', `The program's thread was not loaded within ${LOAD_MS / 1000} s`), LOAD_MS) : undefined
  const announced = Promise.all([feed.announce(id), program.kitchen && !options.threadTellsRules && tellRules(program.kitchen)])
    .then(async ([name]) => {
      const why = speed === 1 ? undefined : await askForClock({ rate: speed })
      if (why !== undefined && phase === 'running')
        void close('failed', why)
      return name
    })
  const hashed = sha256(program.text).then(hash => void (source = hash))
  void hashed.then(async () => {
    if (signal?.aborted)
      void stop()
    const name = await announced
    await worker.loaded
    if (phase !== 'running')
      return
    clearTimeout(limit)
    if (startMs > 0)
      limit = setTimeout(() => close('timeout', `The program's thread did not begin within ${startMs / 1000} s`), startMs)
    worker.start({ program, kitchen: `${kitchen}/run/${name}`, eggMs, ...time.isSet() && { clock: time.setting() } })
  })
  signal?.addEventListener('abort', stop)
  worker.onMessage(hearWorker)
  worker.onDeath(async (why) => {
    const at = now()
    await hashed
    if (phase !== 'running')
      return
    seeInside({ at, kind: 'log', text: why, stream: 'stderr' })
    void close('failed', why, at)
  })
  void feed.sync()

  function emit(event: RunEvent) {
    const kept = keeper.keep(event)
    if (kept)
      tell(kept)
  }

  function tell(event: RunEvent) {
    last = Math.max(last, event.t)
    growing.add(event)
  }

  function hearWorker(message: MessageOut) {
    if (phase !== 'running')
      return
    switch (message.kind) {
      case 'began':
        if (message.at - absoluteNow() > SLEPT_MS)
          ahead = message.at - absoluteNow()
        return begin(message.at)
      case 'seen':
        return message.events.forEach(seeInside)
      case 'unkept':
        return keeper.count(message.events)
      case 'due':
        return onDue(message.due)
      case 'over':
        cpu = message.cpu
        return void close(message.outcome, message.text, message.at)
    }
  }

  /** The program's first line is about to run: that is where the run's time begins. */
  function begin(at: number) {
    origin = at
    setLimit()
    // What the clock on the wall says, which goes on while a machine sleeps.
    const startedAt = new Date(Date.now() - (now() - at)).toISOString()
    merge.add({ t: 0, kind: 'run', witness: 'program', run: id, demo, engine, startedAt, source, toolchain, ...machine && { machine } })
    if (time.isSet())
      merge.add({ t: 0, kind: 'clock', witness: 'kitchen', run: id, rate: time.setting().rate, wall: 0 })
  }

  /** It is one in the kitchen's time, and no program is ended for a pause. */
  function setLimit() {
    clearTimeout(limit)
    const { rate } = time.setting()
    limit = rate === 0
      ? setTimeout(() => close('timeout', 'It was paused, and its kitchen did not let it go on.'), PAUSED_MS)
      : setTimeout(
          () => close('timeout', `It was still running after ${limitMs / 1000} s, and that is the limit.`),
          Math.max(0, limitMs - time.of(now() - origin!)) / rate,
        )
  }

  function setClock(wish: ClockWish): Promise<string | undefined> {
    const set = clockSet.then(() => phase === 'running' ? askForClock(wish) : undefined)
    clockSet = set
    return set
  }

  async function askForClock(wish: ClockWish): Promise<string | undefined> {
    offset ??= feed.offset()
    const until = 'step' in wish ? await nextTimer() : undefined
    const asked = settingSince = now()
    const told = await askClock(worker.ask ?? fetch, `${kitchen}/run/${id}`, { ...wish, ...until !== undefined && { until: until - (offset ?? 0) - ahead } })
    settingSince = undefined
    if (typeof told === 'string')
      return told
    offset ??= (asked + now()) / 2 - told.at - ahead
    hearClock(told)
  }

  /** When the program's next timer is due, which a step must not pass. */
  function nextTimer(): Promise<number | undefined> {
    if (!worker.tellClock || offset === undefined)
      return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, BUSY_MS, undefined)
      onDue = (due) => {
        clearTimeout(timer)
        resolve(due)
      }
      worker.tellClock!({ next: true })
    })
  }

  /** The kitchen has set the clock: the program, its limit and the picture go by that from then on. */
  function hearClock({ at, time: said, rate }: Pick<ClockTold, 'at' | 'time' | 'rate'>) {
    offset ??= feed.offset()
    if (offset === undefined || phase === 'over')
      return
    const shift = offset + ahead
    const setting = { at: at + shift, time: said + shift, rate }
    if (!time.add(setting))
      return
    worker.tellClock?.({ clock: setting })
    if (origin === undefined)
      return
    const wall = place(setting.at)
    merge.add({ t: wall, kind: 'clock', witness: 'kitchen', run: id, rate, wall })
    if (phase === 'running')
      setLimit()
  }

  function place(at: number): number {
    // Whole microseconds: as fine as the clocks are, and short in a record.
    return Math.max(0, Math.round((at - origin!) * 1000) / 1000)
  }

  function seeInside(event: SeenInside) {
    tally.program(event)
    const { at, ...rest } = event
    if (origin === undefined)
      begin(at)
    const due = 'due' in rest && rest.due !== undefined && { due: place(rest.due) }
    const from = rest.kind === 'thread' && { from: place(rest.from) }
    merge.add({ t: place(at), witness: 'program', run: id, ...rest, ...due, ...from } as RunEvent)
  }

  function hearKitchen(told: KitchenEvent | ClockTold) {
    if (told.kind === 'clock')
      return told.run === id ? hearClock(told) : undefined
    const event = options.walkIns && told.run === undefined ? { ...told, run: id } : told
    if (event.run !== id || phase === 'over' || !tally.kitchen(event))
      return
    unplaced.push(event)
    placeKitchen(feed.offset())
    onNews()
  }

  function placeKitchen(estimate: number | undefined) {
    offset ??= estimate
    if (offset === undefined || origin === undefined)
      return
    // No egg is ordered before the program's first line. An estimate that says so is too low by at least as much; and
    // were only its start moved to the beginning, the egg would be shorter than it was.
    if (!options.walkIns && unplaced.length > 0)
      offset = Math.max(offset, origin - ahead - unplaced[0]!.at)
    for (const { at, ...event } of unplaced)
      merge.add({ ...event, t: place(at + offset + ahead) })
    unplaced = []
  }

  async function close(outcome: RunFinished['outcome'], text?: string, at = now()): Promise<void> {
    if (phase !== 'running')
      return void await growing.finished
    phase = 'closing'
    signal?.removeEventListener('abort', stop)
    const gone = worker.terminate()
    // A browser lets a busy thread keep its requests for seconds.
    if (outcome !== 'done')
      feed.callOff(id)
    await gone
    await hashed
    if (origin === undefined)
      begin(at)
    clearTimeout(limit)

    const isCut = outcome === 'stopped' || outcome === 'timeout'
    // What the live trace has not told yet of a program that is done, nobody here knows to wait for.
    hasMissed ||= !tellsRequests && !isCut
    const why = isCut ? outcome === 'stopped' ? 'stopped' : 'out of time' : PROGRAM_OVER
    const t = place(at)
    const open = tally.open()
    // A flood is over when its run is: to say so of each task would keep Stop waiting.
    const isFlood = isCut && open.length > MOST_CALLED_OFF
    if (!isFlood) {
      for (const task of open)
        merge.add({ t, kind: 'abort', witness: 'program', run: id, ...task, text: why })
    }
    await hearOut(isFlood ? FLOOD_GRACE_MS : isCut ? STOPPED_GRACE_MS : ENDED_GRACE_MS, !isCut)

    stopListening.forEach(end => end())
    // Of a flood the requests are many to compare, and seldom needed.
    placeKitchen(offset ?? alignFromRoundTrips(tally.roundTrips()))
    await merge.flush()
    phase = 'over'
    const ms = time.of(place(at))
    const event: RunFinished = {
      t: Math.max(last, ms),
      kind: 'finish',
      witness: 'program',
      run: id,
      outcome,
      ms,
      ...(cpu !== undefined && { cpu }),
      ...(text !== undefined && { text: cut(text) }),
      ...(keeper.unkept() > 0 && { unkept: keeper.unkept() }),
    }
    emit(event)
  }

  /** Waits, but not for long, until the kitchen has told the end of everything. */
  async function hearOut(graceMs: number, canRecall: boolean) {
    const deadline = absoluteNow() + graceMs
    const isComplete = () => !hasMissed && tally.isSettled()
    const canWait = () => !hasMissed && absoluteNow() < deadline
    while (!isComplete() && canWait()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, deadline - absoluteNow()))
        onNews = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    // What was not told live is remembered.
    const mayAsk = () => hasMissed || canRecall
    while (!isComplete() && mayAsk()) {
      for (const event of await recall(graceMs))
        hearKitchen(event)
      if (tally.isSettled() || absoluteNow() >= deadline)
        return
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }

  async function tellRules(rules: object): Promise<void> {
    const why = await setRules(fetch, `${kitchen}/run/${id}`, rules)
    if (why !== undefined && phase === 'running')
      void close('failed', why)
  }

  async function recall(withinMs: number): Promise<(KitchenEvent | ClockTold)[]> {
    if (options.remembers?.() === false)
      return []
    try {
      const reply = await fetch(`${kitchen}/run/${id}/trace`, { cache: 'no-store', signal: AbortSignal.timeout(withinMs) })
      return reply.ok ? (await reply.text()).split('\n').filter(Boolean).map(line => JSON.parse(line) as KitchenEvent | ClockTold) : []
    }
    catch {
      // There is no kitchen any more; what it told is what there is.
      return []
    }
  }

  return {
    id,
    events: growing.events,
    subscribe: growing.subscribe,
    stop,
    say: what => worker.say?.(what),
    setClock,
    finished: growing.finished,
    elapsed: () => origin === undefined ? undefined : now() - origin,
  }
}

const ID_LENGTH = 8
const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A name that no other run has. */
export function createRunId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH))
  return Array.from(bytes, byte => ID_LETTERS[byte % ID_LETTERS.length]).join('')
}
