import type { Socket } from 'node:net'
import type { UpgradeVerdict } from './judge.ts'

/** A full hall, with two WebSockets a window. The speaker's are not counted. */
export const MOST_OF_AUDIENCE = 2_000

/** Counts the WebSockets of the audience, so that a phone that opens them without end has an end. */
export function createPlaces(most = MOST_OF_AUDIENCE) {
  let taken = 0
  return {
    /** Nothing where there is room; otherwise the refusal. */
    take(socket: Socket): UpgradeVerdict & { kind: 'refuse' } | undefined {
      if (taken >= most) {
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
      taken++
      socket.once('close', () => taken--)
      return undefined
    },
  }
}
