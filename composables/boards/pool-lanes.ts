import type { MachineStep } from './states.ts'

export type Work = 'compute' | 'block' | 'await'

/** What the program of pools says of its threads, at one of its steps. */
export interface PoolState {
  seats: { name: string, tasks: { name: string, work: Work, state: 'sent' | 'busy' | 'awaiting' | 'ready' }[] }[]
  /** Tasks that wait for a seat, by place. */
  queues: Record<string, string[]>
  /** When the reactor did its small regular work since the last step: milliseconds before this one. */
  beats: number[]
  /** For how long nothing has been heard of the reactor, in milliseconds. */
  silent: number
}

/** A task on a thread, for a time in one state. `to` is the last moment that is known. */
export interface PoolBar {
  seat: string
  task: string
  work: Work
  state: 'sent' | 'busy' | 'awaiting' | 'ready'
  from: number
  to: number
}

/** What each thread was doing until the last of these steps, a bar for each task and state. */
export function toBars(steps: readonly MachineStep<PoolState>[]): PoolBar[] {
  const bars: PoolBar[] = []
  const open = new Map<string, PoolBar>()
  for (const { t, state } of steps) {
    const seen = new Set<string>()
    for (const { name: seat, tasks } of state.seats) {
      for (const { name: task, work, state } of tasks) {
        const key = `${seat} ${task}`
        seen.add(key)
        const before = open.get(key)
        if (before)
          before.to = t
        if (before?.state === state)
          continue
        const bar = { seat, task, work, state, from: t, to: t }
        open.set(key, bar)
        bars.push(bar)
      }
    }
    for (const [key, bar] of open) {
      if (!seen.has(key)) {
        bar.to = t
        open.delete(key)
      }
    }
  }
  return bars
}

/** When the reactor beat, as far as these steps tell. */
export function toBeats(steps: readonly MachineStep<PoolState>[]): number[] {
  return steps.flatMap(({ t, state }) => state.beats.map(ago => t - ago))
}
