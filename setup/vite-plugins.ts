import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { defineVitePluginsSetup } from '@slidev/types'
import { findEntry } from '../runner/terminal/find-entry'
import { createRelay } from '../runner/windows/relay'
import { catalogueOf } from '../tools/read-catalogue'
import { countThePathPlugin } from './slidev/count-the-path'
import { fillPage } from './slidev/fill-page'
import { holdSwipesPlugin } from './slidev/hold-swipes'
import { keepPasswordPlugin } from './slidev/keep-password'
import { oneMetaPlugin } from './slidev/one-meta'
import { onePositionPlugin } from './slidev/one-position'
import { slideMistakesPlugin } from './slidev/slide-mistakes'
import { demosPlugin } from './vite/demos'
import { demosWithSlidesPlugin } from './vite/demos-with-slides'
import { holdPaperPlugin } from './vite/export'
import { frontPlugin } from './vite/front'
import { guardPlugin } from './vite/guard'
import { kitchenPlugin } from './vite/kitchen'
import { marksPlugin } from './vite/marks'
import { notesPlugin } from './vite/notes'
import { readingPlugin } from './vite/outline'
import { packRecordings } from './vite/pack-recordings'
import { runsPlugin } from './vite/process-runs'
import { publishedPlugin } from './vite/published'
import { relayPlugin } from './vite/relay'
import { roomPlugin } from './vite/room'
import { sitePlugin } from './vite/site'
import { threadCodePlugin } from './vite/thread-code'

/** What all windows of the deck show alike. */
const relay = createRelay()
/** 3001 unless `KITCHEN_PORT` says otherwise; 0 takes any free port. */
const kitchenPort = Number(process.env.KITCHEN_PORT ?? 3001)
/** Two seconds unless `EGG_MS` says otherwise. */
const eggMs = Number(process.env.EGG_MS ?? 2000)
/** Where this deck is, unless it is where it always is. */
const deckPort = (process.env.DECK_PORT ?? '3030') === '3030' ? '' : ` --port ${process.env.DECK_PORT}`
/** More names under which the deck may be asked, where a proxy or a name server stands before it. */
const deckHosts = (process.env.DECK_HOSTS ?? '').split(/[\s,]+/).filter(Boolean)
/** What the deck's page shows the deck's server where it runs programs; new for each start. */
const key = randomBytes(32).toString('hex')

export default defineVitePluginsSetup((options) => {
  fillPage(options)
  const catalogue = catalogueOf(options.userRoot)
  return [
    keepPasswordPlugin(),
    guardPlugin({ remote: options.remote, key, hosts: deckHosts, page: options.utils.indexHtml }),
    threadCodePlugin(),
    demosPlugin({
      root: options.userRoot,
      catalogue,
      highlighting: options.utils,
      findEntry: slug => findEntry(options.userRoot, slug),
    }),
    demosWithSlidesPlugin(options.data),
    slideMistakesPlugin(options, catalogue),
    frontPlugin(options.data),
    marksPlugin(),
    readingPlugin(options.userRoot, options.data),
    kitchenPlugin({ port: kitchenPort, ms: eggMs, command: `npm start --${deckPort} --kitchen-port` }),
    relayPlugin(relay),
    roomPlugin({ relay, isRemote: options.remote !== undefined, eggMs }),
    runsPlugin({ root: options.userRoot, catalogue, isRemote: options.remote !== undefined, key, relay }),
    oneMetaPlugin(options.data),
    onePositionPlugin(),
    countThePathPlugin(),
    holdSwipesPlugin(),
    notesPlugin(options.data),
    packRecordings(),
    holdPaperPlugin(),
    publishedPlugin(process.env.SITE_URL || undefined),
    options.mode === 'build' && sitePlugin(),
  ]
})
