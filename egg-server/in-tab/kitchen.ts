import type { Kitchen } from '../app.ts'
import type { Client } from '../reply.ts'
import { createKitchen } from '../app.ts'
import { absoluteClock } from '../clock.ts'

/** A kitchen under an address of the site. */
export interface TabKitchen extends Pick<Kitchen, 'subscribe' | 'onClock' | 'callOff' | 'counts'> {
  /** Whether a request to this address is for the kitchen. */
  isFor: (url: string) => boolean
  fetch: (request: Request, client?: Client) => Response | Promise<Response>
}

/** Opens the very kitchen that listens on a port elsewhere, under an address such as `https://talk.example/eggs/kitchen`. */
export function openTabKitchen(url: string, options: { ms?: number } = {}): TabKitchen {
  const kitchen = createKitchen({ ...options, clock: absoluteClock })
  const base = `${url}/`
  return {
    subscribe: kitchen.subscribe,
    onClock: kitchen.onClock,
    callOff: kitchen.callOff,
    counts: kitchen.counts,
    isFor: address => address.startsWith(base),
    async fetch(request, client) {
      // Only pages of this site get here; to the kitchen they are the machine itself.
      const inside = new Request(`http://localhost/${request.url.slice(base.length)}`, {
        method: request.method,
        headers: request.headers,
        signal: request.signal,
        // A stream cannot be handed on in every browser.
        ...request.method === 'POST' && { body: await request.text() },
      })
      return kitchen.fetch(inside, client)
    },
  }
}
