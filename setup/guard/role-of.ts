import type { IncomingHttpHeaders } from 'node:http'
import { isIPv6 } from 'node:net'
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
  /** The value of another that goes with it, to which browsers hold less fast. */
  mark: string
}

/** What says of a request where it comes from. */
export interface Asker {
  address: string | undefined
  headers: IncomingHttpHeaders
}

const markIn = (cookie: string) => `${cookie}-mark`

/** Whether the person sits at this machine. */
export function isHere({ address, headers }: Asker): boolean {
  return isLoopback(address) && isLoopbackHost(headers.host ?? '') && FORWARDED.every(name => headers[name] === undefined)
}

export function roleOf(asker: Asker, { isRemote, ticket, cookie }: Access): Role {
  if (!isRemote || isHere(asker))
    return 'speaker'
  return hasCookie(asker, cookie, ticket) ? 'speaker' : 'audience'
}

/** What a window gets for the right password. */
export function cookiesFor({ ticket, cookie, mark }: Access): string[] {
  return [
    `${cookie}=${ticket}; Path=/; HttpOnly; SameSite=Strict`,
    `${markIn(cookie)}=${mark}; Path=/; HttpOnly; SameSite=Lax`,
  ]
}

/**
 * Whether a page of another site has opened a window that has shown the password: a browser then takes the mark along,
 * and not the ticket. Without TLS, another machine's browser says nothing else of that.
 */
export function isSentHere(asker: Asker, { ticket, cookie, mark }: Access): boolean {
  return hasCookie(asker, markIn(cookie), mark) && !hasCookie(asker, cookie, ticket)
}

function hasCookie({ headers }: Asker, wanted: string, right: string): boolean {
  return cookiesOf(headers.cookie).some(([name, value]) => name === wanted && isSame(value, right))
}

/** A port behind an address, as `203.0.113.7:52344` or `[2001:db8::7]:52344`: some proxies write it. */
const PORT = /(^\d{1,3}(?:\.\d{1,3}){3}|\]):\d{1,5}$/

/**
 * From where somebody asks, for what is counted by that. All who come by a tunnel come from this machine, and it says
 * for whom it asks at the end of a list; what stands before is what they say themselves. Of an IPv6 address that a
 * tunnel says, its network.
 */
export function whereOf({ address = '', headers }: Asker): string {
  const [said] = headers['x-forwarded-for']?.toString().split(',').slice(-1) ?? []
  return said && isLoopback(address) ? networkOf(said.trim().replace(PORT, '$1')) : address
}

/** A household, or one phone, has half of an IPv6 address to itself, and may ask from a new one each time. */
function networkOf(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!isIPv6(bare) || bare.includes('.'))
    return address
  const [before = '', behind] = bare.split('::')
  const parts = (text: string) => text.split(':').filter(Boolean)
  const [first, last] = [parts(before), parts(behind ?? '')]
  const whole = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last]
  return `${whole.slice(0, 4).map(part => Number.parseInt(part, 16).toString(16)).join(':')}::`
}

function cookiesOf(header = ''): [name: string, value: string][] {
  return header.split(';').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
  })
}
