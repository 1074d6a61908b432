import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:http'
import { connect } from 'node:net'

/** An answer as it came over the wire. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** How to ask. `host` is the header; the connection always goes to this machine. */
export interface Asking {
  method?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** Asks over a connection of its own, with exactly these headers: unlike `fetch`, it sends any `Host` and `Origin`. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, signal }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request(
      { port, host: '127.0.0.1', path, method, headers: { host: `localhost:${port}`, ...headers }, agent: false, signal },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', chunk => (body += chunk))
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }))
        response.on('error', reject)
      },
    )
    req.on('error', reject)
    req.end()
  })
}

/** Says exactly this on a connection, and returns all that comes back until the other side hangs up. */
export function say(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('data', chunk => heard += chunk)
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
    socket.write(text)
  })
}

/**
 * What follows a request line and a host where two readers could part in where the request ends: each has another
 * request hidden in it.
 */
export function ambiguousEnds(hidden: string): [name: string, text: string][] {
  const length = hidden.length
  return [
    ['a length and chunks', `Content-Length: ${length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['chunks and a length', `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`],
    ['an encoding of no name', `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['two encodings', `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`],
    ['chunks that are not last', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`],
    ['an encoding behind a tabulator', `Transfer-Encoding: \x0Bchunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['a space before the colon', `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['a folded line', `Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['two lengths', `Content-Length: 0\r\nContent-Length: ${length}\r\n\r\n${hidden}`],
    ['a list of lengths', `Content-Length: 0, ${length}\r\n\r\n${hidden}`],
    ['a length with a sign', `Content-Length: +0\r\n\r\n${hidden}`],
    ['a negative length', `Content-Length: -1\r\n\r\n${hidden}`],
    ['a length without end', `Content-Length: 99999999999999999999\r\n\r\n${hidden}`],
    ['a negative chunk', `Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n${hidden}`],
    ['a chunk without end', `Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\n${hidden}`],
    ['a line feed alone in a chunk', `Transfer-Encoding: chunked\r\n\r\n0\n\n${hidden}`],
    ['a carriage return alone', `X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['NUL', `X: a\0b\r\n\r\n${hidden}`],
  ]
}

/** Waits until something holds; a test's own limit ends it otherwise. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!await holds())
    await new Promise(resolve => setTimeout(resolve, 5))
}
