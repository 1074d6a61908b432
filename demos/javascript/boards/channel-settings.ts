import { eggTime } from '../kitchen.ts'

/** What the channel's board sets by its sliders before a run. Times in milliseconds. */
export interface ChannelSettings {
  /** How many orders the channel holds. */
  capacity: number
  /** A producer has another order after so long. */
  every: number
  /** A consumer has an order done after so long. */
  takes: number
  producers: number
  consumers: number
  /** How many there are in all. */
  orders: number
}

export const settings: ChannelSettings = {
  capacity: 2,
  every: eggTime / 10,
  takes: eggTime / 2,
  producers: 1,
  consumers: 2,
  orders: 6,
}
