import type { IncomingHttpHeaders } from 'node:http'
import type { Problem } from '../../egg-server/problem.ts'
import type { Door } from './doors.ts'
import type { Hosts } from './hosts.ts'
import type { Role } from './role-of.ts'
import { quote } from '../../egg-server/problem.ts'
import { isSame } from '../../runner/process/auth.ts'
import { DOOR_PREFIX, doorAt } from './doors.ts'
import { isPrototypeName } from './json.ts'

/**
 * Who may have what from the deck's server. Pages of other origins may not even read: they would get the slides'
 * sources and the token of Vite's WebSocket. A page of another port of this machine is as foreign as any.
 */
export interface Asked {
  method: string
  /** As it stands in the request's first line. */
  target: string
  headers: IncomingHttpHeaders
  role: Role
  /** Whether a page of another site has opened it in a window that may present. */
  isSent?: boolean
}

export type Verdict
  = | { kind: 'pass', door?: Door }
    | { kind: 'refuse', problem: Problem }
  /** A link on a page of another site: the person is asked before the deck opens. */
    | { kind: 'ask-first' }

export type UpgradeVerdict
  = | { kind: 'pass' }
  /** Its client hears the kitchen, and tells it nothing. */
    | { kind: 'listen', from?: string }
    | { kind: 'refuse', problem: Problem }

export interface Premises {
  hosts: Hosts
  /** Begins and ends with a slash. */
  base: string
  /** What the deck's page sends as `Authorization: Bearer …` where it runs programs; as good as its origin. */
  key: string
}

/** A path is percent-encoded once, perhaps twice. What is still encoded then was made to be looked at wrongly. */
const MOST_DECODINGS = 4

/** The kitchen's live trace under the deck's own origin. */
const KITCHEN_TRACE = '/kitchen/trace'

/**
 * What a program asks of its run, as it stands in the request's first line: the proxy to the kitchen looks there, too.
 */
const RUN_TARGET = /^\/kitchen\/run\/[\w-]+\//

const FOREIGN_SITE = 'Foreign site'

const PAGES = new Set(['same-origin', 'none'])

/** Judges an ordinary request. */
export function judge(asked: Asked, premises: Premises): Verdict {
  const { method, target, headers, role } = asked
  const reading = readTarget(target, premises.base)
  if ('problem' in reading)
    return { kind: 'refuse', ...reading }
  const stranger = checkHost(asked, premises) ?? (isProgram(asked) ? undefined : checkPage(asked, premises))
  if (stranger)
    return stranger.title === FOREIGN_SITE && isOpening(asked) ? { kind: 'ask-first' } : { kind: 'refuse', problem: stranger }
  if (asked.isSent && method === 'GET' && headers.accept?.includes('text/html') && !isOwnPage(headers, premises))
    return { kind: 'ask-first' }
  const { path, isDoor } = reading
  const door = doorAt(path)
  const verb = method === 'HEAD' ? 'GET' : method
  if (!door && isDoor) {
    return refuse(
      404,
      'Not a door',
      `The deck has nothing at ${quote(path)}. What a plugin answers there is listed in setup/guard/doors.ts before it may be asked for.`,
    )
  }
  if (!door && verb === 'GET')
    return { kind: 'pass' }
  const who = door?.methods[verb]
  if (!who) {
    return refuse(
      405,
      'Wrong method',
      `Here one asks with ${door ? Object.keys(door.methods).join(', ') : 'GET'}, not with ${quote(method)}.`,
      { Allow: door ? Object.keys(door.methods).join(', ') : 'GET, HEAD' },
    )
  }
  if (who !== 'anyone' && who !== 'no-audience' && !isOwnPage(headers, premises)) {
    return refuse(
      403,
      'Not the deck',
      'This answers the deck\'s own page, and the request does not show that it comes from there. Open the deck in a browser.',
    )
  }
  // A program shows no password: the kitchen knows it by the name that its page was given for its run.
  const isSpeakers = role === 'speaker' || (who === 'no-audience' && isProgram(asked))
  if ((who === 'speaker' || who === 'no-audience') && !isSpeakers) {
    return refuse(
      403,
      'Only the speaker',
      'You are watching this deck. Who presents it runs, edits and turns. With the password, open /?password=… once.',
    )
  }
  return { kind: 'pass', door }
}

/** Judges a request for a WebSocket: the kitchen's, or Vite's, over which windows hear of changes and of each other. */
export function judgeUpgrade(asked: Asked, premises: Premises): UpgradeVerdict {
  const reading = readTarget(asked.target, premises.base)
  if ('problem' in reading)
    return { kind: 'refuse', ...reading }
  const stranger = checkHost(asked, premises) ?? checkPage(asked, premises)
  if (stranger)
    return { kind: 'refuse', problem: stranger }
  if (!isOwnPage(asked.headers, premises))
    return refuse(403, 'Not the deck', 'Only the deck\'s own page may open a WebSocket here.')
  if (reading.path === KITCHEN_TRACE)
    return { kind: asked.role === 'speaker' ? 'pass' : 'listen' }
  if (reading.path !== '/' || !['vite-hmr', 'vite-ping'].includes(asked.headers['sec-websocket-protocol'] ?? ''))
    return refuse(404, 'No such WebSocket', `The deck has no WebSocket at ${quote(reading.path)}.`)
  return { kind: 'pass' }
}

