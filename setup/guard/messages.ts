import type { EventEmitter } from 'node:events'
import type { Role } from './role-of.ts'
import { messageDoors } from './doors.ts'
import { isRecord, readJson } from './json.ts'

/** The largest message of a window: a run's events, or an edited program. */
const LARGEST_MESSAGE = 4 * 1024 * 1024

/** What keeps Vite's connection open; it answers nothing. */
const PING = 'ping'

/**
 * Lets through what a window may say over Vite's WebSocket, whoever listens there: a listener that throws, or that
 * rejects a promise, over a message that it did not expect would end the deck's process.
 */
export function guardMessages(socket: EventEmitter, role: Role): void {
  const { emit } = socket
  socket.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event === 'message' && !mayPass(args[0], role))
      return true
    return emit.call(socket, event, ...args)
  }
}

/** Whether a message, as it came over the wire, may reach anybody. */
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
