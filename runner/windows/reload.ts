import type { Update } from './store.ts'

/** What a window shows outlives a reload of it, and so a restart of the deck's server, which reloads all windows. */

const KEY = 'four-eggs:shared'

/** Browsers keep about five million characters a site; a run that printed endlessly is not kept. */
const MOST_CHARS = 500_000

/** A browser brings yesterday's windows back, and yesterday's rehearsal is none of today's talk. */
const KEPT_FOR_MS = 6 * 60 * 60 * 1000

interface Kept { at: number, updates: Update[] }

export function keepForReload(updates: Update[]): void {
  const small = updates.filter(update => JSON.stringify(update).length < MOST_CHARS)
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ at: Date.now(), updates: small } satisfies Kept))
  }
  catch {
    // No storage, or a full one: it begins empty then.
  }
}

export function takeFromBeforeReload(): Update[] {
  try {
    const { at, updates } = JSON.parse(sessionStorage.getItem(KEY) ?? '{"at":0,"updates":[]}') as Kept
    if (Date.now() - at > KEPT_FOR_MS)
      return []
    return updates.map(update => ({ ...update, ageMs: update.ageMs + Math.max(0, Date.now() - at) }))
  }
  catch {
    return []
  }
}
