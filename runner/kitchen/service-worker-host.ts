import type { TabQuestion } from '../../egg-server/in-tab/protocol.ts'
import { readonly, shallowRef } from 'vue'

/**
 * The site's service worker, as its pages see it: it runs the kitchen in this browser, and keeps the files.
 *
 * Until there is one (a first visit's first seconds), or where there can be none (a private window of some browsers, an
 * address that is neither `https:` nor this machine), each program's thread runs a kitchen of its own.
 */
export type KitchenHost = 'service-worker' | 'page'

/** Where the build puts it, beside `index.html`. */
const FILE = 'service-worker.js'

/** How often an open page asks whether there is a newer version of the site. */
const LOOK_EVERY_MS = 60 * 60 * 1000

/** An answer takes a few milliseconds, and a tenth of a second where the worker has to be woken. */
const PATIENCE_MS = 2_000

/** A page that still has something to do after this shares the line with its service worker. */
const BUSY_MS = 2_000

const host = shallowRef<KitchenHost>('page')
/** A newer version of the site that is complete and waits until it may take over. */
const waiting = shallowRef<ServiceWorker>()
let registration: ServiceWorkerRegistration | undefined
let isTakingOver = false

/** The folder the site is in. A page is always its `index.html`: slides are in the hash. */
export const siteUrl = (): string => new URL('.', document.baseURI).href

/**
 * Registers the service worker of a static build. Call it once. On a first visit it fetches all of the site, to keep
 * it, and so it does not begin before the page is `shown` and has what it needs itself.
 */
export async function registerServiceWorker(shown: Promise<unknown>): Promise<void> {
  const serviceWorker = workersOfSite()
  if (!serviceWorker)
    return
  // A page that had a worker before has a new one now: what it loads from now on is of another version.
  let hadOne = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne && isTakingOver)
      location.reload()
    hadOne = true
    follow()
  })
  try {
    if (!(await serviceWorker.getRegistration(siteUrl()))?.active) {
      await shown
      await rest()
    }
    registration = await serviceWorker.register(new URL(FILE, siteUrl()), { scope: siteUrl(), updateViaCache: 'none' })
  }
  catch (error) {
    console.info('This site works, but not without a network: its service worker could not be registered.', error)
    return
  }
  follow()
  registration.addEventListener('updatefound', () => {
    registration!.installing?.addEventListener('statechange', follow)
    follow()
  })
  setInterval(() => void registration!.update().catch(() => {}), LOOK_EVERY_MS)
}

/** None where a browser has none, and none in a frame that may keep nothing: there the very question throws. */
function workersOfSite(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker
  }
  catch {
    return undefined
  }
}

/** Settles when the page has all that it asked for, fonts included, and nothing to do. */
async function rest(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise(resolve => addEventListener('load', resolve, { once: true }))
  await document.fonts.ready
  await new Promise<unknown>(resolve =>
    'requestIdleCallback' in window ? requestIdleCallback(resolve, { timeout: BUSY_MS }) : setTimeout(resolve, BUSY_MS),
  )
}

/** Looks who is there. */
function follow() {
  const { active, waiting: next } = registration ?? {}
  waiting.value = active && next ? next : undefined
  if (active?.state === 'activating')
    active.addEventListener('statechange', follow, { once: true })
  host.value = active?.state === 'activated' ? 'service-worker' : 'page'
  // A page that was reloaded past its caches has no service worker until one claims it.
  if (host.value === 'service-worker' && !navigator.serviceWorker.controller)
    tell(active!, { kind: 'claim' })
}

function tell(worker: ServiceWorker, question: TabQuestion, ports: Transferable[] = []) {
  worker.postMessage(question, ports)
}

/** Asks the service worker something; nothing when there is none, or it does not answer. */
export function askServiceWorker<T>(question: TabQuestion): Promise<T | undefined> {
  const { active } = registration ?? {}
  if (!active)
    return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    let timer: ReturnType<typeof setTimeout>
    const settle = (answer?: T) => {
      clearTimeout(timer)
      port1.close()
      resolve(answer)
    }
    timer = setTimeout(settle, PATIENCE_MS)
    port1.onmessage = ({ data }) => settle(data as T)
    tell(active, question, [port2])
  })
}

/** Where the kitchen of this browser runs. */
export const kitchenHost = readonly(host)

/** Whether there is a newer version of the site, and how to get it. */
export function useUpdate() {
  return {
    isReady: readonly(waiting),
    /** Ends all programs of this site, in every window of it, and reloads this one. */
    takeOver() {
      isTakingOver = true
      if (waiting.value)
        tell(waiting.value, { kind: 'take-over' })
    },
  }
}
