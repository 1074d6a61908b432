import { eggTime } from '../kitchen.ts'

/** What is done to a task of both trees. */
export interface Press {
  does: 'burn' | 'cancel'
  task: string
}

/** What the board of scopes sets before a run. Times in milliseconds. */
export interface ScopeSettings {
  /** How long an egg fries when it is left alone. */
  takes: number
  /** What is done by itself, where no player sits at the board. */
  first: (Press & { after: number })[]
}

export const settings: ScopeSettings = {
  takes: eggTime,
  first: [{ after: eggTime / 2, does: 'burn', task: 'B' }],
}
