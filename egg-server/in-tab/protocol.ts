import type { ClockTold, KitchenEvent } from '../../trace/events.ts'

/**
 * The kitchen inside a browser, for a site without a server: what its pages, the threads of their programs and the cook
 * have to know of each other. The cook is a service worker, or the thread itself where there is none.
 */

/** What is said on the tab's channel, by everybody to everybody. */
export type TabMessage
  /** The kitchen saw this; `at` is on the absolute clock, wherever it runs. */
  = | { kind: 'event', event: KitchenEvent | ClockTold }
  /** A guest called off one request: the browser does not tell a service worker. */
    | { kind: 'left', guest: string, ticket: string }
  /** A run was stopped, and whatever it has in the pan comes off the heat. */
    | { kind: 'call-off', run: string }

/** What a page asks of a service worker directly, which wakes it; the answer comes over the port that came along. */
export type TabQuestion
  /** What time is it? Answered by {@link TabTime}. */
  = | { kind: 'time' }
  /** Take care of pages that were there before you, or were loaded around you. */
    | { kind: 'claim' }
  /** A newer worker that waits is to take over now. */
    | { kind: 'take-over' }

/** The time on the cook's clock. */
export interface TabTime { at: number }

/** Names the thread a request comes from. A thread holds the lock of its name while it lives. */
export const GUEST_HEADER = 'Kitchen-Guest'

/** Names one request of a guest. */
export const TICKET_HEADER = 'Kitchen-Ticket'

/** Where the kitchen is on a site. `site`: the folder the site is in, with a slash at the end. */
export const kitchenOf = (site: string): string => new URL('kitchen', site).href

/** Opens the channel on which a site's windows, threads and cooks speak. */
export function openTabChannel(kitchenUrl: string): {
  say: (message: TabMessage) => void
  hear: (listener: (message: TabMessage) => void) => void
  close: () => void
} {
  const channel = new BroadcastChannel(`four-eggs:kitchen ${new URL(kitchenUrl).pathname}`)
  return {
    say: message => channel.postMessage(message),
    hear: listener => channel.addEventListener('message', ({ data }) => listener(data as TabMessage)),
    close: () => channel.close(),
  }
}

/** The lock that a guest holds while it lives. */
export const lockOf = (guest: string): string => `four-eggs:${guest}`
