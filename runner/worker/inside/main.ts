import type { CompiledProgram } from '../../code/compile.ts'
import type { MessageOut, SaidMessage, SeenInside, StartMessage } from '../../run/messages.ts'
import type { LoopWatch } from './loop-watch.ts'
import type { Step } from './step-marks.ts'
import { UNHANDLED } from '../../../trace/advice.ts'
import { PROGRAM_OVER } from '../../../trace/life.ts'
import { compile, link } from '../../code/compile.ts'
import { HOOKS } from '../../code/instrument.ts'
import { ProgramError } from '../../code/program.ts'
import { capped, createConsole, describeThrown } from '../../run/console.ts'
import { format } from '../../run/format.ts'
import { createKeeper } from '../../run/keep.ts'
import { absoluteNow } from '../../run/messages.ts'
import { limitLists } from './allowance.ts'
import { createFrames } from './frames.ts'
import { watchLoop } from './loop-watch.ts'
import { closeWaysOut } from './network-sandbox.ts'
import { createOutbox } from './outbox.ts'
import { createPending } from './pending.ts'
import { createReport } from './report.ts'
import { createSteps } from './step-marks.ts'
import { trackTimers } from './timers.ts'
import { trackWorkers } from './web-workers.ts'
import { witnessFetch } from './witness.ts'

/**
 * What surrounds a program inside its thread, in a browser and in Node alike: it tells the program where its kitchen
 * is, hears what it prints, sees what it asks for, and knows when it is over. One thread runs one program.
 */

/** What differs between a browser's worker and Node's. */
export interface Platform {
  post: (message: MessageOut) => void
  onMessage: (listener: (message: StartMessage | SaidMessage) => void) => void
  /** Reports errors and rejections that the program did not handle. */
  onUncaught: (listener: (thrown: unknown, from: 'throw' | 'rejection') => void) => void
  /** An address from which a module with this text can be imported. */
  toUrl: (text: string) => string
  /** Imports the module at such an address. */
  load: (url: string) => Promise<unknown>
  /** Gets the way to the kitchen ready, where the engine's first request is much slower than its second. */
  prepare?: (kitchen: string) => Promise<void>
  /** The way to a kitchen that no `fetch` of the engine's own reaches; nothing where that reaches it. */
  openWay?: (message: StartMessage) => Promise<typeof fetch> | undefined
  /** Where the program finds its environment: becomes `process.env`. */
  setEnvironment: (env: Record<string, string>) => void
}

/**
 * What a program that has come to rest may still be about to do: answers that arrive through streams take a few turns
 * of the event loop, and each turn here is at least a millisecond.
 */
const TURNS_AT_REST = 3
const TURN_MS = 3

/** A module that awaits something while nothing is pending: after this long, nobody will ever deliver it. */
const STUCK_MS = 500

const STUCK = 'It awaits something that nobody will ever deliver.'

/** Past the cap events are counted by so many: a loop without end must not drown whoever counts. */
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
  platform.onMessage((message) => {
    if ('said' in message)
      hear(message.said)
    else
      runInside(platform, message, listener => hear = listener)
  })
}

