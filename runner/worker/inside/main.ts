import type { Logged } from '../../../trace/events.ts'
import type { CompiledProgram } from '../../code/compile.ts'
import type { Hooks } from '../../code/instrument.ts'
import type { ProgramPlace } from '../../run/console.ts'
import type { ClockMessage, MessageOut, SaidMessage, SeenInside, StartMessage } from '../../run/messages.ts'
import type { LoopWatch } from './loop-watch.ts'
import type { PromiseStates } from './promise-states.ts'
import type { Step } from './step-marks.ts'
import { UNHANDLED } from '../../../trace/advice.ts'
import { PROGRAM_OVER } from '../../../trace/life.ts'
import { STUCK } from '../../../trace/waits.ts'
import { compile, link } from '../../code/compile.ts'
import { HOOKS } from '../../code/instrument.ts'
import { ProgramError } from '../../code/program.ts'
import { capped, createConsole, describeThrown } from '../../run/console.ts'
import { format, hasUnknown, WHAT_IS_UNKNOWN, withMessagesNow } from '../../run/format.ts'
import { createKeeper } from '../../run/keep.ts'
import { whatInstead } from './absent-names.ts'
import { limitCollections, limitLists } from './allowance.ts'
import { cleanError, createFrames } from './frames.ts'
import { hideMarks } from './hide-marks.ts'
import { watchLoop } from './loop-watch.ts'
import { closeWaysOut } from './network-sandbox.ts'
import { createOutbox } from './outbox.ts'
import { createPending } from './pending.ts'
import { createPlaces } from './places.ts'
import { createProgramClock } from './program-clock.ts'
import { createPromiseStates } from './promise-states.ts'
import { createReport } from './report.ts'
import { createRunTimers } from './run-timers.ts'
import { createSteps } from './step-marks.ts'
import { trackTimers } from './timers.ts'
import { trackWaits } from './track-waits.ts'
import { trackWorkers } from './web-workers.ts'
import { witnessFetch } from './witness.ts'

/**
 * What surrounds a program inside its thread, in a browser and in Node alike: it tells the program where its kitchen
 * is, hears what it prints, sees what it asks for, and knows when it is over. One thread runs one program.
 */

/** What differs between a browser's worker and Node's. */
export interface Platform {
  post: (message: MessageOut) => void
  onMessage: (listener: (message: StartMessage | SaidMessage | ClockMessage) => void) => void
  /** Reports errors and rejections that the program did not handle. */
  onUncaught: (listener: (thrown: unknown, from: 'throw' | 'rejection') => void) => void
  /** An address from which a module with this text can be imported; `file` is where it lies. */
  toUrl: (text: string, file?: string) => string
  /** Imports the module at such an address. */
  load: (url: string) => Promise<unknown>
  /** Gets the way to the kitchen ready, where the engine's first request is much slower than its second. */
  prepare?: (kitchen: string) => Promise<void>
  /** The way to a kitchen that no `fetch` of the engine's own reaches; nothing where that reaches it. */
  openWay?: (message: StartMessage) => Promise<typeof fetch> | undefined
  /** Makes the globals as the program is to find them: its environment above all, which becomes `process.env`. */
  setGlobals: (globals: Globals) => void
  /** Whether the engine itself knows of something that is still to come. */
  isAlive?: () => boolean
  /** Nothing is left to do, which the program may listen for: whether it does. It may begin something new then. */
  rests?: () => boolean
  /** What an engine does when a program has come to its end; answers with which code it then leaves. */
  leaves?: () => number
  /** Lets the next answer or timer go, where all of them are held (`held.ts`); `false`: there is none. */
  lets?: () => boolean
  /** Where a program is run more than once, it is compiled once. */
  compile?: typeof compile
}

export interface Globals {
  /** It is a program of one's own, which may use all that its engine has. */
  isOwn: boolean
  /** Where such a program lies. */
  path?: string
  env: Record<string, string>
  /** Prints as `process.stdout.write` does. */
  write: (text: string, stream: Logged['stream']) => void
  /** The program leaves by itself, with this code, and does not go on. */
  exit: (code: number) => void
}

/**
 * What a program that has come to rest may still be about to do: answers that arrive through streams take a few turns
 * of the event loop, and each turn here is at least a millisecond.
 */
const TURNS_AT_REST = 3
const TURN_MS = 3

/** A module that awaits something while nothing is pending: after this long, it will never come. */
const STUCK_MS = 500

