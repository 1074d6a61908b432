import type { Context } from 'hono'
import type { KitchenEvent } from '../trace/events.ts'
import type { Clock } from './clock.ts'
import type { GuardOptions } from './guard.ts'
import type { Order } from './order.ts'
import type { PanCounts } from './pan.ts'
import type { Problem } from './problem.ts'
import { Hono } from 'hono'
import { machineClock } from './clock.ts'
import { preflight, withCors } from './cors.ts'
import { createGuard } from './guard.ts'
import { createLedger } from './ledger.ts'
import { checkName, isProblem, readOrder } from './order.ts'
import { findPage } from './pages.ts'
import { createPan } from './pan.ts'
import { problemResponse } from './problem.ts'
import { streamSteps } from './steps.ts'

/** How long an egg takes when nobody says: long enough to watch, short enough to wait for twelve of them. */
export const EGG_MS = 2000

/** Names have 32 characters, and all a query may say fits in a hundred; some room for honest mistakes. */
export const LONGEST_URL = 1000

const METHODS = 'GET, HEAD, OPTIONS'

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

/** What an adapter can say about one request, beyond the request. */
export interface KitchenBindings {
  /**
   * Calls `stop` when the client is gone; returns what ends that. Without it the kitchen listens to `request.signal`,
   * which costs more memory an egg.
   */
  gone?: (stop: () => void) => () => void
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
  /** Tells what happens at the stove, of all runs and of nobody's, as it happens. Returns what ends that. */
  subscribe: (listener: (event: KitchenEvent) => void) => () => void
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
  const guard = createGuard(options)
  const began = clock.now()
  const app = new Hono<{ Bindings: KitchenBindings | undefined }>()

  /** Fries one egg (or a page, which is an egg to the pan) and plates what `dish` makes of it. */
  function fry(c: KitchenContext, task: string, order: Order, dish: (ms: number) => Response): Response | Promise<Response> {
    const egg = pan.start(task, c.req.param('run'))
    if (!egg)
      return problem(c, panIsFull())

    const plate = (): Response => {
      if (order.burn) {
        pan.fail(egg, 'burnt')
        return problem(c, burnt(task))
      }
      pan.end(egg)
      return dish(clock.now() - egg.at)
    }
    if (order.ms === 0)
      return plate()

    return new Promise((resolve) => {
      let takeOff = (): void => {}
      const ignore = onGone(c, () => {
        takeOff()
        pan.abort(egg, 'the client hung up')
        resolve(new Response(null, { status: 499 }))
      })
      takeOff = clock.until(egg.at + order.ms, () => {
        ignore()
        resolve(plate())
      })
    })
  }

  function serveEgg(c: KitchenContext): Response | Promise<Response> {
    const task = c.req.param('egg')!
    const order = readEggOrder(c, task)
    if (isProblem(order))
      return problem(c, order)
    const plate = (dur?: number): Response => new Response(task, { headers: dishHeaders('text/plain; charset=utf-8', task.length, dur) })
    // HEAD asks what an egg would be like. It fries none.
    return c.req.method === 'HEAD' ? plate() : fry(c, task, order, plate)
  }

  function serveSteps(c: KitchenContext): Response {
    const task = c.req.param('egg')!
    const order = readEggOrder(c, task)
    if (isProblem(order))
      return problem(c, order)
    const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'Vary': 'Origin' }
    if (c.req.method === 'HEAD')
      return new Response(null, { headers })
    const egg = pan.start(task, c.req.param('run'))
    if (!egg)
      return problem(c, panIsFull())

    let ignore = (): void => {}
    const abort = (): void => {
      ignore()
      pan.abort(egg, 'the client hung up')
    }
    const { body, stop } = streamSteps({
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
      onCancel: abort,
    })
    if (egg.frying) {
      ignore = onGone(c, () => {
        stop()
        abort()
      })
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
    const body = JSON.stringify(page.body)
    const plate = (dur?: number): Response => new Response(body, { headers: dishHeaders('application/json', body.length, dur) })
    return c.req.method === 'HEAD' ? plate() : fry(c, page.task, order, plate)
  }

