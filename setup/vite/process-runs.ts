import type { AddressInfo } from 'node:net'
import type { Plugin } from 'vite'
import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Toolchain } from '../../demos/language.ts'
import type { RunServer, RunServerOptions } from '../../runner/process/serve.ts'
import type { Relay } from '../../runner/windows/relay.ts'
import type { CatalogueSource } from '../../tools/catalogue-source.ts'
import { isLoopback } from '../../runner/process/auth.ts'
import { RUNS_PATH } from '../../runner/process/protocol.ts'
import { isReachable } from '../../runner/process/reach.ts'
import { createRunServer } from '../../runner/process/serve.ts'
import { isClockWish } from '../../runner/run/ask-clock.ts'
import { placeOf, runKey } from '../../runner/windows/run-entry.ts'
import { showRun } from '../../runner/windows/show-run.ts'

interface Options {
  /** The project's folder. */
  root: string
  catalogue: CatalogueSource
  /** How a demo is run, where that is not as its language runs the demos of this project. */
  toolchain?: (demo: Demo) => Toolchain
  /** Whether the deck was started to be shown to others, through a tunnel perhaps. */
  isRemote: boolean
  /** What the deck's page shows. */
  key: string
  /** The windows' common store: runs are entries of it. */
  relay: Relay
}

const REACHABLE
  = 'The deck can be reached from other machines, so it runs no programs here and plays their recordings. Start it with npm start, without --remote.'
const OPEN_KITCHEN
  = 'The kitchen can be reached from other machines, so no programs run here and their recordings play. Close it, and start the deck with npm start, which opens one for this machine alone.'
const FOREIGN_KITCHEN = 'The kitchen is on another machine, so no programs run here.'

/**
 * Lets the deck's page run programs of other languages on this machine, as long as nobody else can reach the deck or
 * its kitchen.
 */
export function runsPlugin({ root, catalogue, toolchain, isRemote, key, relay }: Options): Plugin {
  let kitchen = ''
  let runs: RunServer | undefined

  return {
    name: 'four-eggs:runs',
    apply: 'serve',
    configResolved({ define }) {
      kitchen = JSON.parse(define!.__KITCHEN_URL__ as string) as string
    },
    configureServer(server) {
      const { httpServer, middlewares } = server
      async function whyNot() {
        const address = httpServer?.address() as AddressInfo | null | undefined
        if (isRemote || !isLoopback(address?.address))
          return REACHABLE
        const { hostname, port } = new URL(kitchen)
        if (!isLoopbackName(hostname))
          return FOREIGN_KITCHEN
        return await isReachable(Number(port)) ? OPEN_KITCHEN : undefined
      }
      const show: RunServerOptions['show'] = (place, run, pressedMsAgo) =>
        showRun(relay.shared, runKey(place), run, { pressedAt: relay.shared.now() - pressedMsAgo, preparing: 'Getting ready' })
      const mine = runs = createRunServer({ root, demos: () => catalogue.read(server), toolchain, kitchen, whyNot, key, show })
      relay.onAsk((at, what) => {
        const clock = typeof what === 'object' && what !== null && 'clock' in what ? what.clock : undefined
        if (what === 'stop')
          mine.stop(placeOf(at))
        else if (isClockWish(clock))
          mine.setClock(placeOf(at), clock)
      })
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
