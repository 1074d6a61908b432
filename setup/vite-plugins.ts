import process from 'node:process'
import { defineVitePluginsSetup } from '@slidev/types'
import { relayPlugin } from '../runner/windows/relay'
import { notesRelayPlugin } from '../runner/windows/shared-state-relay'
import { shareSlidesOnlyPlugin } from './slidev/share-slides-only'
import { demosPlugin } from './vite/demos'
import { demosWithSlidesPlugin } from './vite/demos-with-slides'
import { holdPaperPlugin } from './vite/export'
import { kitchenPlugin } from './vite/kitchen'
import { notesPlugin } from './vite/notes'
import { readingPlugin } from './vite/outline'
import { runsPlugin } from './vite/process-runs'
import { publishedPlugin } from './vite/published'
import { sitePlugin } from './vite/site'

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
