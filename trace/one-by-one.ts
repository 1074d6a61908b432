import type { Picture } from './lanes'
import { startUpOf } from './words.ts'

/**
 * Where each egg would stand if the same eggs had been fried one after another, in the order in which they were asked
 * for, from when the program had started up: each takes as long as it took at the kitchen. Milliseconds since the run
 * began; only eggs that came out count.
 */
export function oneByOne(picture: Picture): Map<string, { from: number, to: number }> {
  const places = new Map<string, { from: number, to: number }>()
  /** The kitchen knows which tasks are eggs; where it has said nothing, all but the program itself are. */
  const kitchenSpoke = picture.lanes.some(({ kitchen }) => kitchen.length > 0)
  let at = startUpOf(picture)
  for (const { task, kitchen, program, outcome } of picture.lanes) {
    if (outcome !== 'done' || (kitchenSpoke ? kitchen.length === 0 : task === 'main'))
      continue
    const seen = kitchen.length > 0 ? kitchen : program
    const took = seen.reduce((sum, { from, to }) => sum + to - from, 0)
    places.set(task, { from: at, to: at + took })
    at += took
  }
  return places
}
