import type { Plugin } from 'vite'
import { fork } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { NODE_ARGS } from '../../egg-server/node-args.ts'

/** Where the deck asks for its kitchen's address. */
const ADDRESS_PATH = '/__kitchen'

/** What the kitchen's process says once it listens, or when it cannot. */
type Word = { kind: 'listening', url: string, port: number } | { kind: 'failed', message: string }

interface Options {
  /** 0 takes any free one. */
  port: number
  /** How long an egg takes, in milliseconds. */
  ms: number
}

/** One kitchen a deck: Slidev restarts its server within one process when its configuration changes. */
interface Kept { fourEggsKitchen?: Promise<string> }
const kept: Kept = globalThis as Kept

/** Where the kitchen is if all goes well. */
const hopedFor = (port: number) => `http://localhost:${port}`

/** Starts the kitchen's process and settles when it listens, or when it has said why it cannot. */
function open({ port, ms }: Options): Promise<string> {
  const kitchen = fork(fileURLToPath(new URL('../../egg-server/main.ts', import.meta.url)), ['--port', `${port}`, '--ms', `${ms}`], {
    execArgv: NODE_ARGS,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  process.once('exit', () => kitchen.kill())
  const hoped = hopedFor(port)
  return new Promise((resolve) => {
    kitchen.once('message', (word: Word) => resolve(word.kind === 'listening' ? word.url : hoped))
    kitchen.once('exit', () => resolve(hoped))
    kitchen.once('error', () => resolve(hoped))
  })
}

/**
 * Starts the kitchen with the deck, in a process of its own so that neither slows the other. It ends with the deck,
 * whichever way that ends: the kitchen goes when its channel to us closes.
 *
 * A kitchen that cannot start (its port is taken, say) does not keep the deck from opening. It says why in the
 * terminal, and the slides say that there is none. A static build starts none: its kitchen is in the browser.
 */
export function kitchenPlugin(options: Options): Plugin {
  return {
    name: 'four-eggs:kitchen',
    async config(_config, { command }) {
      if (command === 'serve')
        kept.fourEggsKitchen ??= open(options)
      const url = command === 'serve' ? await kept.fourEggsKitchen : null
      return { define: { __KITCHEN_URL__: JSON.stringify(url), __EGG_MS__: JSON.stringify(options.ms) } }
    },
    configureServer(server) {
      server.middlewares.use(ADDRESS_PATH, async (_request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ url: await kept.fourEggsKitchen }))
      })
    },
  }
}
