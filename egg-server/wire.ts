import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem } from './problem.ts'
import type { Plate } from './stove.ts'
import { Buffer } from 'node:buffer'
import { ServerResponse, STATUS_CODES } from 'node:http'
import { problemPlate } from './problem.ts'

/**
 * Requests that Node's HTTP server does not bring to the app by itself: what is no HTTP at all, `CONNECT`, and
 * upgrades to something that is not spoken here. All of them get an answer.
 */

/** `.` and `..` as a path segment, plain or percent-encoded: a URL parser would quietly make another path of it. */
const DOT_SEGMENT = /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/i

/** What is wrong with a request as it stands on the wire, and cannot be seen later. */
export function checkRequest({ url = '', rawHeaders }: IncomingMessage): Problem | undefined {
  if (rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length > 1)
    return unreadable('it names more than one host')
  if (DOT_SEGMENT.test(url))
    return { status: 400, title: 'Bad path', detail: 'The path has a "." or ".." segment, and there are no folders here to walk. Ask for an egg by its name, such as /A.' }
}

/** What to say about a request that could not be made into one. */
export function unreadable(why: string): Problem {
  return { status: 400, title: 'Bad request', detail: `The kitchen could not read the request: ${why}. Ask for an egg by its name, such as GET /A with Host: localhost.` }
}

/** Sends a problem over Node's response, for what never reaches the app. */
export function sendProblem(response: ServerResponse, problem: Problem, target: string): void {
  const { status, headers, body } = problemPlate(problem, target)
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

/** What Node's parser could not make sense of, by its error code. */
function describe(error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, title: 'Request too large', detail: 'The URL and the headers together are larger than the kitchen reads. Ask for an egg by its name, such as /A.' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, title: 'Request too slow', detail: 'The request did not arrive in time. Ask again.' }
    case 'HPE_INVALID_METHOD':
      return { status: 400, title: 'Bad request', detail: 'The request does not begin with a method that HTTP knows. Ask for an egg with GET /A HTTP/1.1.' }
    default:
      return unreadable('it is not HTTP/1.1')
  }
}

/** Answers what is not HTTP, and hangs up. */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex & { _httpMessage?: unknown }): void {
  // Where Node still owes the answer to an earlier request, ours would pass for that one: so there is none.
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage) {
    socket.destroy()
    return
  }
  socket.end(onTheWire(problemPlate(describe(error), '/'), false))
}

/**
 * Answers a request for an upgrade as if it had not asked for one, which HTTP allows (RFC 9110, 7.8). Java's HttpClient
 * offers HTTP/2 this way with every first request, and Node would leave it without any answer.
 */
export function answerWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex): void {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket as Parameters<ServerResponse['assignSocket']>[0])
  response.on('finish', () => socket.end())
  // Node has let go of the socket: nobody else would see the client leave.
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.destroy())
  socket.resume()
  server.emit('request', request, response)
}

/** A whole HTTP/1.1 response, head and body. */
export function onTheWire({ status, headers, body }: Plate, keepAlive: boolean): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (const name in headers)
    head += `${name}: ${headers[name]}\r\n`
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\nDate: ${new Date().toUTCString()}\r\nConnection: ${keepAlive ? 'keep-alive' : 'close'}\r\n\r\n${body}`
}

/** A request that asks for no more than a path. */
export interface PlainGet {
  target: string
  host: string
  keepAlive: boolean
}

/** Larger requests have cookies, and a browser behind them. */
const LARGEST_PLAIN_GET = 2048

/** Longer targets are somebody's mistake, and the app has a word on that. */
const LONGEST_PLAIN_TARGET = 200

/** `GET` of a path, whole header lines, and nothing after the empty line. */
const PLAIN_GET = /^GET (\/[\w/?=.&-]*) HTTP\/1\.1\r\n((?:[\w-]+:[\t\x20-\x7E]*\r\n)+)\r\n$/

/** Headers that make more of a request. */
const NOT_PLAIN = /^(?:content-length|transfer-encoding|upgrade|expect|origin|trailer|te|keep-alive|http2-settings|sec-fetch-\w+):/im

const HOST_LINE = /^host:[\t ]*(\S+)[\t ]*$/gim

const CONNECTION_LINE = /^connection:(.*)$/gim

/** Reads one whole, plain `GET`; `undefined` for anything else, however harmless. */
export function readPlainGet(chunk: Buffer): PlainGet | undefined {
  if (chunk.length > LARGEST_PLAIN_GET)
    return undefined
  const [, target, lines] = PLAIN_GET.exec(chunk.toString('latin1')) ?? []
  if (target === undefined || lines === undefined || target.length > LONGEST_PLAIN_TARGET || NOT_PLAIN.test(lines))
    return undefined
  const hosts = [...lines.matchAll(HOST_LINE)]
  const connections = [...lines.matchAll(CONNECTION_LINE)]
  const connection = connections[0]?.[1]?.trim().toLowerCase() ?? 'keep-alive'
  const [host] = hosts
  if (!host?.[1] || hosts.length > 1 || connections.length > 1 || !['keep-alive', 'close'].includes(connection))
    return undefined
  return { target, host: host[1], keepAlive: connection === 'keep-alive' }
}
