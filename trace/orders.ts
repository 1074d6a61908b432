import type { Level } from './levels.ts'

/** How a picture calls it: how many orders came to the kitchen, in each tenth of a second. */
export const ORDERS = 'orders'

const SLICE_MS = 100

/** Of what the kitchen says of an order: the first is that it has come. */
interface OfOrder { t: number, kind: string, task: string, id?: number }

/** Counts the orders of a run in which guests who were refused come back. */
export interface OrderCount {
  /** Takes in one more event of the kitchen, in any order; answers whether the count may be another now. */
  add: (event: OfOrder) => boolean
  /** Nothing where no guest has been refused and come back. */
  level: () => Level | undefined
}

export function createOrderCount(): OrderCount {
  const came = new Map<string, { task: string, t: number }>()
  const refused = new Set<string>()

  return {
    add({ t, kind, task, id }) {
      if (kind === 'refused')
        refused.add(task)
      const key = `${id} ${task}`
      const known = came.get(key)
      if (known && known.t <= t)
        return false
      came.set(key, { task, t: Math.max(0, t) })
      return refused.size > 0
    },
    level() {
      if (refused.size === 0)
        return undefined
      const orders = [...came.values()]
      const again = orders.filter(({ task }) => refused.has(task))
      return again.length > refused.size ? toLevel(orders.map(({ t }) => t)) : undefined
    },
  }
}

function toLevel(times: readonly number[]): Level {
  const counts = new Map<number, number>()
  for (const t of times) {
    const slice = Math.floor(t / SLICE_MS)
    counts.set(slice, (counts.get(slice) ?? 0) + 1)
  }
  const points: Level['points'] = []
  for (const [slice, height] of [...counts].sort(([a], [b]) => a - b)) {
    // Nothing came in between.
    if (points.length > 0 && points.at(-1)!.t === slice * SLICE_MS)
      points.pop()
    points.push({ t: slice * SLICE_MS, height }, { t: (slice + 1) * SLICE_MS, height: 0 })
  }
  return { name: ORDERS, points, highest: Math.max(...counts.values()) }
}
