import type { ClientRequest } from 'node:http'
import type { Plugin, ProxyOptions } from 'vite'
import type { KitchenProcess, KitchenProcessOptions } from './kitchen-process.ts'
import { ServerResponse } from 'node:http'
import { sendProblem } from '../../egg-server/send.ts'
import { openKitchenProcess } from './kitchen-process.ts'

/** Where the deck asks for its kitchen's address. */
const ADDRESS_PATH = '/__kitchen'

/**
 * Below this the kitchen answers under the deck's own origin: one port is all that a phone or a container has to reach.
 */
const KITCHEN_PATH = '/kitchen'

interface Options extends KitchenProcessOptions {
  /** Whether it answers under the deck's own origin as well; then something has to guard that. */
  isProxied?: boolean
}

/** One kitchen a deck: Slidev restarts its server within one process when its configuration changes. */
interface Kept { fourEggsKitchen?: KitchenProcess }
const kept: Kept = globalThis as Kept

/**
 * Starts the kitchen with the deck.
 *
 * A kitchen that cannot start (its port is taken, say) does not keep the deck from opening. It says why in the
 * terminal, and the slides say that there is none. A static build starts none: its kitchen is in the browser.
 */
export function kitchenPlugin({ isProxied = true, ...options }: Options): Plugin {
  return {
    name: 'four-eggs:kitchen',
    async config({ server: { port: deckPort } = {} }, { command }) {
      if (command !== 'serve')
        return { define: { __KITCHEN_URL__: 'null', __DECK_PORT__: 'null', __EGG_MS__: JSON.stringify(options.ms) } }
      kept.fourEggsKitchen ??= openKitchenProcess({ ...options, deckPort })
      const url = await kept.fourEggsKitchen.url
      return {
        define: {
          __KITCHEN_URL__: JSON.stringify(url),
          __DECK_PORT__: JSON.stringify(isProxied && deckPort ? `${deckPort}` : null),
          __EGG_MS__: JSON.stringify(options.ms),
        },
        ...isProxied && { server: { proxy: { [`^${KITCHEN_PATH}/`]: proxyTo(url) } } },
      }
    },
    configureServer(server) {
      server.middlewares.use(ADDRESS_PATH, async (_request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ url: await kept.fourEggsKitchen?.url }))
      })
    },
  }
}

/**
 * The deck's guard has let the request in (setup/guard): to the kitchen it comes from a page of this machine. A program
 * without an origin stays one, and the kitchen looks whether it has the name that it was given for its run.
 */
function proxyTo(target: string): ProxyOptions {
  const introduce = (request: ClientRequest): void => {
    if (request.hasHeader('origin') && request.getHeader('origin') !== 'null')
      request.setHeader('origin', target)
  }
  return {
    target,
    changeOrigin: true,
    ws: true,
    rewrite: path => path.slice(KITCHEN_PATH.length),
    configure(proxy) {
      proxy.on('proxyReq', introduce)
      proxy.on('proxyReqWs', introduce)
      // Vite would print a stack trace each time a window looks whether the kitchen is back.
      queueMicrotask(() => {
        proxy.removeAllListeners('error')
        proxy.on('error', (_error, request, response) => {
          if (!(response instanceof ServerResponse)) {
            response?.destroy()
          }
          else if (!response.headersSent) {
            sendProblem(
              response,
              {
                status: 503,
                title: 'Kitchen closed',
                detail: 'The kitchen is being started again. Ask again in a moment.',
                headers: { 'Retry-After': '1' },
              },
              request.url ?? '/',
            )
          }
          else {
            response.destroy()
          }
        })
      })
    },
  }
}
