import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem } from './problem.ts'
import { Buffer as Bytes } from 'node:buffer'
import { ServerResponse, STATUS_CODES } from 'node:http'
import { PROBLEM_HEADERS, problemBody } from './problem.ts'

/**
 * Requests that Node's HTTP server does not bring to the app by itself: what is no HTTP at all, `CONNECT`, and
 * upgrades to something that is not spoken here. All of them get an answer.
 */

/** `.` and `..` as a path segment, plain or percent-encoded: a URL parser would quietly make another path of it. */
const DOT_SEGMENT = /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/i

/** What is wrong with the target of a request, as it stands on the wire. */
export function checkTarget(target: string): Problem | undefined {
  if (DOT_SEGMENT.test(target))
    return { status: 400, title: 'Bad path', detail: 'The path has a "." or ".." segment, and there are no folders here to walk. Ask for an egg by its name, such as /A.' }
}

/** What to say about a request that could not be made into one. */
export function unreadable(why: string): Problem {
  return { status: 400, title: 'Bad request', detail: `The kitchen could not read the request: ${why}. Ask for an egg by its name, such as GET /A with Host: localhost.` }
}

/** Sends a problem over Node's response, for what never reaches the app. */
export function sendProblem(response: ServerResponse, problem: Problem, target: string): void {
  const body = problemBody(problem, target.slice(0, 200))
  response.writeHead(problem.status, { ...PROBLEM_HEADERS, ...problem.headers, 'Content-Length': Bytes.byteLength(body) })
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
  const problem = describe(error)
  const body = problemBody(problem, '/')
  socket.end([
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    ...Object.entries(PROBLEM_HEADERS).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Bytes.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n'))
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
