import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { toolchainOf } from '../../runner/process/own-file.ts'
import { createRelay } from '../../runner/windows/relay.ts'
import { demosPlugin } from '../../setup/vite/demos.ts'
import { kitchenPlugin } from '../../setup/vite/kitchen.ts'
import { packRecordings } from '../../setup/vite/pack-recordings.ts'
import { LATE_PACKAGES } from '../../setup/vite/packages.ts'
import { runsPlugin } from '../../setup/vite/process-runs.ts'
import { relayPlugin } from '../../setup/vite/relay.ts'
import { threadCodePlugin } from '../../setup/vite/thread-code.ts'
import { castIron, paper } from '../../styles/code-themes.ts'
import { guardPlugin } from './guard.ts'
import { programsIn } from './programs.ts'

/** All that a demo needs of this repository, which is laid out here as it is there. */
const HERE = fileURLToPath(new URL('../..', import.meta.url))

/** As a deck says it in whose folder it is installed. */
const NAME = 'slidev-addon-four-eggs'

/** What all windows of the deck show alike. */
const relay = createRelay()
/** What the deck's page shows the deck's server where it runs programs; new for each start. */
const key = randomBytes(32).toString('hex')

export default function vitePlugins({ userRoot, utils, mode, remote, data }: ResolvedSlidevOptions): Plugin[] {
  const catalogue = programsIn(userRoot)
  const isRemote = remote !== undefined
  /** An export opens a deck of its own, beside one that may be open already. */
  const port = mode === 'export' ? 0 : Number(process.env.KITCHEN_PORT ?? 3001)
  return [
    {
      name: 'four-eggs:packages',
      config: () => ({
        optimizeDeps: { include: LATE_PACKAGES.map(name => `${NAME} > ${name}`) },
        // The folder of an add-on that is linked has a router of its own, which knows no page of the deck.
        resolve: { dedupe: ['vue-router'] },
      }),
    },
    noOutline(),
    fonts(data.config.fonts),
    threadCodePlugin(),
    demosPlugin({
      root: userRoot,
      catalogue,
      highlighting: {
        shiki: utils.shiki,
        shikiOptions: { ...utils.shikiOptions, themes: { light: paper, dark: castIron } },
      },
      ownRoot: HERE,
      mayShowAll: true,
    }),
    guardPlugin({ isRemote, key }),
    kitchenPlugin({ isProxied: false, port, ms: Number(process.env.EGG_MS ?? 2000), command: 'KITCHEN_PORT=' }),
    relayPlugin(relay),
    runsPlugin({
      root: userRoot,
      catalogue,
      toolchain: ({ file }) => toolchainOf(resolve(userRoot, file)),
      isRemote,
      key,
      relay,
    }),
    packRecordings(),
  ]
}

/** A demo in another deck is set in that deck's type; code is measured before it is shown, and so this is a rule. */
function fonts({ sans, mono }: { sans: string[], mono: string[] }): Plugin {
  const ID = 'virtual:four-eggs-fonts.css'
  const css = `.four-eggs { --sans: ${sans.join(',')}; --serif: var(--sans); --mono: ${mono.join(',')} }`
  return {
    name: 'four-eggs:fonts',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    load: id => id === `\0${ID}` ? css : undefined,
  }
}

/** The talk's outline, for which only this repository's own deck has a use. */
function noOutline(): Plugin {
  const ID = 'virtual:outline'
  return {
    name: 'four-eggs:no-outline',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    load: id => id === `\0${ID}` ? 'export default []' : undefined,
  }
}
