import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Problem } from '../../egg-server/problem.ts'
import type { Orders } from './orders.ts'
import type { Cast, RoomQuestion, RoomVotes } from './vote.ts'
import { randomBytes } from 'node:crypto'
import { findPlace } from '../../egg-server/give-way.ts'
import { sendProblem } from '../../egg-server/send.ts'
import { whereOf } from '../guard/role-of.ts'
import { ROOM_PAGE } from './page.ts'
import { createVote } from './vote.ts'

export const ROOM_PATH = '/room'

/** A full hall; the next phone is told so. */
const MOST_PHONES = 1_000

/** What one address may send: a hall behind one router votes at once, and then is quiet. */
const REQUESTS = { burst: 1_200, perS: 100 }

/** How many phones may come from one address; then one that throws its cookie away to vote again is slow. */
const NEWCOMERS = { burst: 500, perS: 1 }

/** So many addresses are remembered. */
const MOST_ADDRESSES = 2_000

/** The projector's bars grow at most so often. */
const TELL_EVERY_MS = 250

const COOKIE = /(?:^|;\s*)four-eggs-phone=([\w-]{22})(?:;|$)/

/** Listens without a cookie. */
const NOBODY = 'nobody'

const FULL: Problem = {
  status: 503,
  title: 'The room is full',
  detail: `${MOST_PHONES} phones are in the room already. Raise your hand instead.`,
}
const FLOOD: Problem = {
  status: 429,
  title: 'Too many requests',
  detail: 'Too much comes from your address. Wait a moment, and load this page again.',
  headers: { 'Retry-After': '2' },
}

const addressOf = ({ socket, headers }: IncomingMessage): string => whereOf({ address: socket.remoteAddress, headers })

const REFUSED: Record<Exclude<Cast, 'counted'>, Pick<Problem, 'title' | 'detail'>> = {
  'no-such-question': { title: 'Closed', detail: 'The vote is closed. Look at the screen.' },
  'no-such-choice': { title: 'No such answer', detail: 'That is none of the answers.' },
  'voted-before': { title: 'Voted before', detail: 'Your answer is counted already: one a phone.' },
}

/** What a phone is shown: a question, or that it may order. */
type Shown = RoomQuestion | { round: number, words: string, choices: string[], isOrder: true }

export interface RoomOptions {
  /** Hears the count when it has grown. */
  tellVotes: (votes: RoomVotes) => void
  /** Hears how many phones are there, when that is another number. */
  tellPhones?: (phones: number) => void
  orders?: Orders
  now?: () => number
}

