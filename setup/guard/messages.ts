import type { Buffer } from 'node:buffer'
import type { EventEmitter } from 'node:events'
import type { Role } from './role-of.ts'
import { messageDoors } from './doors.ts'
import { isRecord, readJson } from './json.ts'

/** The largest message of a window: a run's events, or an edited program. */
const LARGEST_MESSAGE = 4 * 1024 * 1024

/**
 * An audience's window says hello and asks for the next update of a module: no more than this at once, nor so often.
 */
const LARGEST_OF_AUDIENCE = 64 * 1024
const MOST_OF_AUDIENCE = 200
const COUNTED_FOR_MS = 10_000

/**
 * All runs of a talk are some megabytes. A window that leaves as much as this unread has gone to sleep, or means harm.
 */
const MOST_UNREAD = 64 * 1024 * 1024

/** A window's WebSocket, as far as it is needed here. */
export interface WindowSocket extends EventEmitter {
  bufferedAmount: number
  send: (...args: any[]) => void
  terminate: () => void
}

/** What keeps Vite's connection open; it answers nothing. */
const PING = 'ping'

/**
 * Lets through what a window may say over Vite's WebSocket, whichever plugin listens there: a listener that throws, or
 * that rejects a promise, over a message that it did not expect would end the deck's process. `wire` is what carries
 * it. Who
 * floods it, or asks and does not read, is cut off.
 */
export function guardMessages(socket: WindowSocket, role: Role, wire: EventEmitter, now = Date.now): void {
  const { emit, send } = socket
  let said: number[] = []
  /** What has come since the last whole message. */
  let begun = 0

  function isTooMuch(): boolean {
    said = [...said.filter(at => now() - at < COUNTED_FOR_MS), now()]
    return said.length > MOST_OF_AUDIENCE
  }

  socket.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event === 'message' || event === 'ping' || event === 'pong') {
      begun = 0
      if (role === 'audience' && isTooMuch()) {
        socket.terminate()
        return true
      }
    }
    if (event === 'message' && !mayPass(args[0], role))
      return true
    return emit.call(socket, event, ...args)
  }
  if (role === 'audience') {
    wire.on('data', ({ length }: Buffer) => {
      begun += length
      if (begun > LARGEST_OF_AUDIENCE)
        socket.terminate()
    })
  }
  socket.send = (...args: unknown[]) => {
    if (socket.bufferedAmount > MOST_UNREAD)
      return socket.terminate()
    send.apply(socket, args)
  }
}

/** Whether a message, as it came over the wire, may reach a window. */
export function mayPass(raw: unknown, role: Role): boolean {
  const text = String(raw)
  if (text.length > LARGEST_MESSAGE)
    return false
  const read = readJson(text)
  if (!('value' in read) || !isRecord(read.value))
    return false
  const { type, event, data } = read.value
  if (type === PING)
    return true
  const door = type === 'custom' ? messageDoors.find(one => one.event === event) : undefined
  return door !== undefined && door.check(data) && (role === 'speaker' || door.audience?.(data) === true)
}