/** Where all that a program waits for is held, it has come to rest when nothing has happened for so many turns. */
const TURNS_OF_QUIET = 4

/** A program that asks the clock again and again is never over. The longest demo takes a tenth of these. */
const MOST_LET_GO = 1_000

const TOO_MANY_LET_GO = `It is not over after ${MOST_LET_GO.toLocaleString('en')} answers and timers.`

/** Past the cap events are counted by so many: a loop without end must not drown the page that counts. */
const COUNT_BY = 10_000

/** The first program a compiler sees takes it ten times as long as the second; printing is the same. */
const WARM_UP = { slug: 'warm-up', file: 'warm-up.ts', text: 'const eggs: string[] = []\nfor (const egg of eggs) await egg\n', modules: {} }

/** What runs right before the program's first line, when all that it needs has been loaded: there its time begins. */
const BEGIN = '__fourEggsBegin'

// Ours, from before the program's own are counted.
const { setTimeout } = globalThis

/** Makes this thread ready for its program and waits for it. */
export function startInside(platform: Platform): void {
  format([compile(WARM_UP, { marks: true }), ['A']])
  let hear = (_: unknown) => {}
  let obey = (_: ClockMessage) => {}
  platform.onMessage((message) => {
    if ('said' in message)
      hear(message.said)
    else if ('program' in message)
      obey = runInside(platform, message, listener => hear = listener)
    else
      obey(message)
  })
}

