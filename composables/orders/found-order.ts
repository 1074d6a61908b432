import type { Run } from '../../runner/run/start-run.ts'

/** One order in which a demo’s answers may come, as it was found. */
export interface FoundOrder {
  /** From 1 on. */
  number: number
  /** Who took each turn. */
  names: string[]
  /** Why it is red: a sentence a reason. */
  red: string[]
  /** The run in that order, which is over. */
  toRun: () => Promise<Run>
}
