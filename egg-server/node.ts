import type { HttpBindings } from '@hono/node-server'
import type { Buffer } from 'node:buffer'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Kitchen, KitchenOptions } from './app.ts'
import type { Problem } from './problem.ts'
import type { Client } from './reply.ts'
import type { Asked } from './request-guard.ts'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { createKitchen } from './app.ts'
import { createConnections, MOST_CONNECTIONS } from './connections.ts'
import { HOST, listen, namesOf, urlOf } from './listen.ts'
import { createLiveTrace } from './live.ts'
import {
  ALL_HEADERS,
  answerMalformed,
  answerWithoutUpgrade,
  checkRequest,
  LARGEST_HEADERS,
  readHeadersUpTo,
  unreadable,
} from './malformed.ts'
import { problemReply } from './problem.ts'
import { toResponse } from './reply.ts'
import { sendProblem, sendReply } from './send.ts'

/** Where the deck and every demo look for the kitchen. */
export const PORT = 3001

/** How long a closing kitchen waits for what is in the pan: two eggs at their usual time, and some. */
const GRACE_MS = 5000

/** nginx's default. Node's 5 s are so short that a client's next request meets a connection that is just closing. */
const KEEP_ALIVE_MS = 75_000

/** How often a closing kitchen looks whether the pan is empty and a connection idle. */
const CLOSING_TICK_MS = 20

/** Once the pan is empty, the last answers have this long to get out. */
const FLUSH_MS = 500

/** A connection on which nothing has moved for so long is cut; the longest egg takes half of that. */
const STALLED_MS = 120_000

const CROWDED: Problem = {
  status: 503,
  title: 'Too many connections',
  detail: `All of the ${MOST_CONNECTIONS} connections that the kitchen keeps are waiting for an answer. Ask again when some are done.`,
  headers: { 'Retry-After': '2', 'Connection': 'close' },
}

const UNEXPECTED: Problem = {
  status: 417,
  title: 'Unknown expectation',
  detail: 'The request has an Expect header, and the kitchen knows only "100-continue" there. Ask without it.',
}

const KITCHEN_CLOSES: Problem = {
  status: 503,
  title: 'Kitchen closes',
  detail: 'The kitchen finishes what is in the pan and takes no more orders. Start it again with npm run kitchen.',
  headers: { Connection: 'close' },
}

/** How to open a kitchen on Node. */
export interface StartOptions extends KitchenOptions {
  /** 0 picks a free one. */
  port?: number
  /** An address of this machine. The default, 127.0.0.1, means ::1 as well, because `localhost` may be either. */
  host?: string
  /** How many connections may be open at a time. */
  connections?: number
  /** After how long a connection is cut on which nothing has moved. */
  stalledMs?: number
}

/** A kitchen that is open. */
export interface RunningKitchen {
  /** `http://localhost:3001`, without a slash at the end. */
  url: string
  port: number
  kitchen: Kitchen
  /**
   * Takes no more orders, waits for what is in the pan, at most `graceMs`, calls off the rest, and hangs up. Resolves
   * when the last connection is gone. Asked again, it gives the same promise.
   */
  close: (graceMs?: number) => Promise<void>
}

