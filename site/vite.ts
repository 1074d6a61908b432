import type { Plugin } from 'vite'
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
  background_color: '#f6f0e4',
  theme_color: '#f6f0e4',
  icons: [
    { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
  ],
} as const

/** What nobody misses who has no network. */
const NOT_KEPT = ['404.html', '_redirects', 'robots.txt', 'social.png', 'run.png']

/**
 * Makes a static build installable, with one service worker that keeps its files and cooks its eggs. `npm start` has
 * none: there the kitchen is a process of its own, and every file is as it is on disk.
 */
export function offlinePlugin(): Plugin[] {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'offline',
    filename: 'service-worker.ts',
    // The page registers it, and says so when there is another: see runner/window/cook.ts.
    injectRegister: false,
    base: './',
    scope: './',
    manifest: { ...MANIFEST, icons: [...MANIFEST.icons] },
    includeManifestIcons: false,
    injectManifest: {
      globPatterns: ['**/*'],
      globIgnores: NOT_KEPT,
      // Vite puts the content's hash into these names.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
    },
  })
}