  function serveRunTrace(c: KitchenContext): Response {
    const run = c.req.param('run')!
    const record = ledger.find(run)
    const wrong = checkName('run', run) ?? (record ? undefined : unknownRun(run))
    if (wrong)
      return problem(c, wrong)
    const headers: Record<string, string> = { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', 'Vary': 'Origin' }
    if (record!.dropped > 0)
      headers['Kitchen-Events-Dropped'] = String(record!.dropped)
    return new Response(record!.events.map(event => `${JSON.stringify(event)}\n`).join(''), { headers })
  }

  function serveHealth(c: KitchenContext): Response {
    const uptime = Math.round(clock.now() - began) / 1000
    return c.json({ name: 'egg-server', version, ...pan.counts, capacity: pan.capacity, ms: eggMs, uptime }, 200, {
      'Cache-Control': 'no-store',
      'Vary': 'Origin',
    })
  }

  function readEggOrder(c: KitchenContext, task: string): Order | Problem {
    const run = c.req.param('run')
    return (run !== undefined && checkName('run', run)) || checkName('egg', task) || readOrder(query(c), eggMs)
  }

  function panIsFull(): Problem {
    return {
      status: 503,
      title: 'Pan full',
      detail: `There are ${pan.counts.pan} eggs in the pan, and no more than ${pan.capacity} fit. Ask again when some are done.`,
      headers: { 'Retry-After': String(Math.max(1, Math.ceil(eggMs / 1000))) },
    }
  }

  app.get('/health', serveHealth)
  app.get('/trace', c => problem(c, WEBSOCKET_ONLY))
  app.get('/orders', serveOrders)
  app.get('/run/:run/orders', serveOrders)
  app.get('/run/:run/trace', serveRunTrace)
  app.get('/run/:run/:egg', serveEgg)
  app.get('/run/:run/:egg/steps', serveSteps)
  app.get('/:egg', serveEgg)
  app.get('/:egg/steps', serveSteps)
  app.notFound(c => problem(c, NO_SUCH_PATH))
  app.onError((error, c) => {
    console.error(error)
    return problem(c, { status: 500, title: 'Kitchen fault', detail: 'The kitchen made a mistake of its own, and cooks on. Its log says more.' })
  })

  /** What keeps a request out, before anything is read of what it asks for. */
  function refuse(request: Request, origin: string | null): Problem | undefined {
    const { url, method } = request
    const wrong = guard.host(authority(url)) ?? guard.origin(origin)
    if (wrong)
      return wrong
    if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS')
      return { status: 405, title: 'Method not allowed', detail: `${method} changes nothing here: the kitchen only answers ${METHODS}. Ask for an egg with GET.`, headers: { Allow: METHODS } }
    if (url.length > LONGEST_URL)
      return { status: 414, title: 'URL too long', detail: `The URL has ${url.length} characters, and the kitchen reads ${LONGEST_URL}. A name has at most 32.` }
  }

  return {
    fetch(request, bindings) {
      const origin = request.headers.get('origin')
      const wrong = refuse(request, origin)
      const response = wrong
        ? problemResponse(wrong, instance(request.url))
        : request.method === 'OPTIONS' ? preflight(request, METHODS) : app.fetch(request, bindings)
      if (origin === null || guard.origin(origin))
        return response
      return response instanceof Promise ? response.then(r => withCors(r, origin)) : withCors(response, origin)
    },
    subscribe: pan.subscribe,
    admits: (host, origin) => !guard.host(host) && !guard.origin(origin),
    now: clock.now,
    counts: pan.counts,
  }
}

function burnt(task: string): Problem {
  return { status: 500, title: 'Burnt', detail: `The egg ${task} burnt, as it was asked to. Ask again without ?burn for a good one.` }
}

function unknownRun(run: string): Problem {
  return { status: 404, title: 'Unknown run', detail: `The kitchen remembers no run "${run}": it has seen no egg of it, or so many runs since that it forgot. Fry one at /run/${run}/A first.` }
}

function problem(c: KitchenContext, wrong: Problem): Response {
  return problemResponse(wrong, instance(c.req.url))
}

function dishHeaders(type: string, length: number, dur?: number): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Type': type, 'Content-Length': String(length), 'Cache-Control': 'no-store', 'Vary': 'Origin' }
  if (dur !== undefined)
    headers['Server-Timing'] = `fry;dur=${dur.toFixed(3)}`
  return headers
}

function onGone(c: KitchenContext, stop: () => void): () => void {
  if (c.env?.gone)
    return c.env.gone(stop)
  const { signal } = c.req.raw
  if (signal.aborted)
    queueMicrotask(stop)
  signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}

function authority(url: string): string {
  const begin = url.indexOf('//') + 2
  return url.slice(begin, url.indexOf('/', begin))
}

/** The path and the query. */
function instance(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2)).slice(0, 200)
}

function query(c: KitchenContext): string {
  const { url } = c.req
  const begin = url.indexOf('?')
  return begin < 0 ? '' : url.slice(begin + 1).split('#', 1)[0]!
}
