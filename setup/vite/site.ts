import type { Plugin } from 'vite'
import { createRequire } from 'node:module'

/** Which chunk holds what, for `sizes.ts`; it is not part of the site. */
export const CHUNKS = '.vite/manifest.json'

/** The chunk with Slidev's view of one slide, and all that surrounds it. */
export const VIEW = 'view'

/** Which chunk Slidev puts a module into. */
type NameChunk = (id: string, context: unknown) => string | undefined

/**
 * The marks of languages are wanted where a language is shown, and Slidev's own icons, which it puts into one file, at
 * once.
 */
function isMark(id: string): boolean {
  return id.startsWith('~icons/simple-icons/')
}

/** What slides and text both want: in the view of a slide, it would bring all of that along to a reader of the text. */
const BOTH = /\/composables\/(?:keys\/|use(?:InView|Kept|Shared|Update)\.ts)|\/components\/UpdateNotice\.vue|virtual:front/

/**
 * Puts into one piece what is always wanted together, with all that it imports: the deck, its view of a slide, a demo.
 * They would be dozens of small files, and to ask for one takes longer than what is in it.
 */
function groupChunks(bySlidev: NameChunk) {
  return [
    { debugName: 'slidev', name: (id: string, context: unknown) => isMark(id) ? null : bySlidev(id, context) ?? null },
    { name: 'deck', tags: ['$initial' as const] },
    { name: 'both', test: BOTH },
    { name: VIEW, test: /\/pages\/play\.vue/ },
    { name: 'demo', test: /\/(?:components\/LiveDemo|layouts\/demo)\.vue/ },
  ]
}

/**
 * Groups the modules of a static build into few files. Its service worker is built afterwards:
 * `site/build-service-worker.ts`.
 */
export function sitePlugin(): Plugin {
  return {
    name: 'four-eggs:site',
    enforce: 'post',
    // The first styles stand at the end of the page, below the text that is there before the deck: `site/main.ts`. What
    // is loaded later comes after them, as its rules expect.
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler(code) {
        const [helper, times] = [code.replaceAll('document.head.appendChild(', 'document.body.appendChild('), code.split('head.appendChild').length - 1]
        if (times !== 1)
          this.error(`Vite’s preload helper was expected to put what it loads into the head, once; it does ${times} times.`)
        return { code: helper, map: null }
      },
    },
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
            // Hosts that run Jekyll leave out files whose names begin with an underscore.
            // Slidev's parser brings it along, for an editor that a site does not have; nothing of it is called.
            treeshake: { moduleSideEffects: [{ test: /\/node_modules\/yaml\//, sideEffects: false }] },
            output: { codeSplitting: { groups }, chunkFileNames: ({ name }) => `assets/${name.replace(/^_+/, '')}-[hash].js` },
          },
        },
        // A program's thread loads the kitchen only where it has to cook for itself.
        worker: { format: 'es' },
      }
    },
  }
}
