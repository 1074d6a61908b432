import type { RunEvent } from '../trace/events.ts'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseRecording, RECORDINGS } from '../runner/replay/recording.ts'
import { findDemo } from './catalogue.ts'

/** What guests waited at a rate that rises, by what the kitchen saw: the shape of the curve, and what refusing does. */

/** A fork may have neither of the two programs. */
const areHere = ['rate-all-wait', 'rate-refuse'].every(slug => findDemo(slug))

/** How many come in each round: half of what the pans can fry, three quarters, all, one and a half, two times. */
const ROUNDS = [12, 18, 24, 36, 48]

/** Of each round, the waits of those who ate, in order; in milliseconds. */
function roundsOf(slug: string): number[][] {
  const came = new Map<string, number>()
  const waits = new Map<string, number>()
  for (const event of parseRecording(readFileSync(new URL(`../${RECORDINGS}/${slug}.ndjson`, import.meta.url), 'utf8')).filter(isOfKitchen)) {
    came.set(event.task, Math.min(event.t, came.get(event.task) ?? Infinity))
    if (event.kind === 'end')
      waits.set(event.task, event.t - came.get(event.task)!)
  }
  let last = 0
  return ROUNDS.map((count) => {
    const guests = Array.from({ length: count }, () => `G${++last}`)
    return guests.flatMap(guest => waits.get(guest) ?? []).sort((a, b) => a - b)
  })
}

function isOfKitchen(event: RunEvent): event is Extract<RunEvent, { task: string }> {
  return event.witness === 'kitchen' && 'task' in event
}

const slowest = (waits: number[]) => waits.at(-1)!
const middle = (waits: number[]) => waits[Math.ceil(waits.length / 2) - 1]!

it.skipIf(!areHere)('turns up near full, the slowest first', () => {
  const rounds = roundsOf('rate-all-wait')
  expect(rounds.map(waits => waits.length)).toEqual(ROUNDS)
  const egg = rounds[0]![0]!
  expect(slowest(rounds[0]!)).toBeLessThan(1.9 * egg)
  expect(slowest(rounds[3]!)).toBeGreaterThan(2.2 * egg)
  expect(slowest(rounds[4]!)).toBeGreaterThan(3.5 * egg)
  expect(middle(rounds[4]!)).toBeGreaterThan(2 * egg)
})

it.skipIf(!areHere)('has fewer wait long, and more eat in time, where some are refused', () => {
  const [all, some] = ['rate-all-wait', 'rate-refuse'].map(roundsOf) as [number[][], number[][]]
  const egg = all[0]![0]!
  const inTime = (rounds: number[][]) => rounds.flat().filter(wait => wait <= 2 * egg).length
  expect(slowest(some[4]!)).toBeLessThan(2.2 * egg)
  expect(slowest(some[4]!)).toBeLessThan(0.6 * slowest(all[4]!))
  expect(inTime(some)).toBeGreaterThan(inTime(all))
})
