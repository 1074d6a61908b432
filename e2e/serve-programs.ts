import type { AddressInfo } from 'node:net'
import type { Rollup } from 'vite'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startKitchen } from '../egg-server/node.ts'
import { threadCodePlugin } from '../setup/vite/thread-code.ts'

export interface ServedPrograms {
  url: string
  kitchen: string
  /** Everything that was asked of the stranger, another host that says yes to all. */
  stranger: { url: string, asked: string[] }
  stop: () => Promise<void>
}

/**
 * Serves the page that runs programs, with a kitchen of its own or in the tab, and another host on the same machine.
 */
export async function servePrograms({ isInTab = false } = {}): Promise<ServedPrograms> {
  const kitchen = await startKitchen({ port: 0, ms: 300 })
  const [
    {
      output: [page],
    },
  ] = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [threadCodePlugin()],
    define: { '__DECK_PORT__': 'null', '__KITCHEN_URL__': JSON.stringify(isInTab ? null : kitchen.url), '__EGG_MS__': '300', 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('programs-page.ts', import.meta.url)), formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as [Rollup.RollupOutput]
  const asked: string[] = []
  const stranger = await listen((path, reply) => {
    asked.push(path)
    reply('text/javascript', `globalThis.reached = true; export default 1`, { 'access-control-allow-origin': '*' })
  })
  const deck = await listen((path, reply) =>
    path === '/page.js'
      ? reply('text/javascript', page.code)
      : reply('text/html', '<!doctype html><meta charset="utf-8"><body><script type="module" src="/page.js"></script>'),
  )
  return {
    url: deck.url,
    kitchen: kitchen.url,
    stranger: { url: stranger.url, asked },
    async stop() {
      await Promise.all([deck.stop(), stranger.stop()])
      await kitchen.close()
    },
  }
}

type Answer = (path: string, reply: (type: string, body: string, headers?: Record<string, string>) => void) => void

async function listen(answer: Answer): Promise<{ url: string, stop: () => Promise<void> }> {
  const server = createServer((request, response) =>
    answer(request.url ?? '', (type, body, headers = {}) => {
      response.writeHead(200, { 'content-type': type, ...headers })
      response.end(body)
    }),
  )
  server.on('upgrade', (request, socket) => {
    answer(request.url ?? '', () => {})
    socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
