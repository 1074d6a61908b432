import type { IncomingMessage, Server } from 'node:http'
import type { Connect, Plugin, ViteDevServer } from 'vite'
import type { UpgradeVerdict } from '../guard/judge.ts'
import type { Access } from '../guard/role-of.ts'
import { randomBytes } from 'node:crypto'
import { hostname, networkInterfaces } from 'node:os'
import { LARGEST_HEADERS } from '../../egg-server/malformed.ts'
import { createHosts } from '../guard/hosts.ts'
import { installGuard } from '../guard/install.ts'
import { judge, judgeUpgrade } from '../guard/judge.ts'
import { createKnownModules } from '../guard/known-modules.ts'
import { createMessageGuard } from '../guard/messages.ts'
import { createPasswordCheck } from '../guard/password.ts'
import { createPlaces } from '../guard/places.ts'
import { cookiesFor, isSentHere, roleOf, whereOf } from '../guard/role-of.ts'
import { rememberRole } from '../guard/windows.ts'

interface Options {
  /** What `--remote` was given: nothing without it, an empty text without a password. */
  remote: string | undefined
  /** What the deck's page shows where it runs programs. */
  key: string
  /** More names under which the deck may be asked, `DECK_HOSTS`. */
  hosts: string[]
  /** The deck's page, as Slidev hands it out. */
  page: string
}

/** Where a page learns who is at it. */
const ROLE_PATH = '/__role'

/** Puts one guard before everything on the deck's server: Vite's doors, Slidev's, and ours. */
export function guardPlugin({ remote, key, hosts: extra, page }: Options): Plugin {
  const isRemote = remote !== undefined
  const ticket = randomBytes(32).toString('hex')
  const mark = randomBytes(8).toString('hex')

  return {
    name: 'four-eggs:guard',
    apply: 'serve',
    // The guard answers for what may be asked from where; Vite would let pages of every port of this machine read.
    config: () => ({ server: { cors: false, allowedHosts: extra } }),
    configureServer: {
      order: 'pre',
      handler(server) {
        const { config, httpServer } = server
        const { allowedHosts } = config.server
        const named = [...extra, ...Array.isArray(allowedHosts) ? allowedHosts : []]
        const hosts = createHosts({ extra: named, isOpen: isRemote, ownNames: [hostname(), `${hostname()}.local`] })
        const premises = { hosts, base: config.base, key }
        // Cookies do not know ports: two decks on one machine have one each.
        const access = (): Access => ({ isRemote, ticket, mark, cookie: `four-eggs-${config.server.port}` })
        const role = ({ headers, socket }: IncomingMessage) => roleOf({ headers, address: socket.remoteAddress }, access())
        const asked = (request: IncomingMessage) => {
          const { method = '', url: target = '', headers, socket } = request
          const isSent = isSentHere({ headers, address: socket.remoteAddress }, access())
          return { method, target, headers, role: role(request), isSent }
        }
        const isRight = createPasswordCheck(remote)
        const where = ({ headers, socket }: IncomingMessage) => whereOf({ headers, address: socket.remoteAddress })
        const guardMessages = createMessageGuard()
        const places = createPlaces()
        const mayEnter = (request: IncomingMessage, verdict: UpgradeVerdict) =>
          verdict.kind === 'refuse' || role(request) === 'speaker'
            ? verdict
            : places.take(request.socket, where(request)) ?? { ...verdict, from: where(request) }

        installGuard(httpServer as Server, {
          whereOf: where,
          largestHeaders: isRemote ? undefined : LARGEST_HEADERS,
          judge: request => judge(asked(request), premises),
          judgeUpgrade: request => mayEnter(request, judgeUpgrade(asked(request), premises)),
          headersFor: (request): Record<string, string[]> =>
            isRight(request.url ?? '', where(request)) ? { 'Set-Cookie': cookiesFor(access()) } : {},
        })
        server.ws.on('connection', (socket, request) => {
          rememberRole(socket, role(request))
          guardMessages(socket, role(request), request.socket, where(request))
        })
        surviveRejections(server)
        const known = createKnownModules(page, config.base)
        known.guard(server.environments.client)
        const tellWhoAsks: Connect.NextHandleFunction = (request, _, next) => known.askFor(role(request) === 'audience', next)
        server.middlewares.use(tellWhoAsks)
        server.middlewares.use(ROLE_PATH, (request, response) => {
          response.setHeader('content-type', 'application/json')
          response.setHeader('cache-control', 'no-store')
          const who = role(request)
          response.end(
            JSON.stringify({
              role: who,
              isRemote,
              ...(who === 'speaker' && isRemote && { remote: addressesOfRemote(config.server.port, remote) }),
            }),
          )
        })
      },
    },
  }
}

/** Where a phone finds the remote, the password in it: told to the speaker alone. */
function addressesOfRemote(port: number, password: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap(list => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}/remote${password && `?password=${encodeURIComponent(password)}`}`)
}

/**
 * A middleware or a listener whose promise is rejected would end the process; now it has failed, and the deck goes on.
 */
function surviveRejections(server: ViteDevServer) {
  const { middlewares, ws } = server
  const use = middlewares.use.bind(middlewares) as (...args: unknown[]) => Connect.Server
  middlewares.use = ((...args: unknown[]) =>
    use(
      ...args.map(arg => (typeof arg === 'function' && arg.length < 4 ? survive(arg as Connect.NextHandleFunction) : arg)),
    )) as typeof middlewares.use
  const on = ws.on.bind(ws) as (event: string, listener: (...args: unknown[]) => unknown) => void
  ws.on = ((event: string, listener: (...args: unknown[]) => unknown) => on(event, async (...args) => {
    try {
      await listener(...args)
    }
    catch (error) {
      server.config.logger.error(`A message “${event}” could not be used: ${String(error)}`)
    }
  })) as typeof ws.on
}

function survive(handle: Connect.NextHandleFunction): Connect.NextHandleFunction {
  const surviving: Connect.NextHandleFunction = (request, response, next) => {
    const result: unknown = handle(request, response, next)
    if (result instanceof Promise)
      result.catch(next)
  }
  // The name is how a test tells one from another.
  return Object.defineProperty(surviving, 'name', { value: handle.name })
}
