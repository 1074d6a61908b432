import type { IncomingMessage } from 'node:http'
import type { Plugin } from 'vite'
import type { WindowSocket } from '../../setup/guard/messages.ts'
import type { Role } from '../../setup/guard/role-of.ts'
import { hostname } from 'node:os'
import { sendProblem } from '../../egg-server/send.ts'
import { RUNS_PATH } from '../../runner/process/protocol.ts'
import { CHANNEL } from '../../runner/windows/messages.ts'
import { createHosts } from '../../setup/guard/hosts.ts'
import { isRecord, readJson } from '../../setup/guard/json.ts'
import { judge } from '../../setup/guard/judge.ts'
import { mayPass } from '../../setup/guard/messages.ts'
import { isHere } from '../../setup/guard/role-of.ts'

const ROLE_PATH = '/__role'
const GUARDED = [RUNS_PATH, ROLE_PATH, '/__kitchen']

const FOREIGN = { status: 403, title: 'Foreign site', detail: 'Only the deck\'s own page may ask, and the request comes from another.' }

/**
 * Guards what the add-on has at the deck's server, and only that: who may have the rest is for the deck to say. With
 * `--remote`, who sits at this machine is the speaker, and all others watch.
 */
export function guardPlugin({ isRemote, key }: { isRemote: boolean, key: string }): Plugin {
  const role = ({ headers, socket }: IncomingMessage): Role =>
    !isRemote || isHere({ headers, address: socket.remoteAddress }) ? 'speaker' : 'audience'

  return {
    name: 'four-eggs:guard',
    apply: 'serve',
    configureServer: {
      order: 'pre',
      handler({ config, middlewares, ws }) {
        const { allowedHosts } = config.server
        const hosts = createHosts({
          extra: Array.isArray(allowedHosts) ? allowedHosts : [],
          isOpen: isRemote,
          ownNames: [hostname(), `${hostname()}.local`],
        })
        middlewares.use((request, response, next) => {
          const target = request.url ?? '/'
          // Whatever the spelling: a handler may see one of ours in it.
          if (!GUARDED.some(path => target.toLowerCase().includes(path.slice(1))))
            return next()
          const asked = { method: request.method ?? '', target, headers: request.headers, role: role(request) }
          const verdict = judge(asked, { hosts, base: config.base, key })
          if (verdict.kind === 'pass')
            return next()
          sendProblem(response, verdict.kind === 'refuse' ? verdict.problem : FOREIGN, target)
        })
        middlewares.use(ROLE_PATH, (request, response) => {
          response.setHeader('content-type', 'application/json')
          response.setHeader('cache-control', 'no-store')
          response.end(JSON.stringify({ role: role(request), isRemote }))
        })
        ws.on('connection', (socket, request) => keepOut(socket, role(request)))
      },
    },
  }
}

/** Of what a window says over Vite's connection, only what is said to us is looked at. */
function keepOut(socket: Pick<WindowSocket, 'emit'>, role: Role): void {
  const { emit } = socket
  socket.emit = (event: string | symbol, ...args: unknown[]): boolean =>
    (event === 'message' && isOurs(args[0]) && !mayPass(args[0], role)) || emit.call(socket, event, ...args)
}

function isOurs(raw: unknown): boolean {
  const read = readJson(String(raw))
  return 'value' in read && isRecord(read.value) && read.value.event === CHANNEL
}
