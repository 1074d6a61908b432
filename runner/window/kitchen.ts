import type { FeedState } from '../worker/feed.ts'
import { createSharedComposable } from '@vueuse/core'
import { readonly, shallowRef } from 'vue'
import { openFeed } from '../worker/feed.ts'

/** How long an egg takes in a kitchen that has not said otherwise, in milliseconds. */
const DEFAULT_EGG_MS = 2000

/**
 * This window's line to the kitchen: one for all demos on all slides. `state` follows the live trace, so it says
 * whether the kitchen is there; it comes back by itself.
 */
export const useKitchen = createSharedComposable(() => {
  const url = __KITCHEN_URL__
  const feed = openFeed(url, { WebSocket })
  const state = shallowRef<FeedState>(feed.state)
  const eggMs = shallowRef(DEFAULT_EGG_MS)
  feed.onState((now) => {
    state.value = now
    if (now === 'open')
      void ask()
  })

  async function ask() {
    const health = await fetch(`${url}/health`, { cache: 'no-store' }).then(reply => reply.json()).catch(() => undefined)
    if (typeof health?.ms === 'number')
      eggMs.value = health.ms
  }

  return { url, feed, state: readonly(state), eggMs: readonly(eggMs) }
})
