import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Problem } from '../../egg-server/problem.ts'
import type { Door } from './doors.ts'
import type { UpgradeVerdict, Verdict } from './judge.ts'
import { Buffer } from 'node:buffer'
import { IncomingMessage as Message } from 'node:http'
import { createConnections } from '../../egg-server/connections.ts'
import { LISTEN_ONLY_HEADER } from '../../egg-server/live.ts'
import { ALL_HEADERS, readHeadersUpTo, responseOn } from '../../egg-server/malformed.ts'
import { sendProblem } from '../../egg-server/send.ts'
import { askFirst } from './ask-first.ts'
import { isLoopbackHost } from './hosts.ts'
import { readJson } from './json.ts'
import { createUnread } from './unread.ts'

export interface Guard {
  judge: (request: IncomingMessage) => Verdict
  judgeUpgrade: (request: IncomingMessage) => UpgradeVerdict
  /** What else goes with an answer to this request, where it is not refused. */
  headersFor?: (request: IncomingMessage) => Record<string, string[]>
  /** How long the headers of a request may be together, in bytes, where that is more than Node reads. */
  largestHeaders?: number
  /** From where it comes: nobody from one place keeps others out. */
  whereOf?: (request: IncomingMessage) => string
}

/** The largest that a window sends: what has been drawn on all slides. */
const LARGEST_BODY = 8 * 1024 * 1024

/**
 * Browsers keep six for a page and give one up when asked to; the rest is a hall. Who owes nothing for longest goes
 * first.
 */
const MOST_CONNECTIONS = 4_000

/** Requests that are sent ahead of the answers before them, on one connection. Browsers send none. */
const MOST_AHEAD = 4

const CROWDED: Problem = {
  status: 503,
  title: 'Too many connections',
  detail: `All of the ${MOST_CONNECTIONS} connections that the deck keeps are waiting for an answer. Ask again in a moment.`,
  headers: { 'Retry-After': '2', 'Connection': 'close' },
}

/**
 * Puts the guard before everything that a server does, whichever plugin registered it and whenever: nothing hears of a
 * request but through the server's own events.
 */
export function installGuard(server: Server, guard: Guard, unread = createUnread()): void {
  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean
  const connections = createConnections(MOST_CONNECTIONS, MOST_AHEAD, guard.whereOf)
  server.maxHeadersCount = ALL_HEADERS
  if (guard.largestHeaders !== undefined)
    readHeadersUpTo(server, guard.largestHeaders)

  server.emit = (event: string, ...args: unknown[]): boolean => {
    switch (event) {
      case 'connection':
        connections.add(args[0] as Socket)
        return emit(event, ...args)
      case 'request':
      case 'checkContinue':
      case 'checkExpectation':
        answer(args[0] as IncomingMessage, args[1] as ServerResponse)
        return true
      case 'upgrade':
      case 'connect':
        shakeHands(event, args as [IncomingMessage, Duplex, Buffer])
        return true
      default:
        return emit(event, ...args)
    }
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const room = connections.take(request.socket, response)
    if (room === 'too many ahead')
      return void request.socket.destroy()
    if (room === 'too many connections')
      return refuse(request, response, CROWDED)
    unread.watch(response)
    const verdict = guard.judge(request)
    for (const [name, value] of Object.entries(headersOf(request)))
      response.setHeader(name, value)
    if (verdict.kind === 'refuse')
      return refuse(request, response, verdict.problem)
    for (const [name, value] of Object.entries(guard.headersFor?.(request) ?? {}))
      response.setHeader(name, value)
    if (verdict.kind === 'ask-first')
      return askFirst(request, response)
    if (verdict.door?.body && request.method === 'POST') {
      return void readBody(request, verdict.door.body, verdict.door.mostBytes).then(
        read => ('problem' in read ? refuse(request, response, read.problem) : emit('request', read.request, response)),
        () => response.destroy(),
      )
    }
    emit('request', request, response)
  }

  function shakeHands(event: 'upgrade' | 'connect', [request, socket, head]: [IncomingMessage, Duplex, Buffer]): void {
    connections.forget(request.socket)
    const verdict: UpgradeVerdict
      = event === 'connect'
        ? { kind: 'refuse', problem: { status: 405, title: 'Wrong method', detail: 'The deck is no proxy.' } }
        : guard.judgeUpgrade(request)
    if (verdict.kind === 'refuse')
      return sendProblem(responseOn(socket, request), verdict.problem, request.url ?? '/')
    // Set here or absent, whatever the client has sent.
    delete request.headers[LISTEN_ONLY_HEADER]
    if (verdict.kind === 'listen')
      request.headers[LISTEN_ONLY_HEADER] = verdict.from ?? 'yes'
    emit(event, request, socket, head)
  }
}

/**
 * Nobody else's page may show the deck in a frame, load its files, or keep hold of its window. Browsers want the last
 * of these only where they trust the connection, and complain about it elsewhere.
 */
function headersOf({ headers: { host = '' } }: IncomingMessage): Record<string, string> {
  return {
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': 'frame-ancestors \'self\'',
    'X-Content-Type-Options': 'nosniff',
    ...isLoopbackHost(host) && { 'Cross-Origin-Opener-Policy': 'same-origin' },
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  // What is still to come of its body is not waited for.
  if (request.method !== 'GET' && request.method !== 'HEAD')
    response.setHeader('Connection', 'close')
  sendProblem(response, problem, request.url ?? '/')
}

/** Reads a body that has to be JSON, and makes a request of it that can be read again. */
async function readBody(
  request: IncomingMessage,
  check: NonNullable<Door['body']>,
  most = LARGEST_BODY,
): Promise<{ request: IncomingMessage } | { problem: Problem }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) {
      return {
        problem: { status: 413, title: 'Body too large', detail: `At most ${most.toLocaleString('en')} bytes are read here at once.` },
      }
    }
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const read = readJson(body.toString('utf8'))
  const wrong = 'wrong' in read ? read.wrong : check(read.value)
  return wrong === undefined ? { request: again(request, body) } : { problem: { status: 400, title: 'Bad body', detail: wrong } }
}

function again(request: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new Message(request.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  Object.assign(copy, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true })
  copy.push(body)
  copy.push(null)
  return copy
}
