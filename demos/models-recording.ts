import type { Machine } from '../trace/events.ts'

/** Where the results lie, from the project's root. The slide draws its chart from this file. */
export const RECORDING = 'demos/recordings/models.json'

/** What a run of one model with one number of eggs cost. */
export interface Cost {
  /** From before the first egg was asked for until the last one was there, in milliseconds, by the program's clock. */
  ms: number
  failed: number
  /** The most memory that was resident at any time, in KiB. Only Linux says. */
  peakKiB?: number
  /** Processor time, all cores together, from the process's start. Only Linux says. */
  cpuSeconds?: number
}

/** What the kitchen saw of one run. */
export interface AtTheStove {
  /** From the first egg's arrival to the last one's, in milliseconds: the client, or the way, took this long. */
  arrivalsMs: number
  /** How much longer than asked for the slowest egg was in the pan, in milliseconds: the kitchen was this late. */
  latestMs: number
  /**
   * The most eggs that were in the pan at one moment. Fewer than were asked for: the first were out before the last
   * came.
   */
  together: number
}

/** One model with one number of eggs. */
export interface Row extends Partial<Cost>, Partial<AtTheStove> {
  model: string
  language: string
  /** What one egg costs: a thread of the operating system, or something lighter. */
  unit: 'thread' | 'task'
  eggs: number
  failed: number
  /** Wall time over an egg's time: 1 is perfect. */
  overEgg?: number
  /** Why there is no result. */
  text?: string
}

/** All of them, as they were measured one day on one machine. */
export interface ModelsRecording {
  /** ISO 8601. */
  recordedAt: string
  eggMs: number
  machine: Machine & { memoryMiB: number }
  /** What ran them, by language and version. */
  toolchain: Record<string, string>
  rows: Row[]
}
