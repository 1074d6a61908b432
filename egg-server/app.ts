import type { Context } from 'hono'
import type { ClockTold, KitchenEvent } from '../trace/events.ts'
import type { Clock } from './clock.ts'
import type { GuardOptions } from './guard.ts'
import type { PanCounts } from './pan.ts'
import type { Problem } from './problem.ts'
import type { Client, Reply } from './reply.ts'
import type { Asked } from './request-guard.ts'
import type { Rules } from './rules.ts'
import type { Fried } from './stove.ts'
import { Hono } from 'hono'
import { createAnnounced } from './announced.ts'
import { createCallOffs } from './call-off.ts'
import { readClockWish } from './clock-wish.ts'
import { machineClock } from './clock.ts'
import { corsHeaders, preflight } from './cors.ts'
import { createLedger } from './ledger.ts'
import { readEggTarget, readName } from './names.ts'
import { readOrder } from './order.ts'
import { findPage } from './pages.ts'
import { createPan } from './pan.ts'
import { createAllPlaces } from './places.ts'
import { isProblem, problemReply } from './problem.ts'
import { clientOf, FRESH, toResponse } from './reply.ts'
import { askedOf, createRequestGuard, METHODS, RULES_METHODS } from './request-guard.ts'
import { readRules } from './rules.ts'
import { streamSteps } from './steps.ts'
import { CALLED_OFF, createStove, eggReply, fried, HUNG_UP } from './stove.ts'
import { streamLines } from './stream-lines.ts'

/** How long an egg takes when nobody says: long enough to watch, short enough to wait for twelve of them. */
export const EGG_MS = 2000

const WEBSOCKET_ONLY: Problem = {
  status: 426,
  title: 'WebSocket only',
  detail:
    'The live trace is a WebSocket: open it with new WebSocket("ws://localhost:3001/trace"). What the kitchen saw of one run is at /run/{run}/trace.',
  headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
}

const NO_SUCH_PATH: Problem = {
  status: 404,
  title: 'No such path',
  detail:
    'The kitchen serves /{egg}, /{egg}/steps, /orders, /run/{run}/{egg}, /run/{run}/{egg}/steps, /run/{run}/orders, /run/{run}/trace, /trace and /health, and takes the rules of a run by POST /run/{run} and its clock by POST /run/{run}/clock. Try /A.',
}

/** All rules with their longest words are shorter than that. */
const LONGEST_BODY = 2000

const NOT_JSON: Problem = {
  status: 415,
  title: 'Not JSON',
  detail: 'A POST here is of application/json: rules such as {"pans":6,"queue":10,"beyond":"refuse"}, or a clock such as {"rate":0.25}.',
}

const TOO_LONG: Problem = { status: 413, title: 'Too long', detail: `What is set has at most ${LONGEST_BODY} characters.` }

/** How to furnish a kitchen. */
export interface KitchenOptions extends GuardOptions {
  /** How long an egg takes, in milliseconds, when the request does not say. */
  ms?: number
  /** How many eggs may be in the pan at one time. */
  capacity?: number
  /** How full it may get, for all runs that set no rules of their own. */
  rules?: Partial<Rules>
  /** What `/health` says. */
  version?: string
  clock?: Clock
}

/** The kitchen as a Fetch-API app. It knows no server: Node and a service worker are adapters. */
export interface Kitchen {
  fetch: (request: Request, client?: Client) => Response | Promise<Response>
  /**
   * The short way, for an adapter that has not made a Request yet: what is refused, and every egg. For anything else
   * the answer is `undefined`, and one asks `fetch`.
   */
  answer: (asked: Asked, client: Client) => Promise<Reply> | Reply | undefined
  /** Why this request is not let in. */
  refuse: (asked: Asked) => Problem | undefined
  /** Tells what happens at the stove, of all runs and of nobody's, as it happens. Returns what ends that. */
  subscribe: (listener: (event: KitchenEvent) => void) => () => void
  /** Tells whenever the clock of a run is set. Returns what ends that. */
  onClock: (listener: (told: ClockTold) => void) => () => void
  /** Takes all that a run has in the pan off the heat: its program was stopped, and its requests may linger. */
  callOff: (run: string) => void
  /** A run is about to begin in a frame without an origin: who asks by the name that it gets here is let in. */
  announce: (run: string) => string | undefined
  /** Whether answers of some run come later than they were ordered for, because its clock was set so. */
  isAnySlow: () => boolean
  /** The kitchen's clock: what `at` in an event is measured on. */
  now: () => number
  readonly counts: Readonly<PanCounts>
}

interface Bindings { client: Client }
type KitchenContext = Context<{ Bindings: Bindings }>

