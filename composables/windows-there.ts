import type { Presence } from '../runner/windows/presence.ts'
import { computed } from 'vue'
import { isPresenceKey, presenceKey, readPresence } from '../runner/windows/presence.ts'
import { entries, me } from '../runner/windows/shared.ts'

/** A window that is there, by the name under which it writes. */
export type Here = Presence & { name: string }

/**
 * The list is another one only when a window has come, gone or moved: every demo of the deck asks for it, and a run
 * changes the store with each of its events.
 */
const there = computed<Here[]>((last) => {
  const now = entries().flatMap(({ key, value }) => {
    const presence = isPresenceKey(key) ? readPresence(value) : undefined
    return presence ? [{ name: key.slice(presenceKey('').length), ...presence }] : []
  })
  return last && JSON.stringify(last) === JSON.stringify(now) ? last : now
})

/** Who has the deck open, this window among them. */
export function windowsThere(): readonly Here[] {
  return there.value
}

/** What the other windows of who gives the talk show. */
export function otherViews(): Presence['view'][] {
  return windowsThere().filter(({ name, isAudience }) => name !== me && !isAudience).map(({ view }) => view)
}
