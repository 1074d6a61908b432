import type { Buffer } from 'node:buffer'
import type { EventEmitter } from 'node:events'
import type { Role } from './role-of.ts'
import { readMessage } from '../../runner/windows/messages.ts'
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

/** A hello is answered with all that is shown. So many at once may come from one place, by however many windows. */
const MOST_HELLOS = 200

/**
 * All runs of a talk are some megabytes. A window that leaves as much as this unread has gone to sleep, or means harm.
 */
const MOST_UNREAD = 64 * 1024 * 1024

/** What all windows of the audience together may leave unread; who has left more than a little is counted. */
const MOST_UNREAD_OF_ALL = 512 * 1024 * 1024
const LITTLE_UNREAD = 128 * 1024

/** A window's WebSocket, as far as it is needed here. */
export interface WindowSocket extends EventEmitter {
  bufferedAmount: number
  send: (...args: any[]) => void
  terminate: () => void
}

/** What keeps Vite's connection open; it answers nothing. */
const PING = 'ping'

/**
 * Lets through what windows may say over Vite's WebSocket, whichever plugin listens there: a listener that throws, or
 * that rejects a promise, over a message that it did not expect would end the deck's process. Who floods it, or asks
 * and does not read, is cut off, with however many windows.
 */
export function createMessageGuard(now = Date.now) {
  const audience = new Set<WindowSocket>()
  const isTooOften = createCount(MOST_HELLOS, now)

  /** Cuts off those who have read least, until the rest fits. */
  function makeRoom(): void {
    const unread = (windows: WindowSocket[]) => windows.reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0)
    const slow = [...audience].sort((a, b) => a.bufferedAmount - b.bufferedAmount)
    while (unread(slow) > MOST_UNREAD_OF_ALL) {
      const slowest = slow.pop()!
      audience.delete(slowest)
      slowest.terminate()
    }
  }

  /** `wire` is what carries the window's words, and `from` is where it is. */
  return (socket: WindowSocket, role: Role, wire: EventEmitter, from: string): void => {
    const { emit, send } = socket
    const isFlood = createCount(MOST_OF_AUDIENCE, now)
    /** What has come since the last whole message. */
    let begun = 0

    socket.emit = (event: string | symbol, ...args: unknown[]): boolean => {
      const said = event === 'message' ? readWord(args[0], role) : undefined
      if (event === 'message' || event === 'ping' || event === 'pong') {
        begun = 0
        if (role === 'audience' && (isFlood('') || (said === 'hello' && isTooOften(from)))) {
          socket.terminate()
          return true
        }
      }
      if (event === 'message' && said === undefined)
        return true
      return emit.call(socket, event, ...args)
    }
    if (role === 'audience') {
      audience.add(socket)
      socket.once('close', () => audience.delete(socket))
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
      if (role === 'audience' && socket.bufferedAmount > LITTLE_UNREAD)
        makeRoom()
    }
  }
}

/** Whether this is once too often within {@link COUNTED_FOR_MS}, of all that is counted under one name. */
function createCount(most: number, now: () => number): (name: string) => boolean {
  let counts = new Map<string, number>()
  let since = now()
  return (name) => {
    if (now() - since >= COUNTED_FOR_MS) {
      counts = new Map()
      since = now()
    }
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count > most
  }
}

/** Whether a message, as it came over the wire, may reach a window. */
export const mayPass = (raw: unknown, role: Role): boolean => readWord(raw, role) !== undefined

/** What a message says, as it came over the wire, if it may reach a window at all. */
function readWord(raw: unknown, role: Role): 'hello' | 'other' | undefined {
  const text = String(raw)
  if (text.length > LARGEST_MESSAGE)
    return undefined
  const read = readJson(text)
  if (!('value' in read) || !isRecord(read.value))
    return undefined
  const { type, event, data } = read.value
  if (type === PING)
    return 'other'
  const door = type === 'custom' ? messageDoors.find(one => one.event === event) : undefined
  if (!door?.check(data) || !(role === 'speaker' || door.audience?.(data) === true))
    return undefined
  return readMessage(data)?.kind === 'hello' ? 'hello' : 'other'
}
