import type { AddressInfo } from 'node:net'
import type { Plugin } from 'vite'
import type { RunServer } from './serve.ts'
import { catalogue } from '../../demos/catalogue.ts'
import { isLoopback } from './door.ts'
import { RUNS_PATH } from './protocol.ts'
import { createRunServer } from './serve.ts'

interface Options {
  /** The project's folder. */
  root: string
  /** Whether the deck was started to be shown to others, through a tunnel perhaps. */
  isRemote: boolean
}

const REACHABLE = 'The deck can be reached from other machines, so it runs no programs here and plays their recordings. Start it with npm start, without --remote.'
const FOREIGN_KITCHEN = 'The kitchen is on another machine, so no programs run here.'

/** Lets the deck's page run programs of other languages on this machine, as long as nobody else can reach the deck. */
export function runsPlugin({ root, isRemote }: Options): Plugin {
  let kitchen = ''
  let runs: RunServer | undefined

  return {
    name: 'four-eggs:runs',
    apply: 'serve',
    configResolved({ define }) {
      kitchen = JSON.parse(define!.__KITCHEN_URL__ as string) as string
    },
    configureServer({ httpServer, middlewares }) {
      function whyNot() {
        const address = httpServer?.address() as AddressInfo | null | undefined
        if (isRemote || !isLoopback(address?.address))
          return REACHABLE
        return isLoopbackName(new URL(kitchen).hostname) ? undefined : FOREIGN_KITCHEN
      }
      const mine = runs = createRunServer({ root, demos: catalogue, kitchen, whyNot })
      middlewares.use(RUNS_PATH, mine.handle)
    },
    async buildEnd() {
      await runs?.close()
    },
  }
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || isLoopback(name.replace(/^\[|\]$/g, ''))
}
