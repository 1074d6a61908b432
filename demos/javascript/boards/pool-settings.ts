import { eggTime } from '../kitchen.ts'

export type Place = 'reactor' | 'blocking' | 'compute'
export type Work = 'compute' | 'block' | 'await'

/** A task is dropped into a place. */
export interface Drop {
  work: Work
  into: Place
}

/** What the board of pools sets before a run. Times in milliseconds. */
export interface PoolSettings {
  /** How long a task takes by itself. */
  takes: number
  /** How long the place stays open; at least until all is done. */
  open: number
  /** What is dropped by itself, where no player sits at the board. */
  first: (Drop & { after: number })[]
}

export const settings: PoolSettings = {
  takes: eggTime,
  open: 0,
  first: [
    { after: 0, work: 'await', into: 'reactor' },
    { after: 0, work: 'block', into: 'blocking' },
    { after: 0, work: 'compute', into: 'compute' },
    { after: eggTime / 2, work: 'compute', into: 'reactor' },
  ],
}
