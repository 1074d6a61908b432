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

/** Waits until something holds; a test's own limit ends it otherwise. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!await holds())
    await new Promise(resolve => setTimeout(resolve, 5))
}
