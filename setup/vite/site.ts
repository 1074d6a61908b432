import type { Plugin } from 'vite'
import { createRequire } from 'node:module'
import { VitePWA } from 'vite-plugin-pwa'

/** What a browser that installs the site calls it, and how it looks until its first slide is there. */
const MANIFEST = {
  id: './',
  name: 'Four Eggs, One Cook',
  short_name: 'Four Eggs',
  description: 'An interactive talk about concurrency: every program on a slide really runs.',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#faf5ea',
  theme_color: '#faf5ea',
} as const

const ICONS = [
  { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
]

/** What nobody misses who has no network. */
const NOT_KEPT = ['404.html', '_redirects', 'robots.txt', 'social.png', 'run.png']

/** Which chunk holds what, for `sizes.ts`; it is not part of the site. */
export const CHUNKS = '.vite/manifest.json'

/** The chunk with Slidev's view of one slide, and all that surrounds it. */
export const VIEW = 'view'

/** Which chunk Slidev puts a module into. */
type NameChunk = (id: string, context: unknown) => string | undefined

/**
 * Puts into one piece what is always wanted together, with all that it imports: the deck, its view of a slide, a demo. They
 * would be dozens of small files, and to ask for one takes longer than what is in it.
 */
function groupChunks(bySlidev: NameChunk) {
  return [
    { debugName: 'slidev', name: (id: string, context: unknown) => bySlidev(id, context) ?? null },
    { name: 'deck', tags: ['$initial' as const] },
    { name: VIEW, test: /\/pages\/play\.vue/ },
    { name: 'demo', test: /\/(?:components\/LiveDemo|layouts\/demo)\.vue/ },
  ]
}

/**
 * Makes a static build a site that can be installed, with one service worker that keeps its files and cooks its eggs.
 * `npm start` has none: there the kitchen is a process of its own, and every file is as it is on disk.
 */
export function sitePlugin(): Plugin[] {
  const pwa = VitePWA({
    strategies: 'injectManifest',
    srcDir: 'site',
    filename: 'service-worker.ts',
    // The page registers it, and says so when there is another: see runner/kitchen/service-worker-host.ts.
    injectRegister: false,
    base: './',
    scope: './',
    manifest: { ...MANIFEST, icons: ICONS },
    includeManifestIcons: false,
    injectManifest: {
      globPatterns: ['**/*'],
      globIgnores: NOT_KEPT,
      // Vite puts the content's hash into these names.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
    },
  })
  const chunks: Plugin = {
    name: 'four-eggs:site',
    enforce: 'post',
    config(config) {
      const output = config.build?.rolldownOptions?.output as { manualChunks?: NameChunk } | undefined
      if (!output?.manualChunks)
        throw new Error('Slidev was expected to say by manualChunks which module goes into which file of the site.')
      const groups = groupChunks(output.manualChunks)
      delete output.manualChunks
      return {
        // Slidev takes the Vue that can compile templates in the browser. All of ours are compiled by then.
        resolve: { alias: [{ find: /^vue$/, replacement: createRequire(import.meta.url).resolve('vue/dist/vue.runtime.esm-bundler.js') }] },
        build: {
          manifest: CHUNKS,
          rolldownOptions: {
            // Slidev's parser brings it along, for an editor that a site does not have; nothing of it is called.
            treeshake: { moduleSideEffects: [{ test: /\/node_modules\/yaml\//, sideEffects: false }] },
            output: { codeSplitting: { groups } },
          },
        },
        // A program's thread loads the kitchen only where it has to cook for itself.
        worker: { format: 'es' },
      }
    },
  }
  return [chunks, ...pwa]
}
