import type { IncomingHttpHeaders } from 'node:http'
import { FORWARDED, isLoopback, isSame } from '../../runner/process/auth.ts'
import { isLoopbackHost } from './hosts.ts'

/**
 * Who is at a window. On a deck that only this machine can reach, everybody is the speaker. With `--remote`, the
 * speaker is who sits at this machine or has shown the password; all others are the audience, who see everything and
 * change nothing.
 */
export type Role = 'speaker' | 'audience'

export interface Access {
  /** Whether other machines can reach the deck. */
  isRemote: boolean
  /** The value of the cookie that a window gets for the right password. New for each start of the server. */
  ticket: string
  cookie: string
}

/** What says of a request where it comes from. */
export interface Asker {
  address: string | undefined
  headers: IncomingHttpHeaders
}

/** Whether the person sits at this machine. */
export function isHere({ address, headers }: Asker): boolean {
  return isLoopback(address) && isLoopbackHost(headers.host ?? '') && FORWARDED.every(name => headers[name] === undefined)
}

export function roleOf(asker: Asker, { isRemote, ticket, cookie }: Access): Role {
  if (!isRemote || isHere(asker))
    return 'speaker'
  return cookiesOf(asker.headers.cookie).some(([name, value]) => name === cookie && isSame(value, ticket)) ? 'speaker' : 'audience'
}

/** A port behind an address, as `203.0.113.7:52344` or `[2001:db8::7]:52344`: some proxies write it, in any header. */
const PORT = /(\b\d{1,3}(?:\.\d{1,3}){3}|\]):\d{1,5}\b/g

/**
 * From where somebody asks; what a tunnel says of it is part of it, since all come from the tunnel's end. A browser
 * has several connections, each with a port of its own.
 */
export function whereOf({ address = '', headers }: Asker): string {
  return JSON.stringify([address, ...FORWARDED.map(name => headers[name]?.toString().replace(PORT, '$1') ?? null)])
}

function cookiesOf(header = ''): [name: string, value: string][] {
  return header.split(';').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
  })
}
