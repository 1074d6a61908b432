import type { Context } from 'hono'
import type { KitchenEvent } from '../trace/events.ts'
import type { Clock } from './clock.ts'
import type { GuardOptions } from './guard.ts'
import type { Order } from './order.ts'
import type { PanCounts } from './pan.ts'
import type { Problem } from './problem.ts'
import type { KitchenBindings } from './respond.ts'
import type { Plate, Stove } from './stove.ts'
import { Hono } from 'hono'
import { createCallOffs } from './call-off.ts'
import { machineClock } from './clock.ts'
import { preflight, withCors } from './cors.ts'
import { createDoor, METHODS } from './door.ts'
import { createLedger } from './ledger.ts'
import { checkName, isProblem, readOrder } from './order.ts'
import { findPage } from './pages.ts'
import { createPan } from './pan.ts'
import { problemPlate } from './problem.ts'
import { onGone, respond, respondLater } from './respond.ts'
import { streamSteps } from './steps.ts'
import { CALLED_OFF, createStove, eggPlate, FRESH, fried, HUNG_UP } from './stove.ts'

/** How long an egg takes when nobody says: long enough to watch, short enough to wait for twelve of them. */
export const EGG_MS = 2000

const WEBSOCKET_ONLY: Problem = {
  status: 426,
  title: 'WebSocket only',
  detail: 'The live trace is a WebSocket: open it with new WebSocket("ws://localhost:3001/trace"). What the kitchen saw of one run is at /run/{run}/trace.',
  headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
}

const NO_SUCH_PATH: Problem = {
  status: 404,
  title: 'No such path',
  detail: 'The kitchen serves /{egg}, /{egg}/steps, /orders, /run/{run}/{egg}, /run/{run}/{egg}/steps, /run/{run}/orders, /run/{run}/trace, /trace and /health. Try /A.',
}

/** How to furnish a kitchen. */
export interface KitchenOptions extends GuardOptions {
  /** How long an egg takes, in milliseconds, when the request does not say. */
  ms?: number
  /** How many eggs may be in the pan at one time. */
  capacity?: number
  /** What `/health` says. */
  version?: string
  clock?: Clock
}

/** The kitchen as a Fetch-API app. It knows no server: Node and a service worker are adapters. */
export interface Kitchen {
  fetch: (request: Request, bindings?: KitchenBindings) => Response | Promise<Response>
  /** The short way to an egg, for an adapter that has no Request; who may ask is the adapter's business then. */
  serveEgg: Stove['serveEgg']
  /** Tells what happens at the stove, of all runs and of nobody's, as it happens. Returns what ends that. */
  subscribe: (listener: (event: KitchenEvent) => void) => () => void
  /** Takes all that a run has in the pan off the heat: its program was stopped, and its requests may linger. */
  callOff: (run: string) => void
  /** Whether a request with this `Host` and `Origin` would be let in. */
  admits: (host: string, origin: string | null) => boolean
  /** The kitchen's clock: what `at` in an event is measured on. */
  now: () => number
  readonly counts: Readonly<PanCounts>
}

type KitchenContext = Context<{ Bindings: KitchenBindings | undefined }>

