import type { Client } from '../reply.ts'
import type { TabTime } from './protocol.ts'
import { absoluteClock } from '../clock.ts'
import { openTabKitchen } from './kitchen.ts'
import { GUEST_HEADER, lockOf, openTabChannel, TICKET_HEADER } from './protocol.ts'

/**
 * The kitchen as a service worker: a program's requests are real requests, answered by the same app as on a port.
 *
 * A connection that is cut tells a server that its client is gone. A service worker is told nothing before it has begun
 * to answer (tried in Chromium 156: `event.request.signal` stays as it is), so a guest says when it calls a request
 * off, and holds a lock that the browser hands to us when the guest's thread has ended, whatever ended it.
 *
 * The browser ends an idle service worker after half a minute, and never while an answer is owed: no egg is lost. What
 * is lost is the memory of earlier runs, and nobody asks for that.
 */
export interface Cook {
  /** Answers what is for the kitchen; false for anything else. */
  serve: (event: FetchEvent) => boolean
  /** The time on the cook's clock. */
  time: () => TabTime
}

/** Opens the kitchen in this service worker. `url` is its address, without a slash at the end. */
export function openCook(url: string, options: { ms?: number } = {}): Cook {
  const kitchen = openTabKitchen(url, options)
  const channel = openTabChannel(url)
  /** What puts the gas off under the eggs of each guest, by its ticket. */
  const guests = new Map<string, Map<string, () => void>>()

  kitchen.subscribe(event => channel.say({ kind: 'event', event }))
  kitchen.onClock(event => channel.say({ kind: 'event', event }))
  channel.hear((message) => {
    if (message.kind === 'left')
      guests.get(message.guest)?.get(message.ticket)?.()
    else if (message.kind === 'call-off')
      kitchen.callOff(message.run)
  })

  /** The guest's thread has ended. */
  function leave(guest: string): void {
    guests.get(guest)?.forEach(stop => stop())
    guests.delete(guest)
  }

  function ordersOf(guest: string): Map<string, () => void> {
    const known = guests.get(guest)
    if (known)
      return known
    const orders = new Map<string, () => void>()
    guests.set(guest, orders)
    void navigator.locks?.request(lockOf(guest), () => leave(guest))
    return orders
  }

  function clientOf({ signal, headers }: Request): Client {
    return {
      onGone(stop) {
        const guest = headers.get(GUEST_HEADER)
        const ticket = headers.get(TICKET_HEADER) ?? crypto.randomUUID()
        signal.addEventListener('abort', stop, { once: true })
        if (guest !== null)
          ordersOf(guest).set(ticket, stop)
        return () => {
          signal.removeEventListener('abort', stop)
          if (guest !== null)
            guests.get(guest)?.delete(ticket)
        }
      },
    }
  }

  return {
    serve(event) {
      if (!kitchen.isFor(event.request.url))
        return false
      event.respondWith(kitchen.fetch(event.request, clientOf(event.request)))
      return true
    },
    time: () => ({ at: absoluteClock.now() }),
  }
}