/** Answers what hears of the clock of the run. */
export function runInside(
  platform: Platform,
  message: StartMessage,
  listen: (listener: (said: unknown) => void) => void,
): (message: ClockMessage) => void {
  const now = machineNow()
  const { program, kitchen, eggMs } = message
  const scope = globalThis as unknown as Record<string, unknown>
  const pending = createPending()
  const outbox = createOutbox<SeenInside>(events => platform.post({ kind: 'seen', events }), unkept, now)
  let isExplained = false
  const output = capped((text, stream) => {
    tell({ at: now(), kind: 'log', text, stream })
    if (!isExplained && hasUnknown(text)) {
      isExplained = true
      tell({ at: now(), kind: 'log', text: WHAT_IS_UNKNOWN, stream: 'stderr' })
    }
  })
  let compiled: CompiledProgram | undefined
  const promises = createPromiseStates(scope)
  const places = createPlaces([program.file, ...Object.keys(program.modules)], () => compiled)
  /** The calls that were answered with an error, by the error: some have no place of their own. */
  const calls = new WeakMap<object, string>()
  let isOver = false
  /** When the program last did something that shows. */
  let lastAt = 0
  let told = 0
  /** What comes from elsewhere than the kitchen and the clock: it is waited for, and never held. */
  const elsewhere = createPending(pending)

  const keeper = createKeeper<SeenInside>(({ at }) => outbox.add({ at, kind: 'capped' }))
  let uncounted = 0

  function tell(event: SeenInside) {
    lastAt = now()
    told++
    const kept = keeper.keep(event)
    if (kept)
      outbox.add(kept)
    else if (++uncounted >= COUNT_BY)
      tellCount()
  }

  /** A program that is stopped has told how many it was, too, or nearly. */
  function tellCount() {
    if (uncounted > 0)
      platform.post({ kind: 'unkept', events: uncounted })
    uncounted = 0
  }

  const unmark = (text: string) => compiled?.at(-1)?.unmark(text) ?? text
  const frames = createFrames({ tell, now, later: callback => void soon().then(callback), unmark, came: promises.fulfilled })
  let ears: Pick<LoopWatch<unknown>, 'asked' | 'answered'> = frames
  let way = fetch.bind(globalThis)
  const witness = witnessFetch({
    fetch: (input, init) => way(input, init),
    Request,
    Response,
    kitchen,
    tell,
    pending,
    now,
    anywhere: program.own,
    asked: task => ears.asked(task),
    answered: task => ears.answered(task),
  })

  function over(outcome: 'done' | 'failed', at: number, text?: string) {
    if (isOver)
      return
    isOver = true
    output.end()
    if (text !== undefined)
      output.uncapped(text, 'stderr')
    witness.leave(outcome === 'done' ? 'not read to its end' : PROGRAM_OVER)
    outbox.flush()
    tellCount()
    platform.post({ kind: 'over', at, outcome, ...text !== undefined && { text } })
  }

  function describe(thrown: unknown): string {
    cleanError(thrown, unmark)
    return withMessagesNow(() => describeClean(thrown))
  }

  function describeClean(thrown: unknown): string {
    const placeOf = (error: object): ProgramPlace | undefined => {
      const line = frames.lineOf(error)
      return places.ofStack(String((error as Error).stack ?? ''))
        ?? places.ofStack(calls.get(error) ?? '')
        ?? (line === undefined ? undefined : { file: program.file, line })
        // Several errors in one have none of their own.
        ?? (error instanceof AggregateError && isObject(error.errors[0]) ? placeOf(error.errors[0]) : undefined)
    }
    const instead = whatInstead(thrown)
    return places.withFiles(describeThrown(thrown, placeOf)) + (instead ? `. ${instead}` : '')
  }

  function exit(code: number) {
    over(code === 0 ? 'done' : 'failed', now(), code === 0 ? undefined : `The program left with exit code ${code}.`)
  }

  platform.onUncaught((thrown, from) => over('failed', now(), (from === 'rejection' ? UNHANDLED : '') + describe(thrown)))
  limitLists(Array.prototype)
  limitCollections([Map.prototype, Set.prototype])
  if (!program.own)
    closeWaysOut(scope, kitchen)
  const clock = createProgramClock({ now, scope, later: callback => unkept(callback, 0) })
  // Where answers and timers are held, time does not pass by itself.
  const timers = platform.lets ? undefined : createRunTimers(scope, clock)
  if (message.clock)
    clock.set(message.clock)
  trackTimers(scope, pending, { now: clock.time, fires: due => frames.fires(clock.was(due)) })
  trackWorkers(scope, pending)
  trackWaits(scope, pending, elsewhere)
  trackBodies(Response.prototype, pending.track, witness.answered, promises, calls)
  scope.fetch = remembering(witness.fetch, promises, calls)
  setHooks(frames.hooks)
  const source = { file: program.file, withFiles: places.withFiles, lineParked: frames.lineParked }
  scope.__report = createReport({ ...source, tell, now, about: frames.asked, awaits: frames.awaits, shown: clock.shown })
  scope.__step = createSteps({ ...source, tell, now })
  scope.__listen = listen
  scope.close = () => over('done', now())
  Object.assign(console, createConsole(output, { calls: () => places.callsOf(new Error('called here').stack ?? '') }))
  platform.setGlobals({
    isOwn: program.own === true,
    ...(program.home && { path: program.home.path + program.file }),
    env: { KITCHEN_URL: kitchen, ...(eggMs !== undefined && { EGG_MS: String(eggMs) }) },
    write: output.write,
    exit,
  })
  if (program.watch === 'event-loop') {
    const loop = watchLoop(
      { scope, file: program.file, withFiles: places.withFiles, text: program.text, step: scope.__step as Step, now },
      frames,
    )
    setHooks(loop.hooks)
    ears = loop
  }

  try {
    compiled = (platform.compile ?? compile)(program, { marks: true })
    hideMarks(unmark)
  }
  catch (error) {
    over('failed', now(), error instanceof ProgramError ? error.message : describe(error))
    return () => {}
  }

  async function execute() {
    await platform.prepare?.(kitchen)
    way = await platform.openWay?.(message) ?? way
    const hasBegun = new Promise<void>((resolve) => {
      scope[BEGIN] = () => {
        platform.post({ kind: 'began', at: now() })
        resolve()
      }
    })
    const toUrl = (text: string, file: string) => {
      const url = platform.toUrl(text, file)
      places.know(url, file)
      return url
    }
    const url = link(compiled!, toUrl, platform.toUrl(`globalThis[${JSON.stringify(BEGIN)}]()`))
    let isEvaluated = false
    const evaluation = platform.load(url).then(
      () => {
        isEvaluated = true
        lastAt = now()
      },
      error => over('failed', now(), describe(error)),
    )
    const leave = (at: number) => {
      const code = platform.leaves?.() ?? 0
      return code === 0 ? over('done', Math.max(at, lastAt)) : exit(code)
    }
    if (platform.lets) {
      await Promise.race([hasBegun, evaluation])
      return letGo(platform.lets, () => isEvaluated, leave)
    }
    while (!isOver) {
      const { at, begun } = await rest()
      if (isEvaluated) {
        if (platform.rests?.() && (await rest()).begun !== begun)
          continue
        return leave(at)
      }
      await Promise.race([evaluation, turn(STUCK_MS)])
      if (!isEvaluated && pending.count() === 0 && pending.begun() === begun && !pending.mayCome() && !platform.isAlive?.())
        return over('failed', now(), STUCK)
    }
  }

  /** Waits until nothing has been pending for a few turns; says since when, and what had begun by then. */
  async function rest(): Promise<{ at: number, begun: number }> {
    for (;;) {
      await pending.whenZero()
      await soon()
      const at = now()
      const begun = pending.begun()
      for (let i = 0; i < TURNS_AT_REST && pending.count() === 0; i++)
        await turn(TURN_MS)
      if (pending.count() === 0 && pending.begun() === begun && !platform.isAlive?.())
        return { at, begun }
    }
  }

  /** Where answers and timers are held, the next one goes when nothing else goes on, and never before. */
  async function letGo(lets: () => boolean, isEvaluated: () => boolean, leave: (at: number) => void) {
    for (let count = 0; count <= MOST_LET_GO;) {
      await quiet()
      if (isOver)
        return
      if (pending.count() > 0 || (!isEvaluated() && pending.mayCome())) {
        if (lets())
          count++
        else
          await turn(TURN_MS)
      }
      else if (isEvaluated()) {
        return leave(lastAt)
      }
      else {
        const begun = pending.begun()
        await turn(TURN_MS)
        if (!isEvaluated() && pending.begun() === begun)
          return over('failed', now(), STUCK)
      }
    }
    over('failed', now(), TOO_MANY_LET_GO)
  }

  /** Waits until nothing happens any more. */
  async function quiet() {
    const happened = () => told + pending.begun() + pending.count()
    for (let before = -1; before !== happened() || elsewhere.count() > 0 || platform.isAlive?.();) {
      before = happened()
      for (let i = 0; i < TURNS_OF_QUIET; i++)
        await soon()
    }
  }

  void execute()
  return (message) => {
    if ('clock' in message)
      clock.set(message.clock)
    else
      platform.post({ kind: 'due', due: timers?.next() })
  }
}

