import type { Duplex } from 'node:stream'
import type { UpgradeVerdict } from './judge.ts'
import { findPlace } from '../../egg-server/give-way.ts'

/** A full hall, with two WebSockets a window. The speaker's are not counted. */
export const MOST_OF_AUDIENCE = 2_000

/** Counts the WebSockets of the audience. A phone that opens them without end gives one up for the next that comes. */
export function createPlaces(most = MOST_OF_AUDIENCE) {
  const taken = new Set<{ socket: Duplex, of: string }>()
  return {
    /** Nothing where there is room for one from there; otherwise the refusal. */
    take(socket: Duplex, from: string): UpgradeVerdict & { kind: 'refuse' } | undefined {
      const place = findPlace(taken, most, from)
      if (!place) {
        return {
          kind: 'refuse',
          problem: {
            status: 503,
            title: 'Full house',
            detail: `${most} WebSockets of the audience are open already. Close a window, and try again.`,
            headers: { 'Retry-After': '5' },
          },
        }
      }
      if (typeof place === 'object') {
        taken.delete(place)
        place.socket.destroy()
      }
      const mine = { socket, of: from }
      taken.add(mine)
      socket.once('close', () => taken.delete(mine))
      return undefined
    },
  }
}
