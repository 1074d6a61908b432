import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { Kitchen } from './app.ts'
import type { Problem } from './problem.ts'
import { Buffer } from 'node:buffer'
import { WebSocketServer } from 'ws'
import { findPlace } from './give-way.ts'
import { responseOn } from './malformed.ts'
import { sendProblem } from './send.ts'

/**
 * The live trace, over a WebSocket.
 *
 * From the kitchen: one event (`KitchenEvent`, `ClockTold`) a message, as JSON. From a client: `{ "ping": n }`,
 * which is answered at once by `{ "pong": n, "at": … }`, the kitchen's clock in milliseconds, so that the client can
 * estimate how far the two clocks are apart; `{ "callOff": run }`, which takes what that run has in the pan off the
 * heat; and `{ "announce": run }`, answered by `{ "announced": run, "as": name }`: who asks for that run by that name
 * is its program, and is let in though it has no origin. Anything else from a client is ignored, and so are the last
 * two where the request had `Kitchen-Listen-Only`.
 *
 * Events wait in one place for all readers, and each reader has a mark there: one that does not read costs no more than
 * what its socket holds, and is dropped once the events after its mark are gone.
 */
export interface LiveTrace {
  /** Takes over a request for an upgrade that the guard has let in, or refuses it. */
  accept: (request: IncomingMessage, socket: Socket, head: Buffer) => void
  /** Says goodbye to everybody. */
  close: () => void
}

/**
 * A request for an upgrade that has this header may hear and ping, and nothing else: what lets others in before the
 * kitchen, such as the deck's server, sets it, and says in it from where they come. It only ever takes something away.
 */
export const LISTEN_ONLY_HEADER = 'kitchen-listen-only'

/** A ping is some 30 bytes. */
const LARGEST_MESSAGE = 1024

/** A full pan is 10 000 starts and 10 000 ends of some 130 bytes: a reader who is behind by more than that is gone. */
const LARGEST_BACKLOG = 4 * 1024 * 1024

/** Events of one turn of the loop travel together, unless there are so many that they would push each other out. */
const LARGEST_TURN = LARGEST_BACKLOG / 4

/** A reader that asks the time this often without hearing the answers does not want to know. */
const MOST_UNHEARD_BYTES = 64 * 1024

/** Windows of one talk: presenter, projector, an audience of forkers. */
export const MOST_READERS = 100

/** 1001: the server is going away (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001

const NO_ROOM: Problem = {
  status: 503,
  title: 'Too many readers',
  detail: `${MOST_READERS} connections read the live trace already, most of them from where you are. Close one, and try again.`,
  headers: { 'Retry-After': '2' },
}

interface Wish { ping?: unknown, callOff?: unknown, announce?: unknown }

interface Reader {
  ws: WebSocket
  socket: Socket
  /** The page it belongs to, or nothing for a program; and where an audience is, from where it listens. */
  of: string
  may: 'listen' | 'listen and tell'
  /** The number of the next event it is to get. */
  next: number
}

/** Streams a kitchen's events to all who are connected. */
export function createLiveTrace(kitchen: Kitchen): LiveTrace {
  const wss = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false })
  // In order of arrival.
  const readers = new Set<Reader>()
  /** The newest events. `first`: the number of the first of them. */
  let events: Buffer[] = []
  let first = 0
  let bytes = 0
  let bytesThisTurn = 0
  let isPlanned = false
  let unsubscribe: (() => void) | undefined

  wss.on('wsClientError', (error, socket, request) => sendProblem(responseOn(socket, request), {
    status: 400,
    title: 'Bad handshake',
    detail: `This is no WebSocket handshake: ${error.message}. Open the live trace with new WebSocket("ws://localhost:3001/trace").`,
    headers: { 'Sec-WebSocket-Version': '13' },
  }, request.url ?? '/'))

  function publish(event: unknown): void {
    const message = Buffer.from(JSON.stringify(event))
    events.push(message)
    bytes += message.length
    bytesThisTurn += message.length
    if (bytesThisTurn > LARGEST_TURN)
      sendAll()
    if (isPlanned)
      return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      sendAll()
    })
  }

  function sendAll(): void {
    bytesThisTurn = 0
    for (const reader of readers)
      sendTo(reader)
    let gone = 0
    while (bytes > LARGEST_BACKLOG)
      bytes -= events[gone++]!.length
    if (gone > 0) {
      events = events.slice(gone)
      first += gone
    }
  }

  /** Sends as much as the socket takes; the rest follows when it has room again. */
  function sendTo(reader: Reader): void {
    const { ws, socket } = reader
    if (reader.next < first) {
      ws.terminate()
      return
    }
    socket.cork()
    while (reader.next < first + events.length && !socket.writableNeedDrain)
      ws.send(events[reader.next++ - first]!, { binary: false })
    socket.uncork()
  }

  function hear({ ws, socket, may }: Reader, data: RawData): void {
    const wish = readWish(String(data))
    const { ping, callOff, announce }: Wish = may === 'listen' ? { ping: wish.ping } : wish
    const as = typeof announce === 'string' ? kitchen.announce(announce) : undefined
    const answers = [
      ...typeof ping === 'number' ? [{ pong: ping, at: kitchen.now() }] : [],
      ...as === undefined ? [] : [{ announced: announce, as }],
    ]
    for (const answer of answers) {
      if (socket.writableLength > MOST_UNHEARD_BYTES)
        ws.terminate()
      else
        ws.send(JSON.stringify(answer))
    }
    if (typeof callOff === 'string')
      kitchen.callOff(callOff)
  }

  function leave(reader: Reader): void {
    readers.delete(reader)
    reader.ws.terminate()
    if (readers.size > 0)
      return
    unsubscribe?.()
    unsubscribe = undefined
    first += events.length
    events = []
    bytes = 0
  }

  return {
    accept(request, socket, head) {
      const { origin = '', [LISTEN_ONLY_HEADER]: listenOnly } = request.headers
      const may = listenOnly === undefined ? 'listen and tell' : 'listen'
      const of = `${origin} ${listenOnly ?? ''}`
      if (!findPlace(readers, MOST_READERS, of)) {
        sendProblem(responseOn(socket, request), NO_ROOM, request.url ?? '/')
        return
      }
      wss.handleUpgrade(request, socket, head, (ws) => {
        const place = findPlace(readers, MOST_READERS, of)
        if (typeof place === 'object')
          leave(place)
        const reader: Reader = { ws, socket, of, may, next: first + events.length }
        readers.add(reader)
        unsubscribe ??= both(kitchen.subscribe(publish), kitchen.onClock(publish))
        socket.on('drain', () => sendTo(reader))
        ws.on('message', data => hear(reader, data))
        // A broken frame or one too large: ws closes the connection by itself.
        ws.on('error', () => {})
        ws.on('close', () => leave(reader))
      })
    },
    close() {
      for (const { ws, socket } of readers) {
        ws.close(GOING_AWAY, 'The kitchen closes.')
        // A reader that does not say goodbye in turn must not hold up the closing.
        setImmediate(() => socket.destroySoon())
      }
    },
  }
}

function both(one: () => void, other: () => void) {
  return () => {
    one()
    other()
  }
}

function readWish(text: string): Wish {
  try {
    return new Object(JSON.parse(text))
  }
  catch {
    return {}
  }
}
