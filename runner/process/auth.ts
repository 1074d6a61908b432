import type { IncomingMessage } from 'node:http'
import type { Problem } from '../../egg-server/problem.ts'
import { Buffer } from 'node:buffer'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createGuard } from '../../egg-server/guard.ts'
import { quote } from '../../egg-server/problem.ts'
import { NONCE, PAGE_HEADER, proofText, SCHEME } from './protocol.ts'

/**
 * Who may have programs run. The deck's page, as this start of the server has served it, on this machine; nobody else:
 * not a page of another site or of another port, not a host name that a stranger's DNS points here, not a request that
 * has been used before, not a neighbour on the network.
 */
export interface Door {
  /** Given to the deck's page and to nobody else. New for each start of the server. */
  key: string
  /** What keeps this request out; nothing when it may come in. */
  check: (request: IncomingMessage, path: string) => Problem | undefined
}

/** A proof is used at once. Nonces are remembered for so long, and older ones are not taken. */
const NONCE_LIVES_MS = 60_000

const KEY_BYTES = 32

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/

/** What proxies and tunnels add: whoever is at their other end is not on this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']

/** Whether an address is one of this machine that nobody else can reach. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && LOOPBACK_ADDRESS.test(address)
}

export function createDoor({ now = Date.now }: { now?: () => number } = {}): Door {
  const key = randomBytes(KEY_BYTES).toString('hex')
  const guard = createGuard()
  const used = new Map<string, number>()

  function checkPlace({ headers, socket }: IncomingMessage): Problem | undefined {
    const { host = '', origin, 'sec-fetch-site': site } = headers
    if (!isLoopback(socket.remoteAddress) || FORWARDED.some(name => headers[name] !== undefined))
      return refuse('Not this machine', 'Programs run only for the machine that serves the deck. Open the deck there, at localhost.')
    if (guard.host(host))
      return refuse('Unknown host', `The deck runs no programs for the host ${quote(host)}. Open it at http://localhost and its port.`)
    if (origin !== undefined && (guard.origin(origin) || !isOrigin(origin, host)))
      return refuse('Foreign origin', `Only the deck's own page may run programs, and ${quote(origin)} is another.`)
    if (site !== undefined && site !== 'same-origin')
      return refuse('Foreign site', 'Only the deck\'s own page may run programs, and the request comes from somewhere else.')
    return undefined
  }

  function checkProof({ method = '', headers: { authorization = '' } }: IncomingMessage, path: string): Problem | undefined {
    const [scheme, nonce = '', proof = ''] = authorization.split(' ')
    const right = createHmac('sha256', key).update(proofText(method, path, nonce)).digest()
    if (scheme !== SCHEME || !isEqual(Buffer.from(proof, 'hex'), right))
      return refuse('No proof', 'The request does not show that it comes from the deck\'s page as it was last served. Reload the page.')
    const madeAt = Number(NONCE.exec(nonce)?.[1])
    for (const [other, at] of used) {
      if (now() - at <= NONCE_LIVES_MS)
        break
      used.delete(other)
    }
    if (used.has(nonce) || !(Math.abs(now() - madeAt) < NONCE_LIVES_MS))
      return refuse('Used already', 'The same request has been here before, or is too old. Press Run again.')
    used.set(nonce, Math.max(now(), madeAt))
    return undefined
  }

  return {
    key,
    check(request, path) {
      const wrong = checkPlace(request)
      if (wrong)
        return wrong
      if (request.method !== 'GET')
        return checkProof(request, path)
      if (request.headers[PAGE_HEADER] === undefined)
        return refuse('Not the deck', 'This answers the deck\'s own page. Open the deck, and press Run on a slide.')
      return undefined
    },
  }
}

function refuse(title: string, detail: string): Problem {
  return { status: 403, title, detail }
}

/** The very same origin: the page and this server are one. The deck is served without TLS. */
function isOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`
}

function isEqual(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right)
}
