import type { KitchenEvent } from '../trace/events.ts'
import { parseEvents } from '../trace/ndjson.ts'
import { ask } from './deck.ts'

/** What the kitchen says about itself. */
export interface Health {
  /** Eggs in the pan just now. */
  pan: number
  /** Eggs that came out, since it opened. */
  served: number
}

/** What became of one egg at the kitchen. Milliseconds since the first egg of its run began. */
export interface FriedEgg {
  task: string
  from: number
  to: number
  end: 'end' | 'fail' | 'abort'
}

/** How the kitchen is. */
export async function askHealth(kitchenUrl: string): Promise<Health> {
  const health = await ask<Health>(`${kitchenUrl}/health`)
  if (!health)
    throw new Error(`The kitchen at ${kitchenUrl} does not answer.`)
  return health
}

/** What the kitchen itself saw of a run, in order of the starts; eggs still in the pan are left out. */
export async function askTrace(kitchenUrl: string, run: string): Promise<FriedEgg[]> {
  const reply = await fetch(`${kitchenUrl}/run/${run}/trace`)
  if (!reply.ok)
    throw new Error(`The kitchen knows nothing of the run ${run}: ${await reply.text()}`)
  return readTrace(await reply.text())
}

/** What became of each egg, from a trace of one run. */
export function readTrace(trace: string): FriedEgg[] {
  const events = parseEvents(trace) as KitchenEvent[]
  const first = Math.min(...events.map(event => event.at))
  return events
    .filter(event => event.kind === 'start')
    .flatMap((start) => {
      const end = events.find(event => event.id === start.id && event.kind !== 'start')
      return end ? [{ task: start.task, from: start.at - first, to: end.at - first, end: end.kind as FriedEgg['end'] }] : []
    })
    .sort((a, b) => a.from - b.from)
}

/** How many of these were in the pan together at the busiest moment. */
export function countTogether(eggs: readonly FriedEgg[]): number {
  return Math.max(0, ...eggs.map(({ from }) => eggs.filter(other => other.from <= from && from < other.to).length))
}
