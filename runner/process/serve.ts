import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Toolchain } from '../../demos/language.ts'
import type { Problem } from '../../egg-server/problem.ts'
import type { ClockWish } from '../run/ask-clock.ts'
import type { KitchenFeed } from '../run/kitchen-feed.ts'
import type { Run } from '../run/start-run.ts'
import type { Availability } from './available.ts'
import type { Answer, Welcome } from './protocol.ts'
import type { Queue } from './queue.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'undici'
import { EGG_MS } from '../../egg-server/app.ts'
import { quote } from '../../egg-server/problem.ts'
import { sendProblem } from '../../egg-server/send.ts'
import { openFeed } from '../run/kitchen-feed.ts'
import { checkAuth } from './auth.ts'
import { findToolchain } from './available.ts'
import { PLACE_HEADER, PRESSED_HEADER, RUNS_PATH } from './protocol.ts'
import { createQueue } from './queue.ts'
import { startProcessRun } from './start.ts'

/**
 * Runs programs for the deck's page. A request names a demo of the catalogue or a run, and nothing else about it
 * counts: what is started, with which arguments and where, comes from the catalogue and from the toolchains.
 */
export interface RunServer {
  /** Stops the run at a place, if one is under way there. */
  stop: (place: string) => void
  /** Sets the clock of the run at a place, if one is under way there. */
  setClock: (place: string, wish: ClockWish) => void
  /** Answers a request below {@link RUNS_PATH}. */
  handle: (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => void
  /** Stops all that runs; settles when nothing of it is left. */
  close: () => Promise<void>
}

export interface RunServerOptions {
  /** The project's folder. */
  root: string
  /** The catalogue as it is at the moment. */
  demos: () => Promise<readonly Demo[]>
  /** How a demo is run, where that is not as its language runs the demos of this project. */
  toolchain?: (demo: Demo) => Toolchain
  /** Base address of the kitchen, without a slash at its end. */
  kitchen: string
  /** Why nothing may run here, in a sentence, as long as that is so. */
  whyNot?: () => Promise<string | undefined>
  /** What the deck's page shows. New for each start of the server. */
  key: string
  /** Shows a run at a place as it grows; `prepare` says what is done before it begins. */
  show: (place: string, run: Run, pressedMsAgo: number) => { prepare: (text: string) => void }
  queue?: Queue
  find?: (demo: Demo) => Promise<Availability>
}

/** Two run and the others wait; a page that asks for more is not one that a person clicks in. */
const MOST_RUNS = 16

/** A kitchen on this machine is there at once, or it is closed, which the program will say itself. */
const KITCHEN_MS = 1_000

/** Names: a demo's or a run's. */
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/

const METHODS = { list: 'GET', one: 'GET, POST' } as const

/** A race names all of its demos. */
const MOST_PLACE_CHARS = 390

/** Longer ago nobody pressed what is only now asked for. */
const MOST_PRESSED_MS = 60_000

export function createRunServer(options: RunServerOptions): RunServer {
  const { root, demos, toolchain, kitchen, whyNot, key, show, queue = createQueue(), find = findToolchain } = options
  /** By place: of two at one place, the earlier has been stopped. */
  const runs = new Map<string, Run>()
  const all = new Set<Run>()
  let starting = 0
  let feed: KitchenFeed | undefined

  async function answer(request: IncomingMessage, path: string, response: ServerResponse): Promise<Problem | undefined> {
    const off = await whyNot?.()
    if (off !== undefined)
      return { status: 403, title: 'Off', detail: off }
    const name = path.slice(RUNS_PATH.length).replace(/^\//, '')
    const methods = name === '' ? METHODS.list : METHODS.one
    if (!methods.split(', ').includes(request.method ?? '')) {
      return {
        status: 405,
        title: 'Wrong method',
        detail: `Here one asks with ${methods}, not with ${quote(request.method ?? '')}.`,
        headers: { Allow: methods },
      }
    }
    const wrong = checkAuth(request, key)
    if (wrong)
      return wrong
    if (name === '')
      return sendJson(response, { key } satisfies Welcome)
    const demo = NAME.test(name) ? (await demos()).find(({ slug }) => slug === name) : undefined
    if (!demo)
      return { status: 404, title: 'Unknown demo', detail: `The catalogue has no demo ${quote(name)}. npm run demo lists what there is.` }
    if (demo.language === 'javascript')
      return { status: 409, title: 'Runs elsewhere', detail: `${demo.slug} is JavaScript, which runs in the browser.` }
    return request.method === 'GET' ? tell(demo, response) : start(demo, request, response)
  }

  async function tell(demo: Demo, response: ServerResponse): Promise<undefined> {
    const available = await find(demo)
    const answer: Answer = available.can ? { can: true, toolchain: available.toolchain } : available
    sendJson(response, answer)
  }

  async function start(demo: Demo, request: IncomingMessage, response: ServerResponse): Promise<Problem | undefined> {
    const place = readPlace(request.headers[PLACE_HEADER])
    if (place === undefined)
      return { status: 400, title: 'No place', detail: `The header ${PLACE_HEADER} does not say where in the deck the run is to be shown.` }
    if (all.size + starting >= MOST_RUNS) {
      return {
        status: 429,
        title: 'Too many runs',
        detail: `${MOST_RUNS} programs run or wait already. Stop one, or wait for one to end.`,
        headers: { 'Retry-After': '5' },
      }
    }
    starting++
    try {
      const available = await find(demo)
      if (!available.can)
        return { status: 409, title: 'Toolchain missing', detail: `${demo.slug} cannot run here: ${available.why}. ${available.howToGet}` }
      feed ??= openFeed(kitchen, { WebSocket })
      feed.retry()
      await Promise.race([feed.whenSynced(), pause(KITCHEN_MS)])
      const eggMs = await askEggTime(kitchen)
      if (response.destroyed)
        return undefined
      let words: string | undefined
      let prepare = (text: string): void => {
        words = text
      }
      const run = await startProcessRun(demo, {
        root,
        kitchen,
        eggMs,
        feed,
        queue,
        available,
        toolchain: toolchain?.(demo),
        onProgress: ({ phase, text }) => prepare(phase === 'building' ? `Building: ${text}` : text),
      })
      void runs.get(place)?.stop()
      runs.set(place, run)
      all.add(run)
      void run.finished.then(() => {
        all.delete(run)
        if (runs.get(place) === run)
          runs.delete(place)
      })
      prepare = show(place, run, readPressed(request.headers[PRESSED_HEADER])).prepare
      if (words !== undefined)
        prepare(words)
      response.writeHead(202).end()
    }
    finally {
      starting--
    }
  }

  return {
    stop: place => void runs.get(place)?.stop(),
    setClock: (place, wish) => void runs.get(place)?.setClock?.(wish),
    handle(request, response) {
      const target = request.originalUrl ?? request.url ?? '/'
      answer(request, target.split('?', 1)[0]!, response).then(
        problem => problem && sendProblem(response, problem, target),
        (error: unknown) =>
          response.headersSent
            ? response.destroy()
            : sendProblem(
                response,
                { status: 500, title: 'Failed', detail: `The program could not be started: ${String(error)}.` },
                target,
              ),
      )
    },
    async close() {
      await Promise.all([...all].map(run => run.stop()))
      feed?.close()
      feed = undefined
    },
  }
}

function readPlace(header: string | string[] | undefined): string | undefined {
  try {
    const place = decodeURIComponent(String(header ?? ''))
    return place.length > 0 && place.length <= MOST_PLACE_CHARS ? place : undefined
  }
  catch {
    return undefined
  }
}

function readPressed(header: string | string[] | undefined): number {
  const ms = Number(header ?? 0)
  return ms >= 0 && ms <= MOST_PRESSED_MS ? ms : 0
}

async function askEggTime(kitchen: string): Promise<number> {
  try {
    const health = (await fetch(`${kitchen}/health`, { signal: AbortSignal.timeout(KITCHEN_MS) }).then(reply => reply.json())) as {
      ms?: unknown
    }
    return typeof health.ms === 'number' ? health.ms : EGG_MS
  }
  catch {
    return EGG_MS
  }
}

function sendJson(response: ServerResponse, value: object): undefined {
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  response.end(JSON.stringify(value))
}
