import type { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Problem } from '../../egg-server/problem.ts'
import { createHash, timingSafeEqual } from 'node:crypto'
import { SCHEME } from './protocol.ts'

/** What proxies and tunnels add: the person is at their other end, not at this machine. */
export const FORWARDED = [
  'forwarded',
  'via',
  ...['for', 'host', 'proto', 'port', 'server'].map(what => `x-forwarded-${what}`),
  ...['x-real-ip', 'x-client-ip', 'true-client-ip', 'fly-client-ip', 'cf-connecting-ip', 'x-original-host'],
]

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/

/** Whether an address is one of this machine that nobody else can reach. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && LOOPBACK_ADDRESS.test(address)
}

/**
 * What keeps a request from running programs; nothing when it may. Pages of other origins have been refused by then.
 * Here it has to come from this machine, and what starts or stops has to show the key that the deck's page was given.
 */
export function checkAuth({ method, headers, socket }: IncomingMessage, key: string): Problem | undefined {
  if (!isLoopback(socket.remoteAddress) || FORWARDED.some(name => headers[name] !== undefined)) {
    return {
      status: 403,
      title: 'Not this machine',
      detail: 'Programs run only for the machine that serves the deck. Open the deck there, at localhost.',
    }
  }
  if (method !== 'GET' && !isSame(headers.authorization ?? '', `${SCHEME} ${key}`)) {
    return {
      status: 403,
      title: 'No key',
      detail: 'The request does not show that it comes from the deck\'s page as it was last served. Reload the page.',
    }
  }
  return undefined
}

/** Compares two secrets in a time that says nothing of where they differ. */
export function isSame(given: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(right))
}
