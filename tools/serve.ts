import type { Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** What a static host does, and no more: no fallback, no rewriting. The site has to work like that. */

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ndjson': 'application/x-ndjson',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** What is worth packing. */
const TEXT = /^text|json|svg|javascript/

/** Vite puts the content's hash into the names of these. */
const HASHED = /^assets\//

const pack = promisify(gzip)

export interface ServeOptions {
  /** The folder of the site. */
  folder: string
  /** The path under which it is served, with a slash at both ends. */
  base?: string
  /** 0 picks a free one. */
  port: number
  /** An address of this machine. */
  host?: string
}

/** Serves a folder as a static host would. Rejects when it cannot listen. */
export function serveFolder({ folder, base = '/', port, host = '127.0.0.1' }: ServeOptions): Promise<Server> {
  async function read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(join(folder, path))
    }
    catch {
      return undefined
    }
  }

  const server = createServer(async (request, response) => {
    const path = decode(request.url ?? '/')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return
    }
    if (`${path}/` === base) {
      response.writeHead(301, { Location: base }).end()
      return
    }
    const inside = path?.startsWith(base) ? normalize(path.slice(base.length)).replace(/^(?:\.\.?(?:[/\\]|$))+/, '') : undefined
    const file = inside === undefined ? undefined : !inside || inside.endsWith('/') ? `${inside}index.html` : inside
    const found = file === undefined ? undefined : await read(file)
    const body = found ?? await read('404.html') ?? new TextEncoder().encode('Not found')
    const type = TYPES[extname(found ? file! : '404.html')] ?? 'application/octet-stream'
    const packed = TEXT.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? await pack(body) : undefined
    response.writeHead(found ? 200 : 404, {
      'Content-Type': type,
      'Content-Length': (packed ?? body).byteLength,
      'Cache-Control': found && HASHED.test(file!) ? 'max-age=31536000, immutable' : 'no-cache',
      ...packed && { 'Content-Encoding': 'gzip', 'Vary': 'Accept-Encoding' },
    })
    response.end(request.method === 'HEAD' ? undefined : packed ?? body)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/** The path of a request, or nothing where it cannot be read. */
function decode(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split(/[?#]/, 1)[0]!)
  }
  catch {
    return undefined
  }
}