/** Builds a kitchen: nothing runs until an egg is ordered. */
export function createKitchen(options: KitchenOptions = {}): Kitchen {
  const { ms: eggMs = EGG_MS, clock = machineClock, version = '0.0.0' } = options
  const ledger = createLedger()
  const pan = createPan(clock, ledger, options.capacity)
  const callOffs = createCallOffs()
  const places = createAllPlaces(pan.clocks, options.rules)
  const stove = createStove(pan, callOffs, places, eggMs)
  const announced = createAnnounced()
  const guard = createRequestGuard(options, announced.isProgram)
  const began = clock.now()
  const app = new Hono<{ Bindings: Bindings }>()

  function answer(asked: Asked, client: Client): Promise<Reply> | Reply | undefined {
    const wrong = guard.refuse(asked)
    const { method, origin } = asked
    const target = announced.plain(asked.target)
    if (wrong?.status === 403)
      return problemReply(wrong, target)
    const reply = wrong ? problemReply(wrong, target) : serveEgg(method, target, client)
    if (origin === null || !reply)
      return reply
    return reply instanceof Promise ? reply.then(r => forPageOf(origin, r)) : forPageOf(origin, reply)
  }

  /** HEAD asks what an egg would be like, and fries none. */
  function serveEgg(method: string, target: string, client: Client): Promise<Reply> | Reply | undefined {
    const asked = method === 'GET' || method === 'HEAD' ? readEggTarget(target) : undefined
    if (!asked)
      return undefined
    if (isProblem(asked))
      return problemReply(asked, target)
    const { run, egg, query } = asked
    const order = readOrder(query, eggMs)
    if (isProblem(order))
      return problemReply(order, target)
    if (method === 'HEAD')
      return eggReply(egg)
    return stove.fry(egg, run, order, client).then(done => serve(done, target, ms => eggReply(egg, ms)))
  }

  function serveSteps(c: KitchenContext): Response | Promise<Response> {
    const run = runOf(c)
    const task = readName('egg', c.req.param('egg')!)
    const order = readOrder(query(c), eggMs)
    if (isProblem(run) || isProblem(task) || isProblem(order))
      return problem(c, [run, task, order].find(isProblem)!)
    const headers = { 'Content-Type': 'text/event-stream', ...FRESH }
    if (c.req.method === 'HEAD')
      return new Response(null, { headers })

    return new Promise((resolve) => {
      let stay = (): void => {}
      let forget = (): void => {}
      const ignore = (): void => {
        stay()
        forget()
      }
      let abort: ((why: string) => void) | undefined
      const stopWaiting = stove.seat(task, run, {
        refused: wrong => resolve(problem(c, wrong)),
        seated(egg, { late, free }) {
          const leave = (why: string): void => {
            ignore()
            pan.abort(egg, why)
            free()
          }
          const { body, stop, callOff } = streamSteps({
            at: egg.at,
            ms: stove.time(run, order.ms),
            burn: order.burn,
            until: egg.clock.until,
            onDone() {
              ignore()
              if (order.burn)
                pan.fail(egg, 'burnt')
              else
                pan.end(egg, late)
              free()
            },
            onCancel: () => leave(HUNG_UP),
          })
          abort = (why) => {
            if (why === CALLED_OFF)
              callOff(why)
            else
              stop()
            leave(why)
          }
          resolve(new Response(body, { headers }))
        },
      })
      abort ??= (why) => {
        ignore()
        stopWaiting(why)
        resolve(problem(c, { status: 409, title: 'Called off', detail: `${task} had to wait for a pan, and ${why}.` }))
      }
      stay = c.env.client.onGone(() => abort!(HUNG_UP))
      if (run !== undefined)
        forget = callOffs.add(run, () => abort!(CALLED_OFF))
    })
  }

  /** Sets something of a run: what was posted is read by the one, and done by the other, whose answer it is. */
  async function setForRun<T extends object>(
    c: KitchenContext,
    read: (value: unknown) => T | Problem,
    set: (run: string, wish: T) => object,
  ): Promise<Response> {
    const run = readName('run', c.req.param('run')!)
    if (isProblem(run))
      return problem(c, run)
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
      return problem(c, NOT_JSON)
    const text = await readText(c.req.raw, LONGEST_BODY)
    let wish: T | Problem
    try {
      wish = text === undefined ? TOO_LONG : read(JSON.parse(text))
    }
    catch {
      wish = NOT_JSON
    }
    return isProblem(wish) ? problem(c, wish) : c.json(set(run, wish), 200, FRESH)
  }

  const setRules = (c: KitchenContext): Promise<Response> => setForRun<Rules>(c, readRules, (run, rules) => {
    places.set(run, rules)
    return rules
  })

  const setClock = (c: KitchenContext): Promise<Response> => setForRun(c, readClockWish, (run, wish) => {
    const runs = pan.clocks.of(run)
    return 'rate' in wish ? runs.set(wish.rate) : runs.step(wish.until)
  })

  function serveOrders(c: KitchenContext): Response | Promise<Response> {
    const run = runOf(c)
    const order = readOrder(query(c), eggMs, true)
    if (isProblem(run) || isProblem(order))
      return problem(c, [run, order].find(isProblem)!)
    const page = findPage(order.cursor)
    if (isProblem(page))
      return problem(c, page)
    const dish = (ms?: number): Reply => ({
      status: 200,
      headers: { 'Content-Type': 'application/json', ...fried(ms) },
      body: JSON.stringify(page.body),
    })
    if (c.req.method === 'HEAD')
      return toResponse(dish())
    return stove.fry(page.task, run, order, c.env.client).then(done => toResponse(serve(done, targetOf(c), dish)))
  }

  function serveRunTrace(c: KitchenContext): Response {
    const run = readName('run', c.req.param('run')!)
    if (isProblem(run))
      return problem(c, run)
    const record = ledger.find(run)
    if (!record)
      return problem(c, unknownRun(run))
    const headers: Record<string, string> = { 'Content-Type': 'application/x-ndjson', ...FRESH }
    if (record.dropped > 0)
      headers['Kitchen-Events-Dropped'] = String(record.dropped)
    return new Response(c.req.method === 'HEAD' ? null : streamLines(record.events), { headers })
  }

  function serveHealth(c: KitchenContext): Response {
    const uptime = Math.round(clock.now() - began) / 1000
    return c.json({ name: 'egg-server', version, ...pan.counts, capacity: pan.capacity, ms: eggMs, uptime }, 200, FRESH)
  }

  app.get('/health', serveHealth)
  app.get('/trace', c => problem(c, WEBSOCKET_ONLY))
  app.get('/orders', serveOrders)
  app.get('/run/:run/orders', serveOrders)
  app.get('/run/:run/trace', serveRunTrace)
  app.get('/run/:run/:egg/steps', serveSteps)
  app.get('/:egg/steps', serveSteps)
  app.post('/run/:run', setRules)
  app.post('/run/:run/clock', setClock)
  app.options('/run/:run', c => preflight(c.req.raw, RULES_METHODS))
  app.options('/run/:run/clock', c => preflight(c.req.raw, RULES_METHODS))
  app.options('*', c => preflight(c.req.raw, METHODS))
  app.notFound(c => problem(c, NO_SUCH_PATH))
  app.onError((error, c) => {
    console.error(error)
    return problem(c, {
      status: 500,
      title: 'Kitchen fault',
      detail: 'The kitchen made a mistake of its own, and cooks on. Its log says more.',
    })
  })

  return {
    async fetch(request, client = clientOf(request)) {
      const asked = askedOf(request)
      const reply = await answer(asked, client)
      if (reply)
        return toResponse(reply)
      const plain = announced.plain(asked.target)
      const response = await app.fetch(plain === asked.target ? request : new Request(new URL(plain, request.url), request), { client })
      for (const [name, value] of Object.entries(asked.origin === null ? {} : corsHeaders(asked.origin)))
        response.headers.set(name, value)
      return response
    },
    answer,
    refuse: guard.refuse,
    subscribe: pan.subscribe,
    onClock: pan.onClock,
    callOff: callOffs.callOff,
    announce: announced.add,
    isAnySlow: pan.clocks.isAnySlow,
    now: clock.now,
    counts: pan.counts,
  }
}

