import type { Buffer } from 'node:buffer'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem } from './problem.ts'
import { ServerResponse } from 'node:http'
import { sendProblem } from './send.ts'

/**
 * Requests that Node's HTTP server does not bring to the app by itself: what is no HTTP at all, `CONNECT`, and
 * upgrades to something that is not spoken here. All of them get an answer.
 */

/** `.` and `..` as a path segment, plain or percent-encoded: a URL parser would quietly make another path of it. */
const DOT_SEGMENT = /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/i

/** What is wrong with a request as it stands on the wire, and cannot be seen later. */
export function checkRequest({ url = '', rawHeaders }: IncomingMessage): Problem | undefined {
  if (namesTwoHosts(rawHeaders))
    return unreadable('it names more than one host')
  if (DOT_SEGMENT.test(url)) {
    return {
      status: 400,
      title: 'Bad path',
      detail: 'The path has a "." or ".." segment, and there are no folders here to walk. Ask for an egg by its name, such as /A.',
    }
  }
}

/** Node keeps the first of them and drops the others. */
function namesTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!
    if (name.length === 4 && name.toLowerCase() === 'host')
      hosts++
  }
  return hosts > 1
}

/** What to say about a request that could not be made into one. */
export function unreadable(why: string): Problem {
  return {
    status: 400,
    title: 'Bad request',
    detail: `The kitchen could not read the request: ${why}. Ask for an egg by its name, such as GET /A with Host: localhost.`,
  }
}

/** What Node's parser could not make sense of, by its error code. */
function describe(error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        title: 'Request too large',
        detail: 'The URL and the headers together are larger than the kitchen reads. Ask for an egg by its name, such as /A.',
      }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, title: 'Request too slow', detail: 'The request did not arrive in time. Ask again.' }
    case 'HPE_INVALID_METHOD':
      return {
        status: 400,
        title: 'Bad request',
        detail: 'The request does not begin with a method that HTTP knows. Ask for an egg with GET /A HTTP/1.1.',
      }
    case 'HPE_INVALID_URL':
      return {
        status: 400,
        title: 'Bad path',
        detail: 'The path has a character that has to be percent-encoded: ask for an egg called é with GET /%C3%A9.',
      }
    default:
      return unreadable('it is not HTTP/1.1')
  }
}

/** What Node tells about a request that it gave up. */
export interface ParseError extends NodeJS.ErrnoException {
  /** What came last, and how much of it was understood. */
  rawPacket?: Buffer
  bytesParsed?: number
}

/** Answers what is not HTTP, and hangs up. */
export function answerMalformed(error: ParseError, socket: Duplex & { _httpMessage?: unknown }): void {
  // Where Node still owes the answer to an earlier request, ours would pass for that one: so there is none.
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage) {
    socket.destroy()
    return
  }
  sendProblem(responseOn(socket, { method: methodOf(error) }), describe(error), '/')
}

/**
 * Node reads the first thousand headers and drops the others without a word, in which a tunnel says for whom it asks,
 * or the deck that somebody may only listen. How long they may be together is limited all the same.
 */
export const ALL_HEADERS = 0

/**
 * Cookies know no ports: a page of another port of this machine can set as many as the browser keeps, and it sends all
 * of them along with each request to the deck, and with the live trace. Node reads 16 KB. This is in bytes, for servers
 * that nobody else can reach.
 */
export const LARGEST_HEADERS = 1024 * 1024

/** Node's servers take it as an option, and look for it here. */
export function readHeadersUpTo(server: Server, bytes: number): void {
  Object.assign(server, { maxHeaderSize: bytes })
}

/** The method of the request that failed, as far as it was read: the answer to a HEAD has no body. */
function methodOf({ rawPacket, bytesParsed }: ParseError): string {
  const read = rawPacket?.subarray(0, bytesParsed).toString('latin1') ?? ''
  return read.split('\r\n\r\n').at(-1)!.trimStart().startsWith('HEAD ') ? 'HEAD' : 'GET'
}

/** A response on a socket of which Node's server has let go: the last one there. */
export function responseOn(socket: Duplex, request: Pick<IncomingMessage, 'method'>): ServerResponse {
  const response = new ServerResponse(Object.assign(request, { httpVersionMajor: 1, httpVersionMinor: 1 }) as IncomingMessage)
  response.shouldKeepAlive = false
  response.assignSocket(socket as Parameters<ServerResponse['assignSocket']>[0])
  response.on('finish', () => socket.end())
  // Nobody else would see the client leave.
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.destroy())
  socket.resume()
  return response
}

/**
 * Answers a request for an upgrade as if it had not asked for one, which HTTP allows (RFC 9110, 7.8). Java's HttpClient
 * offers HTTP/2 this way with every first request, and Node would leave it without any answer.
 */
export function answerWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex): void {
  server.emit('request', request, responseOn(socket, request))
}
