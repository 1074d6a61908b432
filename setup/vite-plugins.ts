import process from 'node:process'
import { defineVitePluginsSetup } from '@slidev/types'
import { readingPlugin } from '../components/reading/vite'
import { demosPlugin } from '../demos/vite'
import { demosWithSlidesPlugin } from '../demos/with-slides'
import { kitchenPlugin } from '../egg-server/vite'
import { runsPlugin } from '../runner/process/vite'
import { notesRelayPlugin } from '../runner/window/notes-relay'
import { relayPlugin } from '../runner/window/relay'
import { shareSlidesOnlyPlugin } from '../runner/window/share-slides-only'
import { holdPaperPlugin } from '../site/export/vite'
import { notesPlugin } from '../site/notes/vite'
import { publishedPlugin } from '../site/published'
import { sitePlugin } from '../site/vite'

/** 3001 unless `KITCHEN_PORT` says otherwise; 0 takes any free port. */
const kitchenPort = Number(process.env.KITCHEN_PORT ?? 3001)
/** Two seconds unless `EGG_MS` says otherwise. */
const eggMs = Number(process.env.EGG_MS ?? 2000)

export default defineVitePluginsSetup(options => [
  demosPlugin(options.userRoot, options.utils),
  demosWithSlidesPlugin(options.data),
  readingPlugin(options.userRoot, options.data),
  kitchenPlugin({ port: kitchenPort, ms: eggMs }),
  relayPlugin(),
  runsPlugin({ root: options.userRoot, isRemote: options.remote !== undefined }),
  notesRelayPlugin(),
  shareSlidesOnlyPlugin(),
  notesPlugin(options.data),
  holdPaperPlugin(),
  publishedPlugin(process.env.SITE_URL || undefined),
  options.mode === 'build' && sitePlugin(),
])
