import type { ChannelSettings } from '../../demos/javascript/boards/channel-settings.ts'
import type { MachineStep } from './states.ts'

/** What the channel's program says of one of its two lines. */
export interface LineState {
  /** Orders in each of its channels. */
  held: number[]
  /** Producers that want to send and cannot. */
  blocked: number
  /** What each consumer has in the pan. */
  frying: (string | null | undefined)[]
  done: number[]
}

export interface ChannelState {
  /** What it was set to. */
  settings: ChannelSettings
  queue: LineState
  broadcast: LineState
}

/** From this moment on it held so many, in its fullest channel. */
export interface Height { t: number, held: number }

/** How high a line's queue was over time: only where it changed. */
export function toHeights(steps: readonly MachineStep<ChannelState>[], line: 'queue' | 'broadcast'): Height[] {
  const heights: Height[] = []
  for (const { t, state } of steps) {
    const held = Math.max(0, ...state[line].held)
    if (heights.at(-1)?.held !== held)
      heights.push({ t, held })
  }
  return heights
}
