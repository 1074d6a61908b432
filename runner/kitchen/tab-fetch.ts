import type { TabPlace } from '../run/messages.ts'
import { GUEST_HEADER, lockOf, openTabChannel, TICKET_HEADER } from '../../egg-server/in-tab/protocol.ts'

/**
 * The way from a program's thread to the kitchen in the same browser.
 *
 * With a service worker a request is a request, and only its end needs help: each carries the name of its guest and a
 * ticket, so that one that is called off can be named. Without one the thread has the kitchen inside itself, and `fetch`
 * calls it; the other ways of asking a browser has then lead nowhere, and say so.
 */

/** The browser's own, from before a program's is put in its place. */
const plainFetch = globalThis.fetch.bind(globalThis)

/** `fetch` for a program whose kitchen is in this browser; settles when the kitchen is ready. */
export async function openTabWay(runUrl: string, { kitchen: url, cook, guest, eggMs }: TabPlace): Promise<typeof fetch> {
  if (cook === 'service-worker' && await answers(url)) {
    await hold(lockOf(guest))
    return nameRequests(url, runUrl, guest)
  }
  closeOtherWays()
  // Where there is a service worker, nobody needs a kitchen in here.
  const { openTabKitchen } = await import('../../egg-server/in-tab/kitchen.ts')
  const kitchen = openTabKitchen(url, { ms: eggMs })
  const channel = openTabChannel(url)
  kitchen.subscribe(event => channel.say({ kind: 'event', event }))
  return async (input, init) => {
    const request = new Request(input, init)
    refuseStrangers(request.url, url)
    const { signal } = request
    signal.throwIfAborted()
    const calledOff = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
    const reply = await Promise.race([kitchen.fetch(request), calledOff])
    signal.throwIfAborted()
    return reply!
  }
}

/** Holds a lock for as long as this thread lives; settles when it is held. */
function hold(name: string): Promise<void> {
  return new Promise((resolve) => {
    if (!navigator.locks)
      return resolve()
    navigator.locks.request(name, () => {
      resolve()
      return new Promise(() => {})
    }).catch(() => resolve())
  })
}

/** Whether the service worker serves this thread: one that was there before it may not be in its care. */
async function answers(url: string): Promise<boolean> {
  try {
    const reply = await plainFetch(`${url}/health`, { cache: 'no-store' })
    return reply.ok && reply.headers.get('content-type')?.includes('json') === true
  }
  catch {
    return false
  }
}

function nameRequests(url: string, runUrl: string, guest: string): typeof fetch {
  const channel = openTabChannel(url)
  let tickets = 0
  const next = (): string => `${++tickets}`
  const callOff = (ticket: string): void => channel.say({ kind: 'left', guest, ticket })

  const { open, send, abort } = XMLHttpRequest.prototype
  const ticketsOf = new WeakMap<XMLHttpRequest, string>()
  XMLHttpRequest.prototype.open = function (method: string, address: string | URL, ...rest: unknown[]) {
    Reflect.apply(open, this, [method, new URL(address, `${runUrl}/`), ...rest])
  }
  XMLHttpRequest.prototype.send = function (body) {
    const ticket = next()
    ticketsOf.set(this, ticket)
    this.setRequestHeader(GUEST_HEADER, guest)
    this.setRequestHeader(TICKET_HEADER, ticket)
    send.call(this, body)
  }
  XMLHttpRequest.prototype.abort = function () {
    abort.call(this)
    const ticket = ticketsOf.get(this)
    if (ticket !== undefined)
      callOff(ticket)
  }

  return async (input, init) => {
    const request = new Request(input, init)
    refuseStrangers(request.url, url)
    const ticket = next()
    request.headers.set(GUEST_HEADER, guest)
    request.headers.set(TICKET_HEADER, ticket)
    const leave = (): void => callOff(ticket)
    request.signal.addEventListener('abort', leave, { once: true })
    try {
      return await plainFetch(request)
    }
    finally {
      request.signal.removeEventListener('abort', leave)
    }
  }
}

/** The site's own files have the kitchen's origin here, and are none of a program's business. */
function refuseStrangers(address: string, url: string): void {
  if (!address.startsWith(`${url}/`))
    throw new TypeError(`A demo reaches only its kitchen at ${url}: ${address} is somewhere else.`)
}

const NO_OTHER_WAY = 'There is no service worker here (a first visit, a private window, or an old browser), so the kitchen is inside this thread and only fetch() reaches it. Reload the page and run this again.'

function closeOtherWays(): void {
  const refuse = (): never => {
    throw new TypeError(NO_OTHER_WAY)
  }
  XMLHttpRequest.prototype.open = refuse
  Object.assign(globalThis, { EventSource: new Proxy(class {}, { construct: refuse }) })
}
