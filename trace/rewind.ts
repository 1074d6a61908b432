import type { Logged, RunEvent } from './events.ts'
import type { GrowingPicture, Picture } from './lanes.ts'
import { createPicture } from './lanes.ts'

/** A run that is over, as it looked at any moment of it. Made from its events alone: nothing runs again. */
export interface Rewind {
  /** When something happened, in milliseconds since the run began: ascending, from 0 to the end. */
  moments: readonly number[]
  /** The picture as of a moment. At the end it is the picture of the finished run. */
  at: (t: number) => Picture
  /** What had been printed by then. */
  printed: (t: number) => Logged[]
  /** The first moment after this one at which something happens; the end, when nothing does. */
  next: (t: number) => number
  /** The last moment before this one; the beginning, when there is none. */
  previous: (t: number) => number
}

/** What happens closer together than this is one step: nobody could tell the two apart. */
const SAME_MS = 4

export function createRewind(events: readonly RunEvent[]): Rewind {
  const inOrder = events.filter(event => Number.isFinite(event.t)).toSorted((a, b) => a.t - b.t)
  const end = Math.max(0, inOrder.at(-1)?.t ?? 0)
  const moments = toMoments(inOrder, end)

  let growing: GrowingPicture = createPicture()
  let taken = 0

  function at(t: number): Picture {
    // Forward it only grows; backward it grows anew.
    if (taken > 0 && inOrder[taken - 1]!.t > t) {
      growing = createPicture()
      taken = 0
    }
    while (taken < inOrder.length && inOrder[taken]!.t <= t)
      growing.add(inOrder[taken++]!)
    return growing.at(Math.max(0, t))
  }

  return {
    moments,
    at,
    printed: t => inOrder.filter(event => event.kind === 'log' && event.t <= t) as Logged[],
    next: t => moments.find(moment => moment > t) ?? end,
    previous: t => moments.findLast(moment => moment < t) ?? 0,
  }
}

function toMoments(inOrder: readonly RunEvent[], end: number): number[] {
  const moments = [0]
  let since = -Infinity
  for (const { t, kind } of inOrder) {
    // The system tells of threads all the time, and a person sets the clock: neither is a moment of the program's.
    if (t <= 0 || kind === 'thread' || kind === 'clock')
      continue
    if (t - since < SAME_MS) {
      // The last of those that happen together: all of them have happened then.
      moments[moments.length - 1] = t
    }
    else {
      moments.push(t)
      since = t
    }
  }
  if (moments.at(-1)! < end)
    moments.push(end)
  return moments
}
