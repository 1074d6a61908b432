import type { HttpBindings } from '@hono/node-server'
import type { Buffer } from 'node:buffer'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Kitchen, KitchenOptions } from './app.ts'
import type { Problem } from './problem.ts'
import type { KitchenBindings } from './respond.ts'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { createKitchen } from './app.ts'
import { createFastLane } from './fast-lane.ts'
import { HOST, listen, namesOf, urlOf } from './listen.ts'
import { createLiveTrace } from './live.ts'
import { problemPlate } from './problem.ts'
import { respond } from './respond.ts'
import { answerMalformed, answerWithoutUpgrade, checkRequest, sendProblem, unreadable } from './wire.ts'

/** Where the deck and every demo look for the kitchen. */
export const PORT = 3001

/** How long a closing kitchen waits for what is in the pan: two eggs at their usual time, and some. */
export const GRACE_MS = 5000

/** nginx's default. Node's 5 s are so short that a client's next request meets a connection that is just closing. */
const KEEP_ALIVE_MS = 75_000

/** How often a closing kitchen looks whether the pan is empty and a connection idle. */
const CLOSING_TICK_MS = 20

/** Once the pan is empty, the last answers have this long to get out. */
const FLUSH_MS = 500

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
  const { port = PORT, host = HOST } = options
  const kitchen = createKitchen({ ...options, hosts: [...namesOf(host), ...options.hosts ?? []] })
  const live = createLiveTrace(kitchen)
  const lane = createFastLane(kitchen, KEEP_ALIVE_MS)
  // Sockets that Node's server has let go of, so that closing it does not close them.
  const detached = new Set<Socket>()
  let closing: Promise<void> | undefined

  const answer = getRequestListener((request, env) => kitchen.fetch(request, bindings((env as HttpBindings).incoming)), {
    errorHandler: error => respond(problemPlate(unreadable(error instanceof Error ? error.message : String(error)), '/')),
  })

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const target = request.url ?? '/'
    const wrong = closing ? KITCHEN_CLOSES : checkRequest(request)
    if (closing)
      response.shouldKeepAlive = false
    if (wrong)
      sendProblem(response, wrong, target)
    else
      void answer(request, response)
  }

  function adopt(socket: Socket): void {
    detached.add(socket)
    socket.on('close', () => detached.delete(socket))
  }

  function open(): Server {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false }, serve)
    const [handOver] = server.listeners('connection') as [(this: Server, socket: Socket) => void]
    server.removeAllListeners('connection')
    server.on('connection', (socket: Socket) => {
      // Every waiting egg listens for the end of its connection, and a client may ask for many over one.
      socket.setMaxListeners(0)
      lane.accept(socket, () => handOver.call(server, socket))
    })
    server.on('clientError', answerMalformed)
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      adopt(socket)
      const { host: asked = '', origin = null } = request.headers
      if (asksForLiveTrace(request) && !closing && live.hasRoom() && kitchen.admits(asked, origin))
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
    lane.close()
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
    } while (await connections(servers) > 0 && kitchen.now() < flushed)
    lane.abort()
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

/** Tells the kitchen when the client is gone, from the socket: that holds for pipelined requests, too. */
function bindings({ socket }: IncomingMessage): KitchenBindings {
  return {
    gone(stop) {
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

async function connections(servers: Server[]): Promise<number> {
  const counts = await Promise.all(servers.map(server => new Promise<number>(resolve => server.getConnections((_, count) => resolve(count ?? 0)))))
  return counts.reduce((sum, count) => sum + count, 0)
}
