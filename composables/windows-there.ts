import type { Presence } from '../runner/windows/presence.ts'
import { isPresenceKey, presenceKey, readPresence } from '../runner/windows/presence.ts'
import { entries, me } from '../runner/windows/shared.ts'

/** A window that is there, by the name under which it writes. */
export type Here = Presence & { name: string }

/** Who has the deck open, this window among them. */
export function windowsThere(): Here[] {
  return entries().flatMap(({ key, value }) => {
    const presence = isPresenceKey(key) ? readPresence(value) : undefined
    return presence ? [{ name: key.slice(presenceKey('').length), ...presence }] : []
  })
}

/** What the other windows of who gives the talk show. */
export function otherViews(): Presence['view'][] {
  return windowsThere().filter(({ name, isAudience }) => name !== me && !isAudience).map(({ view }) => view)
}