/** Opens a kitchen. Rejects with a `ListenError` when it cannot listen there; nothing is left open then. */
export async function startKitchen(options: StartOptions = {}): Promise<RunningKitchen> {
  const { port = PORT, host = HOST, stalledMs = STALLED_MS } = options
  const kitchen = createKitchen({ ...options, hosts: [...namesOf(host), ...options.hosts ?? []] })
  const connections = createConnections(options.connections)
  const live = createLiveTrace(kitchen)
  // Sockets that Node's server has let go of, so that closing it does not close them.
  const detached = new Set<Socket>()
  let closing: Promise<void> | undefined

  /** All that is neither refused nor an egg. */
  const serveOther = getRequestListener((request, env) => kitchen.fetch(request, clientOn((env as HttpBindings).incoming.socket)), {
    errorHandler: error => toResponse(problemReply(unreadable(error instanceof Error ? error.message : String(error)), '/')),
  })

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const room = connections.take(request.socket, response)
    if (room === 'too many ahead') {
      // The answer would have to wait for those before it, like all that it has sent.
      request.socket.destroy()
      return
    }
    const noRoom = room === 'ok' ? undefined : CROWDED
    const wrong = closing ? KITCHEN_CLOSES : noRoom ?? checkRequest(request)
    if (closing || noRoom)
      response.shouldKeepAlive = false
    if (wrong) {
      sendProblem(response, wrong, request.url ?? '/')
      return
    }
    const reply = kitchen.answer(askedOf(request), clientOn(request.socket))
    // Only an egg is begun before its turn: what else is sent ahead waits until the answers before it are through.
    if (!reply && response.socket)
      void serveOther(request, response)
    else if (!reply)
      response.once('socket', () => void serveOther(request, response))
    else if (reply instanceof Promise)
      void reply.then(reply => sendReply(response, reply))
    else
      sendReply(response, reply)
  }

  function adopt(socket: Socket): void {
    detached.add(socket)
    connections.forget(socket)
    socket.on('close', () => detached.delete(socket))
  }

  function open(): Server {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false }, serve)
    server.timeout = stalledMs
    server.maxHeadersCount = ALL_HEADERS
    if (options.deckPort !== undefined)
      readHeadersUpTo(server, LARGEST_HEADERS)
    // Nothing moves on a connection, either, whose run is slowed or paused: that one is looked at again later.
    server.on('timeout', socket => connections.isOwed(socket) && kitchen.isAnySlow() ? socket.setTimeout(stalledMs) : socket.destroy())
    // Every waiting egg listens for the end of its connection, and a client may ask for many over one.
    server.on('connection', (socket: Socket) => connections.add(socket.setMaxListeners(0)))
    server.on('checkExpectation', (request, response) => sendProblem(response, UNEXPECTED, request.url ?? '/'))
    server.on('clientError', answerMalformed)
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      adopt(socket)
      if (asksForLiveTrace(request) && !closing && !kitchen.refuse(askedOf(request)))
        live.accept(request, socket, head)
      else
        answerWithoutUpgrade(server, request, socket)
    })
    server.on('connect', (request: IncomingMessage, socket: Socket) => {
      adopt(socket)
      request.url = '/'
      answerWithoutUpgrade(server, request, socket)
    })
    return server
  }

  const servers = await listen(open, port, host)

  async function closeAll(graceMs: number): Promise<void> {
    const closed = Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
    const deadline = kitchen.now() + graceMs
    while (kitchen.counts.pan > 0 && kitchen.now() < deadline) {
      await pause(CLOSING_TICK_MS)
      servers.forEach(server => server.closeIdleConnections())
    }
    live.close()
    const flushed = kitchen.now() + (kitchen.counts.pan > 0 ? 0 : FLUSH_MS)
    do {
      await Promise.race([closed, pause(CLOSING_TICK_MS)])
      servers.forEach(server => server.closeIdleConnections())
    } while (await countConnections(servers) > 0 && kitchen.now() < flushed)
    servers.forEach(server => server.closeAllConnections())
    detached.forEach(socket => socket.destroy())
    await closed
  }

  return {
    url: urlOf(servers[0]!, host),
    port: (servers[0]!.address() as AddressInfo).port,
    kitchen,
    close: (graceMs = GRACE_MS) => closing ??= closeAll(graceMs),
  }
}

function askedOf({ method = '', url = '', headers }: IncomingMessage): Asked {
  return {
    method,
    target: url,
    host: headers.host ?? '',
    origin: headers.origin ?? null,
    site: headers['sec-fetch-site'] as string | undefined ?? null,
    mode: headers['sec-fetch-mode'] as string | undefined ?? null,
    dest: headers['sec-fetch-dest'] as string | undefined,
    user: headers['sec-fetch-user'] as string | undefined,
    purpose: headers['sec-purpose'] as string | undefined,
  }
}

/**
 * The client at the other end of a socket: gone when that closes, which holds for requests that were sent ahead, too.
 */
function clientOn(socket: Socket): Client {
  return {
    onGone(stop) {
      if (socket.destroyed)
        queueMicrotask(stop)
      socket.on('close', stop)
      return () => socket.off('close', stop)
    },
  }
}

function asksForLiveTrace({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && url.split('?', 1)[0] === '/trace' && headers.upgrade?.toLowerCase() === 'websocket'
}

async function countConnections(servers: Server[]): Promise<number> {
  const counts = await Promise.all(
    servers.map(server => new Promise<number>(resolve => server.getConnections((_, count) => resolve(count ?? 0)))),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
