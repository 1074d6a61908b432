import type { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { Kitchen } from './app.ts'
import { WebSocketServer } from 'ws'

/**
 * The live trace, over a WebSocket.
 *
 * From the kitchen: one event (`KitchenEvent`) a message, as JSON. From a client: `{ "ping": n }` with any number, which
 * is answered at once by `{ "pong": n, "at": … }`, the kitchen's clock in milliseconds, so that the client can estimate
 * how far the two clocks are apart; and `{ "callOff": run }`, which takes what that run has in the pan off the heat.
 * Anything else from a client is ignored.
 */
export interface LiveTrace {
  /** Takes over a request for an upgrade that the guard has let in. */
  accept: (request: IncomingMessage, socket: Socket, head: Buffer) => void
  /** Whether there is room for one more. */
  hasRoom: () => boolean
  /** Says goodbye to everybody. */
  close: () => void
}

/** A ping is some 30 bytes. */
const LARGEST_MESSAGE = 1024

/** A full pan is 10 000 starts and 10 000 ends of some 130 bytes: a reader who is behind by more than that is gone. */
const LARGEST_BACKLOG = 4 * 1024 * 1024

/** Windows of one talk: presenter, projector, an audience of forkers. */
const MOST_READERS = 100

/** 1001: the server is going away (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001

/** Streams a kitchen's events to whoever is connected. */
export function createLiveTrace(kitchen: Kitchen): LiveTrace {
  const wss = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false })
  const sockets = new Map<WebSocket, Socket>()
  let corked = false
  let unsubscribe: (() => void) | undefined

  /** Events of one turn of the loop travel together: one system call, not one an egg. */
  function uncork(): void {
    corked = false
    for (const socket of sockets.values())
      socket.uncork()
  }

  function send(ws: WebSocket, message: string): void {
    if (ws.bufferedAmount > LARGEST_BACKLOG)
      ws.terminate()
    else
      ws.send(message)
  }

  function publish(event: unknown): void {
    const message = JSON.stringify(event)
    if (!corked) {
      corked = true
      for (const socket of sockets.values())
        socket.cork()
      setImmediate(uncork)
    }
    for (const ws of sockets.keys())
      send(ws, message)
  }

  function hear(ws: WebSocket, data: RawData): void {
    const { ping, callOff } = readWish(String(data))
    if (typeof ping === 'number')
      send(ws, JSON.stringify({ pong: ping, at: kitchen.now() }))
    if (typeof callOff === 'string')
      kitchen.callOff(callOff)
  }

  return {
    hasRoom: () => sockets.size < MOST_READERS,
    accept(request, socket, head) {
      wss.handleUpgrade(request, socket, head, (ws) => {
        if (corked)
          socket.cork()
        sockets.set(ws, socket)
        unsubscribe ??= kitchen.subscribe(publish)
        ws.on('message', data => hear(ws, data))
        // A broken frame or one too large: ws closes the connection by itself.
        ws.on('error', () => {})
        ws.on('close', () => {
          sockets.delete(ws)
          if (sockets.size > 0)
            return
          unsubscribe?.()
          unsubscribe = undefined
        })
      })
    },
    close() {
      for (const [ws, socket] of sockets) {
        ws.close(GOING_AWAY, 'The kitchen closes.')
        // A reader that does not say goodbye in turn must not hold up the closing.
        setImmediate(() => socket.destroySoon())
      }
    },
  }
}

function readWish(text: string): { ping?: unknown, callOff?: unknown } {
  try {
    return new Object(JSON.parse(text))
  }
  catch {
    return {}
  }
}
