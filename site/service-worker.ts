import type { TabQuestion } from '../egg-server/in-tab/protocol.ts'
import type { ManifestEntry } from './precache.ts'
import { kitchenOf } from '../egg-server/in-tab/protocol.ts'
import { openCook } from '../egg-server/in-tab/service-worker.ts'
import { createPrecache } from './precache.ts'

/**
 * The one service worker of a static site: it answers for the kitchen, and keeps the site's files for when there is no
 * network.
 */

declare const self: ServiceWorkerGlobalScope
/** All files of the site that are kept: put in by the build. */
declare const __PRECACHE_MANIFEST__: ManifestEntry[]

const site = self.registration.scope
const cook = openCook(kitchenOf(site), { ms: __EGG_MS__ })
const files = createPrecache(site, __PRECACHE_MANIFEST__, caches)
self.addEventListener('install', event => event.waitUntil(files.install()))

self.addEventListener('activate', event => event.waitUntil(Promise.all([files.cleanup(), self.clients.claim()])))

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (cook.serve(event) || request.method !== 'GET' || !files.has(request))
    return
  event.respondWith(files.match(request).then(kept => kept ?? fetch(request)))
})

self.addEventListener('message', (event) => {
  switch ((event.data as TabQuestion).kind) {
    case 'time':
      return event.ports[0]?.postMessage(cook.time())
    case 'claim':
      return event.waitUntil(self.clients.claim())
    case 'take-over':
      return event.waitUntil(self.skipWaiting())
  }
})
