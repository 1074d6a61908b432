import type { TabQuestion } from '../egg-server/in-tab/protocol.ts'
import type { Supply } from './pantry.ts'
import { kitchenOf } from '../egg-server/in-tab/protocol.ts'
import { openCook } from '../egg-server/in-tab/service-worker.ts'
import { createPantry } from './pantry.ts'

/** The one service worker of a static site: it cooks, and it keeps the site's files for when there is no network. */

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Supply[] }

const site = self.registration.scope
const cook = openCook(kitchenOf(site), { ms: __EGG_MS__ })
const pantry = createPantry(site, self.__WB_MANIFEST, caches)

self.addEventListener('install', event => event.waitUntil(pantry.stock()))

self.addEventListener('activate', event => event.waitUntil(Promise.all([pantry.tidy(), self.clients.claim()])))

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (cook.serve(event) || request.method !== 'GET' || !pantry.has(request))
    return
  event.respondWith(pantry.find(request).then(kept => kept ?? fetch(request)))
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