export interface Room {
  /** Answers what is asked below {@link ROOM_PATH}. */
  handle: (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => void
  /** Puts a question to all phones, or takes it back. */
  ask: (question: RoomQuestion | undefined) => void
  /** Lets the phones order eggs, or no more. */
  serve: (round: number | undefined) => void
  /** How many phones have the page open. */
  phones: () => number
  close: () => void
}

/** Where the room votes and orders: a page, a line to each phone, and a place for votes and orders. */
export function createRoom({ tellVotes, tellPhones = () => {}, orders, now = () => performance.now() }: RoomOptions): Room {
  const vote = createVote()
  let servedRound: number | undefined
  /** From where each phone is, in the order in which they came. */
  const known = new Map<string, string>()
  /** The phones that listen, by their lines. */
  const lines = new Map<ServerResponse, string | undefined>()
  const mayAsk = createBuckets(REQUESTS, now)
  const mayEnter = createBuckets(NEWCOMERS, now)
  const votesHaveGrown = createThrottle(() => {
    const votes = vote.votes()
    if (votes)
      tellVotes(votes)
  })
  const phonesHaveChanged = createThrottle(() => tellPhones(lines.size))

  function page(request: IncomingMessage, response: ServerResponse): Problem | undefined {
    if (!phoneOf(request)) {
      const from = addressOf(request)
      if (!mayEnter(from))
        return FLOOD
      if (known.size >= MOST_PHONES && !forgetOne(from))
        return FULL
      const phone = randomBytes(16).toString('base64url')
      known.set(phone, from)
      // Gone with the browser: nothing is kept after the show.
      response.setHeader('Set-Cookie', `four-eggs-phone=${phone}; Path=${ROOM_PATH}; HttpOnly; SameSite=Strict`)
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(ROOM_PAGE)
  }

  /** Forgets the phone that came first and has gone, or one of those of which most are elsewhere. */
  function forgetOne(from: string): boolean {
    const listening = new Set(lines.values())
    const gone = [...known.keys()].find(phone => !listening.has(phone))
    if (gone !== undefined)
      return known.delete(gone)
    const place = findPlace(new Set(Array.from(known, ([phone, of]) => ({ phone, of }))), MOST_PHONES, from)
    if (typeof place !== 'object')
      return false
    for (const [line] of [...lines].filter(([, phone]) => phone === place.phone))
      hangUp(line)
    return known.delete(place.phone)
  }

  function hangUp(line: ServerResponse): void {
    lines.delete(line)
    line.destroy()
  }

  function phoneOf({ headers: { cookie = '' } }: IncomingMessage): string | undefined {
    const phone = COOKIE.exec(cookie)?.[1]
    return phone !== undefined && known.has(phone) ? phone : undefined
  }

  const shown = (): Shown | null =>
    servedRound === undefined
      ? vote.asked() ?? null
      : { round: servedRound, words: 'The kitchen is open', choices: ['Order an egg'], isOrder: true }
  const write = (line: ServerResponse): void => void line.write(`data: ${JSON.stringify(shown())}\n\n`)
  const writeAll = () => [...lines.keys()].forEach(write)

  function listen(request: IncomingMessage, response: ServerResponse): Problem | undefined {
    const phone = phoneOf(request)
    const findBy = (of: (phone: string) => string) =>
      findPlace(new Set(Array.from(lines, ([line, phone = NOBODY]) => ({ line, of: of(phone) }))), MOST_PHONES, of(phone ?? NOBODY))
    // One phone has too many lines, or one address has too many phones.
    const place = findBy(phone => phone) || (phone !== undefined && findBy(phone => known.get(phone) ?? NOBODY))
    if (place === false)
      return FULL
    if (typeof place === 'object')
      hangUp(place.line)
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    lines.set(response, phone)
    response.once('close', () => {
      lines.delete(response)
      phonesHaveChanged()
    })
    phonesHaveChanged()
    write(response)
  }

  async function take(request: IncomingMessage, response: ServerResponse, isOrder: boolean): Promise<Problem | undefined> {
    const phone = phoneOf(request)
    if (!phone)
      return { status: 403, title: 'Unknown phone', detail: 'Load this page again, and then answer.' }
    // The guard has read and measured it (setup/guard/doors.ts).
    const { round, choice } = JSON.parse(await textOf(request)) as { round: unknown, choice: unknown }
    if (isOrder)
      return fry(phone, round, response)
    const cast = vote.cast(phone, round, choice)
    if (cast !== 'counted')
      return { status: 409, ...REFUSED[cast] }
    votesHaveGrown()
    response.writeHead(204).end()
  }

  async function fry(phone: string, round: unknown, response: ServerResponse): Promise<Problem | undefined> {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const said = await orders?.order(phone, round, gone.signal)
    if (typeof said !== 'string')
      return said ?? { status: 409, title: 'Closed', detail: 'No orders are taken here.' }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ detail: said }))
  }

  return {
    phones: () => lines.size,
    ask(question) {
      vote.ask(question)
      writeAll()
    },
    serve(round) {
      servedRound = round
      if (round === undefined)
        void orders?.close()
      else
        orders?.open(round)
      writeAll()
    },
    handle(request, response) {
      const target = request.originalUrl ?? request.url ?? '/'
      const path = target.split('?', 1)[0]!.slice(ROOM_PATH.length)
      const refuse = (problem: Problem | undefined) => problem && sendProblem(response, problem, target)
      if (!mayAsk(addressOf(request)))
        return refuse(FLOOD)
      if ((path === '/vote' || path === '/order') && request.method === 'POST')
        return void take(request, response, path === '/order').then(refuse, () => response.destroy())
      if (request.method !== 'GET')
        return refuse({ status: 405, title: 'Wrong method', detail: 'Here one reads; votes go to /room/vote, orders to /room/order.', headers: { Allow: 'GET' } })
      return refuse(
        path === '/events'
          ? listen(request, response)
          : path === '' || path === '/'
            ? page(request, response)
            : { status: 404, title: 'Not here', detail: 'The room is at /room.' },
      )
    },
    close() {
      votesHaveGrown.end()
      phonesHaveChanged.end()
      for (const line of lines.keys())
        line.end()
    },
  }
}

/** Does it at most so often, and once after the last call. */
function createThrottle(act: () => void): (() => void) & { end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  return Object.assign(
    () => {
      timer ??= setTimeout(() => {
        timer = undefined
        act()
      }, TELL_EVERY_MS)
    },
    { end: () => clearTimeout(timer) },
  )
}

/** What each address may do: a burst at once, and then so much a second. */
function createBuckets({ burst, perS }: { burst: number, perS: number }, now: () => number): (address: string) => boolean {
  const buckets = new Map<string, { left: number, at: number }>()
  return (address) => {
    const { left, at } = buckets.get(address) ?? { left: burst, at: now() }
    const filled = Math.min(burst, left + (now() - at) / 1000 * perS)
    // The address that was not heard of for longest makes room.
    buckets.delete(address)
    if (buckets.size >= MOST_ADDRESSES)
      buckets.delete(buckets.keys().next().value!)
    buckets.set(address, { left: Math.max(0, filled - 1), at: now() })
    return filled >= 1
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>)
    text += chunk
  return text
}
