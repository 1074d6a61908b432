import type { ManifestEntry } from './precache.ts'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** What a reader without a network does not miss. */
const NOT_KEPT = new Set(['404.html', 'robots.txt', 'social.png', 'run.png', 'service-worker.js'])

/** Builds the service worker into the finished site in `folder`; nothing in the folder may change after that. */
export async function buildServiceWorker(folder: string, eggMs: number): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __EGG_MS__: JSON.stringify(eggMs), __PRECACHE_MANIFEST__: JSON.stringify(manifestOf(folder)) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: fileURLToPath(new URL('service-worker.ts', import.meta.url)),
        formats: ['iife'],
        name: 'worker',
        fileName: () => 'service-worker.js',
      },
    },
  })
}

/** Each file that is kept, with the hash of its content. */
function manifestOf(folder: string): ManifestEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(url => !NOT_KEPT.has(url) && !url.startsWith('.'))
    .sort()
    .map(url => ({ url, sha256: createHash('sha256').update(readFileSync(join(folder, url))).digest('base64') }))
}
