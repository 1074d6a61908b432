import type { FeedState } from '../run/kitchen-feed.ts'
import { createSharedComposable } from '@vueuse/core'
import { computed, readonly, shallowRef } from 'vue'
import { kitchenOf } from '../../egg-server/in-tab/protocol.ts'
import { isOnPaper } from '../code/on-paper.ts'
import { openFeed } from '../run/kitchen-feed.ts'
import { createHostAliases } from './host-aliases.ts'
import { kitchenHost, siteUrl } from './service-worker-host.ts'
import { openTabFeed } from './tab-feed.ts'

/** An alias that is there answers at once. */
const ALIAS_MS = 2_000

/**
 * This window's line to the kitchen: one for all demos on all slides. `state` follows the live trace, so it says
 * whether the kitchen is there; it comes back by itself.
 *
 * A deck that `npm start` serves has a kitchen on a port of this machine. A static build has none, and takes no notice
 * of one that may be there: a page on the public web may not call localhost. Its kitchen is in the browser.
 */
export const useKitchen = createSharedComposable(() => {
  const isInTab = __KITCHEN_URL__ === null
  // On another machine, behind a proxy or a mapped port, the deck's own origin is all that a page can reach.
  const url = isInTab ? kitchenOf(siteUrl()) : isWhereDeckIs(location) ? __KITCHEN_URL__! : `${location.origin}/kitchen`
  const feed = isInTab ? openTabFeed(url) : openFeed(url, { WebSocket })
  /** Nothing limits what goes to a kitchen in the browser. */
  const aliases = isInTab ? undefined : createHostAliases(url, answers)
  const state = shallowRef<FeedState>(feed.state)
  const eggMs = shallowRef(__EGG_MS__)
  feed.onState((now) => {
    // Looking again is no news.
    if (now === 'connecting' && state.value === 'closed')
      return
    state.value = now
    if (now === 'open' && !isInTab)
      void ask()
  })

  async function ask() {
    const health = await fetch(`${url}/health`, { cache: 'no-store' }).then(reply => reply.json()).catch(() => undefined)
    if (typeof health?.ms === 'number')
      eggMs.value = health.ms
  }

  /** Which kitchen it is, in a few words. */
  const place = computed(() => {
    if (!isInTab)
      // The one that an export opens for itself is at another port each time.
      return isOnPaper ? 'kitchen on this machine' : `kitchen on ${url.replace(/^https?:\/\//, '')}`
    return kitchenHost.value === 'service-worker' ? 'kitchen in this tab' : 'kitchen in this tab, in the page itself'
  })

  /**
   * In the browser only a service worker that serves this page can be asked; a page that was loaded around it has none.
   */
  const remembers = () => !isInTab || (kitchenHost.value === 'service-worker' && navigator.serviceWorker.controller !== null)

  return { url, isInTab, feed, aliases, remembers, place, state: readonly(state), eggMs: readonly(eggMs) }
})

/** A kitchen lets the deck's own page in under these names, and no other page (egg-server/guard.ts). */
function isWhereDeckIs({ hostname, port }: Location): boolean {
  return /^(?:(?:[\w-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/.test(hostname) && (__DECK_PORT__ === null || port === __DECK_PORT__)
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`, { cache: 'no-store', signal: AbortSignal.timeout(ALIAS_MS) })
    .then(async reply => reply.ok && typeof (await reply.json())?.ms === 'number')
    .catch(() => false)
}
