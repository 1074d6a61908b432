import type { Demo } from '../demos/catalogue/demo.ts'
import type { FriedEgg } from '../tools/kitchen.ts'
import type { ShownRow } from '../tools/pages.ts'
import { expect } from 'vitest'
import { countTogether } from '../tools/kitchen.ts'

/** How far apart two clocks and two decimals may put the same moment. */
const TOLERANCE_MS = 60

/**
 * How much later than the kitchen a program on a busy machine may hear of its egg, in eggs: less than another would
 * take.
 */
const LATE = 0.9

/** At the kitchen, as many eggs shared the pan as the catalogue says. */
export function expectOverlap(fried: FriedEgg[], { overlap, eggs }: Demo['expect']): void {
  const together = countTogether(fried)
  if (overlap === 'none')
    expect(together).toBe(1)
  else if (overlap === 'all')
    expect(together).toBe(eggs.length)
  else
    expect(together).toBeGreaterThan(1)
}

/** The table tells the same story as the kitchen: the same eggs, in the same order, each at about the same time. */
export function expectTimeline(rows: ShownRow[], fried: FriedEgg[], eggMs: number): void {
  const lateMs = LATE * eggMs
  // Eggs that were asked for together may reach the kitchen in another order.
  const rowOf = new Map(rows.map(row => [row.task, row]))
  // The table counts from the start of the run; the kitchen, from its first egg.
  const first = Math.min(...fried.map(({ task }) => Number(rowOf.get(task)?.started) * 1000))
  for (const { task, from, to, end } of fried) {
    const row = rowOf.get(task)
    expect(row, `a row for ${task}`).toBeDefined()
    expect(Math.abs(Number(row!.started) * 1000 - first - from), `start of ${task}`).toBeLessThan(lateMs)
    // Nobody has an egg before it is done.
    const late = Number(row!.ended) * 1000 - first - to
    expect(late, `end of ${task}`).toBeGreaterThan(-TOLERANCE_MS)
    expect(late, `end of ${task}`).toBeLessThan(lateMs)
    expect(row!.outcome).toBe({ end: 'done', fail: 'failed', abort: 'called off' }[end])
  }
  const inOrder = fried.flatMap((egg, i) =>
    fried
      .slice(i + 1)
      .filter(later => later.from >= egg.to)
      .map(later => [egg.task, later.task] as const),
  )
  for (const [earlier, later] of inOrder)
    expect(Number(rowOf.get(later)!.started), `${later} after ${earlier}`).toBeGreaterThanOrEqual(Number(rowOf.get(earlier)!.ended))
}