/** The machine's clock, on the scale of `absoluteNow`, whatever a run makes of the program's own. */
function machineNow(): () => number {
  const { timeOrigin } = performance
  const read = performance.now.bind(performance)
  return () => timeOrigin + read()
}

/** A later turn of the event loop, after whatever the program does in this one. */
function turn(ms: number): Promise<void> {
  return new Promise(resolve => unkept(resolve, ms))
}

/** A timer of ours, which keeps nothing alive. */
function unkept(callback: () => void, ms: number) {
  const timer = setTimeout(callback, ms) as number | { unref: () => void }
  if (typeof timer === 'object')
    timer.unref()
}

/** The next turn, without the milliseconds a timer takes. */
function soon(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Where the marked code finds them, and where a program that looks around does not. */
function setHooks(hooks: Hooks<any>) {
  Object.defineProperty(globalThis, HOOKS, { value: hooks, configurable: true, writable: true, enumerable: false })
}

/** The same function, whose promises are known and whose errors have the place of the call that they answer. */
function remembering<F extends (...args: any[]) => Promise<unknown>>(call: F, promises: PromiseStates, calls: WeakMap<object, string>): F {
  return new Proxy(call, {
    apply(target, self, args) {
      const { stack = '' } = new Error('called here')
      const promise: Promise<unknown> = (Reflect.apply(target, self, args) as Promise<unknown>).then((value) => {
        promises.fulfilled(promise, value)
        return value
      }, (error: unknown) => {
        if (typeof error === 'object' && error !== null && !calls.has(error))
          calls.set(error, stack)
        promises.rejected(promise, error)
        throw error
      })
      return promises.watch(promise)
    },
  })
}

/** Counts the reading of answers as pending, and says which answer has been read. */
function trackBodies(
  prototype: object,
  track: <T>(promise: Promise<T>) => Promise<T>,
  answered: (reply: object) => void,
  promises: PromiseStates,
  calls: WeakMap<object, string>,
) {
  const methods = prototype as Record<string, ((this: object, ...args: unknown[]) => Promise<unknown>) | undefined>
  const { text } = methods
  // An engine's own error of a text that is no JSON has no place, and Chromium tells nobody that it was not handled.
  const own: typeof methods = { async json() {
    return JSON.parse(await text!.call(this) as string) as unknown
  } }
  for (const name of ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']) {
    const read = own[name] ?? methods[name]
    if (read) {
      methods[name] = remembering(function (this: object) {
        return track(read.call(this).finally(() => answered(this)))
      }, promises, calls)
    }
  }
}
