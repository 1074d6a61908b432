import { eggTime } from '../kitchen.ts'

/** When a guest orders again who has waited in vain; `budget`: at once, but one order in ten at most is a repeat. */
export type Retry = 'never' | 'at once' | 'by chance' | 'budget'

/** What can be turned while the rush is on. Times in milliseconds. */
export interface Knobs {
  /** Guests that arrive in a minute. */
  rate: number
  /** How many orders are at the kitchen at a time. */
  atOnce: number
  /** How many orders may wait for that; the next one is turned away. `null`: any number. */
  queue: number | null
  /** After how long a guest gives up an order. */
  patience: number
  retry: Retry
  /** Whether an order that is not wanted any more is called off. */
  cancel: boolean
  /** Whether an egg that is late is ordered once more, where a pan is free. */
  hedge: boolean
}

export interface RushSettings {
  knobs: Knobs
  /** How many times as long as usual everything takes: a kitchen may be slower or faster. */
  scale: number
  /** How long guests arrive. */
  open: number
  /** What is turned by itself, where no player stands at the board. */
  plan: { after: number, turn: Partial<Knobs> }[]
}

/** The time for which the talk's kitchen fries an egg when nothing else is said. */
const USUAL_MS = 2000

export const settings: RushSettings = {
  knobs: { rate: 500, atOnce: 3, queue: null, patience: 2000, retry: 'at once', cancel: false, hedge: false },
  scale: eggTime / USUAL_MS,
  open: 27_000,
  plan: [
    { after: 6000, turn: { atOnce: 6 } },
    { after: 10_000, turn: { cancel: true, retry: 'budget' } },
    { after: 13_000, turn: { hedge: true, queue: 8 } },
  ],
}
