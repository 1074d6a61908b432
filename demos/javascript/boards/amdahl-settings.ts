/** What the board of Amdahl's law sets before a run. */
export interface AmdahlSettings {
  /** How much of the work can be spread, in per cent, and over how many workers. */
  share: number
  workers: number
  /** How long all of it takes one worker, in milliseconds. */
  takes: number
}

export const settings: AmdahlSettings = { share: 90, workers: 4, takes: 500 }