/** The body as text; `undefined` as soon as it is longer than it may be. */
async function readText({ body }: Request, longest: number): Promise<string | undefined> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader!.read()) {
    text += chunk.value
    if (text.length > longest) {
      await reader!.cancel()
      return undefined
    }
  }
  return text
}

function forPageOf(origin: string, reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, ...corsHeaders(origin) } }
}

function serve(done: Fried, target: string, dish: (ms: number) => Reply): Reply {
  return 'problem' in done ? problemReply(done.problem, target) : dish(done.ms)
}

function unknownRun(run: string): Problem {
  return {
    status: 404,
    title: 'Unknown run',
    detail: `The kitchen remembers no run "${run}": it has seen no egg of it, or so many runs since that it forgot. Fry one at /run/${run}/A first.`,
  }
}

/** The run that a path names, if it names one. */
function runOf(c: KitchenContext): string | Problem | undefined {
  const run = c.req.param('run')
  return run === undefined ? undefined : readName('run', run)
}

function problem(c: KitchenContext, wrong: Problem): Response {
  return toResponse(problemReply(wrong, targetOf(c)))
}

/** The path and the query. */
function targetOf(c: KitchenContext): string {
  return askedOf(c.req.raw).target
}

function query(c: KitchenContext): string {
  const { url } = c.req
  const begin = url.indexOf('?')
  return begin < 0 ? '' : url.slice(begin + 1).split('#', 1)[0]!
}
