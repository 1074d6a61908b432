import type { KitchenEvent } from './events.ts'

/**
 * An egg that belongs to no run: it was ordered from a terminal, say. Times in milliseconds on the kitchen's
 * clock.
 */
export interface WalkIn {
  id?: number
  task: string
  from: number
  /** Missing while it is in the pan. */
  to?: number
  fate?: 'end' | 'fail' | 'abort'
}

/**
 * The walk-ins as they are after one more event, in order of their arrival. What belongs to a run changes nothing, and
 * neither does the end of an egg of which nobody saw the start.
 */
export function takeWalkIn(walkIns: readonly WalkIn[], { kind, run, task, id, at }: KitchenEvent): readonly WalkIn[] {
  if (run !== undefined || kind === 'queued' || kind === 'refused' || kind === 'left')
    return walkIns
  if (kind === 'start')
    return [...walkIns, { id, task, from: at }]
  return walkIns.map(one => one.fate === undefined && one.task === task && one.id === id ? { ...one, to: at, fate: kind } : one)
}