/** Builds a kitchen: nothing runs until somebody asks for an egg. */
export function createKitchen(options: KitchenOptions = {}): Kitchen {
  const { ms: eggMs = EGG_MS, clock = machineClock, version = '0.0.0' } = options
  const ledger = createLedger()
  const pan = createPan(clock, ledger, options.capacity)
  const callOffs = createCallOffs()
  const stove = createStove(pan, clock, callOffs, eggMs)
  const door = createDoor(options)
  const began = clock.now()
  const app = new Hono<{ Bindings: KitchenBindings | undefined }>()

  // Plain `GET`s of eggs are served before there is any routing. This is for the others: bad names, encoded ones, and
  // HEAD, which asks what an egg would be like and fries none.
  function serveOtherEgg(c: KitchenContext): Response | Promise<Response> {
    const egg = c.req.param('egg')!
    const order = readEggOrder(c, egg)
    if (isProblem(order))
      return problem(c, order)
    if (c.req.method === 'HEAD')
      return respond(eggPlate(egg))
    return fryAndRespond(c, egg, order, ms => eggPlate(egg, ms))
  }

  function fryAndRespond(c: KitchenContext, task: string, order: Order, dish: (ms: number) => Plate): Response | Promise<Response> {
    return respondLater(c.req.raw, c.env, done => stove.fry(task, c.req.param('run'), order, targetOf(c.req.url), dish, done))!
  }

  function serveSteps(c: KitchenContext): Response {
    const task = c.req.param('egg')!
    const order = readEggOrder(c, task)
    if (isProblem(order))
      return problem(c, order)
    const headers = { 'Content-Type': 'text/event-stream', ...FRESH }
    if (c.req.method === 'HEAD')
      return new Response(null, { headers })
    const run = c.req.param('run')
    const egg = pan.start(task, run)
    if (!egg)
      return problem(c, stove.full())

    let ignore = (): void => {}
    const abort = (why = HUNG_UP): void => {
      ignore()
      pan.abort(egg, why)
    }
    const { body, stop, callOff } = streamSteps({
      at: egg.at,
      ms: order.ms,
      burn: order.burn,
      until: clock.until,
      onDone() {
        ignore()
        if (order.burn)
          pan.fail(egg, 'burnt')
        else
          pan.end(egg)
      },
      onCancel: () => abort(),
    })
    if (egg.frying) {
      const stay = onGone(c.req.raw, c.env, () => {
        stop()
        abort()
      })
      const forget = run === undefined
        ? undefined
        : callOffs.add(run, () => {
            callOff(CALLED_OFF)
            abort(CALLED_OFF)
          })
      ignore = () => {
        stay()
        forget?.()
      }
    }
    return new Response(body, { headers })
  }

  function serveOrders(c: KitchenContext): Response | Promise<Response> {
    const run = c.req.param('run')
    const order = (run !== undefined && checkName('run', run)) || readOrder(query(c), eggMs, true)
    if (isProblem(order))
      return problem(c, order)
    const page = findPage(order.cursor)
    if ('status' in page)
      return problem(c, page)
    const dish = (ms?: number): Plate => ({
      status: 200,
      headers: { 'Content-Type': 'application/json', ...fried(ms) },
      body: JSON.stringify(page.body),
    })
    if (c.req.method === 'HEAD')
      return respond(dish())
    return fryAndRespond(c, page.task, order, dish)
  }

  function serveRunTrace(c: KitchenContext): Response {
    const run = c.req.param('run')!
    const record = ledger.find(run)
    const wrong = checkName('run', run) ?? (record ? undefined : unknownRun(run))
    if (wrong)
      return problem(c, wrong)
    const headers: Record<string, string> = { 'Content-Type': 'application/x-ndjson', ...FRESH }
    if (record!.dropped > 0)
      headers['Kitchen-Events-Dropped'] = String(record!.dropped)
    return new Response(record!.events.map(event => `${JSON.stringify(event)}\n`).join(''), { headers })
  }

  function serveHealth(c: KitchenContext): Response {
    const uptime = Math.round(clock.now() - began) / 1000
    return c.json({ name: 'egg-server', version, ...pan.counts, capacity: pan.capacity, ms: eggMs, uptime }, 200, FRESH)
  }

  function readEggOrder(c: KitchenContext, task: string): Order | Problem {
    const run = c.req.param('run')
    return (run !== undefined && checkName('run', run)) || checkName('egg', task) || readOrder(query(c), eggMs)
  }

  app.get('/health', serveHealth)
  app.get('/trace', c => problem(c, WEBSOCKET_ONLY))
  app.get('/orders', serveOrders)
  app.get('/run/:run/orders', serveOrders)
  app.get('/run/:run/trace', serveRunTrace)
  app.get('/run/:run/:egg', serveOtherEgg)
  app.get('/run/:run/:egg/steps', serveSteps)
  app.get('/:egg', serveOtherEgg)
  app.get('/:egg/steps', serveSteps)
  app.notFound(c => problem(c, NO_SUCH_PATH))
  app.onError((error, c) => {
    console.error(error)
    return problem(c, { status: 500, title: 'Kitchen fault', detail: 'The kitchen made a mistake of its own, and cooks on. Its log says more.' })
  })

  function serve(request: Request, bindings: KitchenBindings | undefined): Response | Promise<Response> {
    if (request.method === 'OPTIONS')
      return preflight(request, METHODS)
    if (request.method === 'GET') {
      const target = targetOf(request.url)
      const response = respondLater(request, bindings, done => stove.serveEgg(target, done))
      if (response)
        return response
    }
    return app.fetch(request, bindings)
  }

  return {
    fetch(request, bindings) {
      const origin = request.headers.get('origin')
      const wrong = door.refuse(request)
      const response = wrong ? respond(problemPlate(wrong, targetOf(request.url))) : serve(request, bindings)
      if (origin === null || wrong?.status === 403)
        return response
      return response instanceof Promise ? response.then(r => withCors(r, origin)) : withCors(response, origin)
    },
    serveEgg: stove.serveEgg,
    subscribe: pan.subscribe,
    callOff: callOffs.callOff,
    admits: door.admits,
    now: clock.now,
    counts: pan.counts,
  }
}

function unknownRun(run: string): Problem {
  return { status: 404, title: 'Unknown run', detail: `The kitchen remembers no run "${run}": it has seen no egg of it, or so many runs since that it forgot. Fry one at /run/${run}/A first.` }
}

function problem(c: KitchenContext, wrong: Problem): Response {
  return respond(problemPlate(wrong, targetOf(c.req.url)))
}

/** The path and the query. */
function targetOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

function query(c: KitchenContext): string {
  const { url } = c.req
  const begin = url.indexOf('?')
  return begin < 0 ? '' : url.slice(begin + 1).split('#', 1)[0]!
}
