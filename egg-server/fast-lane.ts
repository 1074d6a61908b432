import type { Socket } from 'node:net'
import type { Kitchen } from './app.ts'
import type { Plate } from './stove.ts'
import { Buffer } from 'node:buffer'
import { onTheWire, readPlainGet } from './wire.ts'

/**
 * A short way for plain eggs.
 *
 * Node's HTTP server spends some 4 KB and 30 microseconds on a request before anybody has cracked an egg. With 9 000 at
 * once that is a third of a second, and every bit of it looks like lateness. So a connection begins here: as long as
 * all that comes in are whole, plain `GET`s of eggs, they are served here, from the same stove. Whatever else arrives
 * (a body, an upgrade, a page's `Origin`, half a request, a bad name) goes to Node's server untouched, and the
 * connection with it.
 */
export interface FastLane {
  /** Takes a new connection. `handOver` gives it to Node's server. */
  accept: (socket: Socket, handOver: () => void) => void
  /** Hangs up where nothing is owed; from now on, every answer is the last one on its connection. */
  close: () => void
  /** Hangs up everywhere. */
  abort: () => void
}

/** What a connection may send ahead while its egg fries. It is served afterwards; more than this is no honest client. */
const LARGEST_BACKLOG = 16_384

/** Opens the lane. A connection on which nothing is owed for `idleMs` is closed. */
export function createFastLane(kitchen: Kitchen, idleMs: number): FastLane {
  /** All connections, and since when each owes nothing: `Infinity` while an egg fries. */
  const idleSince = new Map<Socket, number>()
  let closing = false

  const sweep = setInterval(() => {
    const before = kitchen.now() - idleMs
    for (const [socket, since] of idleSince) {
      if (since < before)
        socket.destroy()
    }
  }, idleMs / 4)
  sweep.unref()

  function accept(socket: Socket, handOver: () => void): void {
    let stop: (() => void) | undefined
    let ahead: Buffer | undefined

    function leave(chunk: Buffer): void {
      socket.off('data', onData).off('end', onEnd).off('error', onEnd).off('close', onClose)
      idleSince.delete(socket)
      socket.pause()
      handOver()
      socket.unshift(chunk)
      socket.resume()
    }

    function onData(chunk: Buffer): void {
      if (stop) {
        ahead = ahead ? Buffer.concat([ahead, chunk]) : chunk
        if (ahead.length > LARGEST_BACKLOG)
          socket.destroy()
        return
      }
      const get = closing ? undefined : readPlainGet(chunk)
      if (!get || !kitchen.admits(get.host, null)) {
        leave(chunk)
        return
      }
      let served = false
      const calledOff = kitchen.serveEgg(get.target, (plate) => {
        served = true
        stop = undefined
        answer(plate, get.keepAlive && !closing)
      })
      if (!calledOff) {
        leave(chunk)
      }
      else if (!served) {
        stop = calledOff
        idleSince.set(socket, Number.POSITIVE_INFINITY)
      }
    }

    function answer(plate: Plate, keepAlive: boolean): void {
      const text = onTheWire(plate, keepAlive)
      idleSince.set(socket, kitchen.now())
      if (!keepAlive) {
        socket.end(text)
        return
      }
      socket.write(text)
      if (ahead)
        leave(ahead)
    }

    function onEnd(): void {
      socket.destroy()
    }

    function onClose(): void {
      idleSince.delete(socket)
      stop?.()
    }

    idleSince.set(socket, kitchen.now())
    socket.on('data', onData).on('end', onEnd).on('error', onEnd).on('close', onClose)
  }

  return {
    accept,
    close() {
      closing = true
      clearInterval(sweep)
      for (const [socket, since] of idleSince) {
        if (since !== Number.POSITIVE_INFINITY)
          socket.destroySoon()
      }
    },
    abort() {
      for (const socket of idleSince.keys())
        socket.destroy()
    },
  }
}
