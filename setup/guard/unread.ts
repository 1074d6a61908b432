import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What all together may leave unread: far more than a hall of phones has on its way to it. */
const MOST_UNREAD = 256 * 1024 * 1024

/** An answer of so little needs no look at all others. */
const LITTLE = 64 * 1024

/** Answers that were written and that nobody has read yet: each waits in memory. */
export interface Unread {
  watch: (response: ServerResponse) => void
}

/** Hangs up on those who have most to read, where all together leave more unread than `most`, in bytes. */
export function createUnread(most = MOST_UNREAD): Unread {
  const open = new Map<Socket, Set<ServerResponse>>()

  function makeRoom(): void {
    const sizes = Array.from(open, ([socket, responses]) => ({ socket, size: sizeOf(responses) })).sort((a, b) => a.size - b.size)
    let all = sizes.reduce((sum, { size }) => sum + size, 0)
    while (all > most) {
      const { socket, size } = sizes.pop()!
      all -= size
      open.delete(socket)
      socket.destroy()
    }
  }

  return {
    watch(response) {
      const { socket } = response.req
      if (!open.has(socket))
        socket.once('close', () => open.delete(socket))
      const theirs = open.get(socket) ?? new Set()
      open.set(socket, theirs.add(response))
      response.once('close', () => theirs.delete(response))
      const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
      response.end = (...args: unknown[]) => {
        // An answer whose turn has not come is kept even where the socket is gone.
        if (socket.destroyed)
          return response
        end(...args)
        if (response.writableLength > LITTLE)
          makeRoom()
        return response
      }
    },
  }
}

function sizeOf(responses: ReadonlySet<ServerResponse>): number {
  return [...responses].reduce((sum, { writableLength }) => sum + writableLength, 0)
}