function runInside(platform: Platform, message: StartMessage, listen: (listener: (said: unknown) => void) => void): void {
  const { program, kitchen, eggMs } = message
  const pending = createPending()
  const outbox = createOutbox<SeenInside>(events => platform.post({ kind: 'seen', events }), setTimeout)
  const output = capped((text, stream) => tell({ at: absoluteNow(), kind: 'log', text, stream }))
  const files = [program.file, ...Object.keys(program.modules)]
  let isOver = false
  /** When the program last did something that shows. */
  let lastAt = 0

  const keeper = createKeeper<SeenInside>(({ at }) => outbox.add({ at, kind: 'capped' }))
  let uncounted = 0

  function tell(event: SeenInside) {
    lastAt = absoluteNow()
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

  const frames = createFrames({ tell, now: absoluteNow, later: callback => void soon().then(callback) })
  let ears: Pick<LoopWatch<unknown>, 'asked' | 'answered'> = frames
  let way = fetch.bind(globalThis)
  const witness = witnessFetch({ fetch: (input, init) => way(input, init), Request, Response, kitchen, tell, pending, now: absoluteNow, asked: task => ears.asked(task), answered: task => ears.answered(task) })

  function over(outcome: 'done' | 'failed', at: number, text?: string) {
    if (isOver)
      return
    isOver = true
    if (text !== undefined)
      output.uncapped(text, 'stderr')
    witness.leave(outcome === 'done' ? 'not read to its end' : PROGRAM_OVER)
    outbox.flush()
    tellCount()
    platform.post({ kind: 'over', at, outcome, ...text !== undefined && { text } })
  }

  const scope = globalThis as unknown as Record<string, unknown>
  platform.setEnvironment({ KITCHEN_URL: kitchen, ...eggMs !== undefined && { EGG_MS: String(eggMs) } })
  platform.onUncaught((thrown, from) => over('failed', absoluteNow(), (from === 'rejection' ? UNHANDLED : '') + describeThrown(thrown, files)))
  limitLists(Array.prototype)
  closeWaysOut(scope, kitchen)
  trackTimers(scope, pending, { now: absoluteNow, fires: frames.fires })
  trackWorkers(scope, pending)
  trackBodies(Response.prototype, pending.track, witness.answered)
  scope.fetch = witness.fetch
  scope[HOOKS] = frames.hooks
  scope.__report = createReport({ file: program.file, tell, now: absoluteNow, about: frames.asked })
  scope.__step = createSteps({ file: program.file, tell, now: absoluteNow })
  scope.__listen = listen
  scope.close = () => over('done', absoluteNow())
  Object.assign(console, createConsole(output))
  if (program.watch === 'event-loop') {
    const loop = watchLoop({ scope, file: program.file, text: program.text, step: scope.__step as Step, now: absoluteNow }, frames)
    scope[HOOKS] = loop.hooks
    ears = loop
  }

  let compiled: CompiledProgram
  try {
    compiled = compile(program, { marks: true })
  }
  catch (error) {
    over('failed', absoluteNow(), error instanceof ProgramError ? error.message : describeThrown(error, files))
    return
  }

  async function execute() {
    await platform.prepare?.(kitchen)
    way = await platform.openWay?.(message) ?? way
    scope[BEGIN] = () => platform.post({ kind: 'began', at: absoluteNow() })
    const url = link(compiled, platform.toUrl, platform.toUrl(`globalThis[${JSON.stringify(BEGIN)}]()`))
    let isEvaluated = false
    const evaluation = platform.load(url).then(
      () => {
        isEvaluated = true
        lastAt = absoluteNow()
      },
      error => over('failed', absoluteNow(), describeThrown(error, files)),
    )
    while (!isOver) {
      const { at, begun } = await rest()
      if (isEvaluated)
        return over('done', Math.max(at, lastAt))
      await Promise.race([evaluation, turn(STUCK_MS)])
      if (!isEvaluated && pending.count() === 0 && pending.begun() === begun)
        return over('failed', absoluteNow(), STUCK)
    }
  }

  /** Waits until nothing has been pending for a few turns; says since when, and what had begun by then. */
  async function rest(): Promise<{ at: number, begun: number }> {
    for (;;) {
      await pending.whenZero()
      await soon()
      const at = absoluteNow()
      const begun = pending.begun()
      for (let i = 0; i < TURNS_AT_REST && pending.count() === 0; i++)
        await turn(TURN_MS)
      if (pending.count() === 0 && pending.begun() === begun)
        return { at, begun }
    }
  }

  void execute()
}

/** A later turn of the event loop, after whatever the program does in this one. */
function turn(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
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

/** Counts the reading of answers as pending, and says which answer has been read. */
function trackBodies(prototype: object, track: <T>(promise: Promise<T>) => Promise<T>, answered: (reply: object) => void) {
  const methods = prototype as Record<string, ((this: object) => Promise<unknown>) | undefined>
  for (const name of ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']) {
    const read = methods[name]
    if (read) {
      methods[name] = function () {
        return track(read.call(this).finally(() => answered(this)))
      }
    }
  }
}
