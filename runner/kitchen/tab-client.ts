import type { StartMessage } from '../run/messages.ts'
import { GUEST_HEADER, lockOf, openTabChannel, TICKET_HEADER } from '../../egg-server/in-tab/protocol.ts'
import { answerOver } from '../run/port-fetch.ts'
import { setRules } from '../run/set-rules.ts'
import { createRunId } from '../run/start-run.ts'
import { kitchenHost } from './service-worker-host.ts'
import { useKitchen } from './which-kitchen.ts'

/**
 * The way from a program's thread to the kitchen in the same browser. The thread reaches nothing but its end of a line
 * to this page, and the page asks in its name: the service worker, or, where there is none that serves this page, a
 * kitchen in the page itself.
 */
export interface Guest {
  /** The thread's end of the line. */
  port: MessagePort
  /** The way on which its program asks: to the very kitchen that fries its eggs. */
  ask: typeof fetch
  /** The thread has been ended. */
  leave: () => void
}

/**
 * A lock that nobody else asks for is there in some 20 ms. Where a browser does not give it, eggs fry on for a page
 * that is gone.
 */
const LOCK_MS = 2_000

/** Opens the line for the thread that this starts; nothing where the kitchen is behind a port. */
export function receiveGuest({ program, kitchen }: StartMessage): Guest | undefined {
  const { url, isInTab, eggMs } = useKitchen()
  if (!isInTab)
    return undefined
  const { port1, port2 } = new MessageChannel()
  const guest = createRunId()
  const { isHeld, release } = hold(lockOf(guest))
  let way: Promise<typeof fetch> | undefined
  const ask: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    // The site's own files have the kitchen's origin here, and are none of a program's business.
    if (!request.url.startsWith(`${url}/`))
      throw new TypeError(`A demo reaches only its kitchen at ${url}: ${request.url} is somewhere else.`)
    way ??= openWay(url, isHeld.then(is => is ? guest : undefined), eggMs.value).then(way => withRules(way, kitchen, program.kitchen))
    return (await way)(request)
  }
  const end = answerOver(port1, ask)
  return {
    port: port2,
    ask,
    leave() {
      end()
      release()
    },
  }
}

/** The kitchen hears the rules of the run by the very way on which its eggs are ordered. */
async function withRules(way: typeof fetch, address: string, rules: object | undefined): Promise<typeof fetch> {
  const why = rules && await setRules(way, address, rules)
  if (why !== undefined)
    throw new TypeError(why)
  return way
}

async function openWay(url: string, guest: Promise<string | undefined>, eggMs: number): Promise<typeof fetch> {
  if (kitchenHost.value !== 'service-worker' || !await answers(url))
    return cookHere(url, eggMs)
  const name = await guest
  return name === undefined ? fetch : nameRequests(url, name)
}

/**
 * Holds a lock until it is released, or the page is gone: then the service worker has it, and knows. Nothing may be
 * ordered in its name before it is held: the service worker would have it at once, and take the guest for gone.
 */
function hold(name: string): { isHeld: Promise<boolean>, release: () => void } {
  let release = () => {}
  const released = new Promise<void>(resolve => release = resolve)
  const isHeld = new Promise<boolean>((resolve) => {
    const held = navigator.locks?.request(name, { signal: AbortSignal.timeout(LOCK_MS) }, () => {
      resolve(true)
      return released
    })
    if (held)
      held.catch(() => resolve(false))
    else
      resolve(false)
  })
  return { isHeld, release }
}

/** Whether the service worker serves this page: one that was loaded around it is not in its care. */
async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/health`, { cache: 'no-store' })
    return reply.ok && reply.headers.get('content-type')?.includes('json') === true
  }
  catch {
    return false
  }
}

/** Each request carries the name of its guest and a ticket, so that one that is called off can be named. */
function nameRequests(url: string, guest: string): typeof fetch {
  const channel = openTabChannel(url)
  let tickets = 0
  return async (input, init) => {
    const request = new Request(input, init)
    const ticket = `${++tickets}`
    request.headers.set(GUEST_HEADER, guest)
    request.headers.set(TICKET_HEADER, ticket)
    request.signal.addEventListener('abort', () => channel.say({ kind: 'left', guest, ticket }), { once: true })
    return fetch(request)
  }
}

let here: Promise<typeof fetch> | undefined

/** A kitchen in this page. Where there is a service worker, nobody needs its code. */
function cookHere(url: string, ms: number): Promise<typeof fetch> {
  return here ??= import('../../egg-server/in-tab/kitchen.ts').then(({ openTabKitchen }) => {
    const kitchen = openTabKitchen(url, { ms })
    const channel = openTabChannel(url)
    kitchen.subscribe(event => channel.say({ kind: 'event', event }))
    kitchen.onClock(event => channel.say({ kind: 'event', event }))
    channel.hear((message) => {
      if (message.kind === 'call-off')
        kitchen.callOff(message.run)
    })
    return async (input, init) => kitchen.fetch(new Request(input, init))
  })
}
