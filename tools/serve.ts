import type { Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

/** What a static host does, and no more: no fallback, no rewriting. The site has to work like that. */

/** Vite puts the content's hash into the names of these. */
const HASHED = '/assets/'

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
  const app = new Hono()
  app.use(compress())
  app.on(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], '*', c => c.body(null, 405, { Allow: 'GET, HEAD' }))
  if (base !== '/')
    app.get(base.slice(0, -1), c => c.redirect(base, 301))
  app.get(
    `${base}*`,
    serveStatic({
      root: folder,
      rewriteRequestPath: path => path.slice(base.length - 1),
      onFound: (_, c) =>
        c.header('Cache-Control', c.req.path.startsWith(HASHED, base.length - 1) ? 'max-age=31536000, immutable' : 'no-cache'),
    }),
  )
  app.notFound(async (c) => {
    const page = await readFile(join(folder, '404.html'), 'utf8').catch(() => 'Not found')
    return c.body(page, 404, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' })
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}
