import { readonly, shallowRef } from 'vue'
import { openChannel } from './channel.ts'

/** Asked so often, a server that is gone is noticed within two seconds. */
const PING_EVERY_MS = 700
const LOST_MS = 1_500

const connected = shallowRef(true)

/** Whether the deck's server answers. A static deck has none to lose. */
export const isConnected = readonly(connected)

if (import.meta.hot && typeof window !== 'undefined') {
  const channel = openChannel()
  let heardAt = performance.now()
  let lookedAt = heardAt
  channel.onMessage((message) => {
    if (message.kind === 'ping') {
      heardAt = performance.now()
      connected.value = true
    }
  })
  import.meta.hot.on('vite:ws:disconnect', () => {
    connected.value = false
    heardAt = -Infinity
  })
  setInterval(() => {
    const now = performance.now()
    // A hidden window looks seldom, and then the answer is on its way.
    if (now - lookedAt < 2 * PING_EVERY_MS && now - heardAt > LOST_MS)
      connected.value = false
    lookedAt = now
    channel.say({ kind: 'ping' })
  }, PING_EVERY_MS)
}
