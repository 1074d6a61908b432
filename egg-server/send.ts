import type { ServerResponse } from 'node:http'
import type { Problem } from './problem.ts'
import type { Reply } from './reply.ts'
import { Buffer } from 'node:buffer'
import { problemReply } from './problem.ts'

/** Sends a whole reply over Node's response. `more`: headers that the server adds to any reply. */
export function sendReply(response: ServerResponse, { status, headers, body }: Reply, more?: Record<string, string>): void {
  response.writeHead(status, { ...headers, ...more, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

/** Sends a problem document. `target` is the path of the request that met it. */
export function sendProblem(response: ServerResponse, problem: Problem, target: string): void {
  sendReply(response, problemReply(problem, target))
}
