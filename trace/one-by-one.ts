import type { Picture } from './lanes.ts'
import { TOP_LEVEL } from './events.ts'
import { compare, startUpOf } from './words.ts'

/** A ghost that is longer would leave the run itself no room. */
const MOST_TIMES = 4.5

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
    if (outcome !== 'done' || (kitchenSpoke ? kitchen.length === 0 : task === TOP_LEVEL))
      continue
    const seen = kitchen.length > 0 ? kitchen : program
    const took = seen.filter(({ guest }) => guest !== 'queued').reduce((sum, { from, to }) => sum + to - from, 0)
    places.set(task, { from: at, to: at + took })
    at += took
  }
  return places
}

/** Several parts of a slide ask for the same one, and it may be of ten thousand eggs. */
const known = new WeakMap<Picture, ReturnType<typeof findGhost>>()

/**
 * The same eggs one by one, to be drawn behind a run: where they came out sooner than that, and not so much sooner that
 * nothing would be seen of the run beside it.
 */
export function ghostOf(picture: Picture): Map<string, { from: number, to: number }> | undefined {
  if (!known.has(picture))
    known.set(picture, findGhost(picture))
  return known.get(picture)
}

function findGhost(picture: Picture): Map<string, { from: number, to: number }> | undefined {
  if (!compare(picture)?.includes('times'))
    return undefined
  const places = oneByOne(picture)
  return [...places.values()].reduce((most, { to }) => Math.max(most, to), 0) <= MOST_TIMES * picture.to ? places : undefined
}
