import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { findPlace } from './give-way.ts'

/**
 * The connections of a server, so that no client can use all of them up. A new one always gets in: where there are too
 * many, the one that has owed nothing for longest goes. Where all are owed an answer, a place that has most of them
 * gives one up, and where there is no such place, the new one is told so.
 */
export interface Connections {
  add: (socket: Socket) => void
  /** Node's server has let go of this one. */
  forget: (socket: Socket) => void
  /** Counts a request until its response is through; answers whether there is room for it. */
  take: (socket: Socket, response: ServerResponse) => 'ok' | 'too many connections' | 'too many ahead'
  /** Whether an answer is still to go out on it. */
  isOwed: (socket: Socket) => boolean
}

/** A full pan is 10 000 connections; the others are for those who come to be told that it is full, and for the deck. */
export const MOST_CONNECTIONS = 12_000

/** Requests that were sent ahead of the answers before them, on all connections: some 4 KB each. */
const MOST_OWED = 20_000

/**
 * `mostAhead`: of these on one connection, however few there are on all. `whereOf`: from where a request comes, where
 * that tells clients apart.
 */
export function createConnections(
  most = MOST_CONNECTIONS,
  mostAhead = Infinity,
  whereOf?: (request: IncomingMessage) => string,
): Connections {
  const open = new Set<Socket>()
  /** In the order in which they fell idle. */
  const idle = new Set<Socket>()
  const crowded = new WeakSet<Socket>()
  const owed = new WeakMap<Socket, number>()
  const places = new WeakMap<Socket, string>()
  let allOwed = 0

  /** Whether another gave way to this one. */
  function findRoom(socket: Socket): boolean {
    const others = new Set([...open].filter(one => one !== socket).map(one => ({ of: places.get(one) ?? '', socket: one })))
    const found = findPlace(others, most, places.get(socket) ?? '')
    if (typeof found === 'object')
      found.socket.destroy()
    return found !== false
  }

  return {
    add(socket) {
      if (open.size >= most) {
        const [oldest] = idle
        if (oldest)
          oldest.destroy()
        else
          crowded.add(socket)
        idle.delete(oldest!)
      }
      open.add(socket)
      idle.add(socket)
      socket.on('close', () => {
        open.delete(socket)
        idle.delete(socket)
        // Responses whose turn never came say nothing.
        allOwed -= owed.get(socket) ?? 0
        owed.delete(socket)
      })
    },
    forget(socket) {
      open.delete(socket)
      idle.delete(socket)
    },
    take(socket, response) {
      const before = owed.get(socket) ?? 0
      if (before > mostAhead || (before > 0 && allOwed >= MOST_OWED))
        return 'too many ahead'
      owed.set(socket, before + 1)
      allOwed++
      idle.delete(socket)
      if (whereOf) {
        places.set(socket, whereOf(response.req))
        if (crowded.has(socket) && findRoom(socket))
          crowded.delete(socket)
      }
      response.on('close', () => {
        const left = (owed.get(socket) ?? 0) - 1
        if (left < 0)
          return
        owed.set(socket, left)
        allOwed--
        if (left === 0 && open.has(socket))
          idle.add(socket)
      })
      return crowded.has(socket) ? 'too many connections' : 'ok'
    },
    isOwed: socket => (owed.get(socket) ?? 0) > 0,
  }
}