function refuse(status: number, title: string, detail: string, headers?: Record<string, string>): Verdict & { kind: 'refuse' } {
  return { kind: 'refuse', problem: { status, title, detail, ...headers && { headers } } }
}

/** The path as Vite and Slidev will see it, or what is wrong with it. */
function readTarget(target: string, base: string): { path: string, isDoor: boolean } | { problem: Problem } {
  const [path = '', query = ''] = target.split(/\?(.*)/s)
  const decoded = decodeFully(path)

  if (!path.startsWith('/') || decoded === undefined || /[\0-\x20\x7F#\\]/.test(target) || decoded.includes('\0'))
    return badPath('it is not a path that the deck could have asked for')
  const plain = decoded.replaceAll('\\', '/')
  if (plain.split('/').some(part => part === '..' || part === '.'))
    return badPath('it walks through folders')
  const own = plain.startsWith(base) ? plain.slice(base.length - 1) : plain
  // Slashes twice, capital letters, an ending behind a dot: some handlers see a door in it and others do not.
  const isDoor = own.replace(/\/+/g, '/').toLowerCase().startsWith(DOOR_PREFIX) || /^\/+@server-/i.test(own)
  const names = [...plain.split(isDoor ? /[/.]/ : '/'), ...[...new URLSearchParams(query).keys()].flatMap(key => key.split(/[.[\]]/))]
  const wrong = names.find(name => isPrototypeName(name.toLowerCase()))
  if (wrong)
    return badPath(`it names ${wrong}`)
  return { path: isDoor ? withoutBase(path, base) : own, isDoor }
}

function withoutBase(path: string, base: string): string {
  return path.startsWith(base) ? path.slice(base.length - 1) : path
}

function badPath(why: string): { problem: Problem } {
  return { problem: { status: 400, title: 'Bad path', detail: `The deck cannot answer this path: ${why}.` } }
}

function decodeFully(text: string): string | undefined {
  for (let i = 0; i < MOST_DECODINGS; i++) {
    let next: string
    try {
      next = decodeURIComponent(text)
    }
    catch {
      // Plain text may have a % of its own once it is decoded; in a request it may not.
      return i === 0 ? undefined : text
    }
    if (next === text)
      return text
    text = next
  }
  return undefined
}

function checkHost({ headers: { host = '' } }: Asked, { hosts }: Premises): Problem | undefined {
  if (!hosts.has(host)) {
    return {
      status: 403,
      title: 'Unknown host',
      detail: `The deck does not answer for the host ${quote(host)}. Open it at localhost; a name of your own is allowed with DECK_HOSTS=${quote(host)} in the environment.`,
    }
  }
  return undefined
}

/** A program runs in a frame without an origin: the kitchen lets it in by its run's name, and no other. */
function isProgram({ method, target, headers: { origin } }: Asked): boolean {
  return method === 'GET' && origin === 'null' && RUN_TARGET.test(target)
}

/** What marks a request as another page's. */
function checkPage(
  { headers: { host = '', origin, 'sec-fetch-site': site, 'sec-purpose': ahead } }: Asked,
  { hosts }: Premises,
): Problem | undefined {
  if (origin !== undefined && !isOwnOrigin(origin, host, hosts))
    return { status: 403, title: 'Foreign origin', detail: `Only the deck's own page may ask, and ${quote(origin)} is another.` }
  // What a page has Chromium fetch ahead comes from no site, whichever page that is, and is shown without another look.
  const isAhead = ahead !== undefined && site !== 'same-origin'
  if (isAhead || (site !== undefined && !PAGES.has(String(site))))
    return { status: 403, title: FOREIGN_SITE, detail: 'Only the deck\'s own page may ask, and the request comes from another.' }
  return undefined
}

/** Whether the request shows that the deck's own page sent it. That it shows nothing is not enough. */
function isOwnPage(
  { host = '', origin, referer, authorization, 'sec-fetch-site': site }: IncomingHttpHeaders,
  { hosts, key }: Premises,
): boolean {
  if (isSame(authorization ?? '', `Bearer ${key}`))
    return true
  if (origin !== undefined)
    return isOwnOrigin(origin, host, hosts)
  // Browsers leave Sec-Fetch-Site out where the deck is served without TLS to another machine.
  return site === undefined ? referer !== undefined && isOwnOrigin(originOf(referer), host, hosts) : site === 'same-origin'
}

function isOwnOrigin(origin: string, host: string, hosts: Hosts): boolean {
  const [, itsHost] = /^https?:\/\/([^/?#@]+)$/i.exec(origin) ?? []
  return itsHost !== undefined && (itsHost.toLowerCase() === host.toLowerCase() || hosts.isProxied(itsHost))
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : ''
}

/** Whether a person follows a link, or opens a window, to a page of the deck. */
function isOpening({ method, headers }: Asked): boolean {
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && headers.origin === undefined
  )
}
