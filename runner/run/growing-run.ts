import type { RunEvent, RunFinished } from '../../trace/events.ts'

/** The one place where a run grows: its events as they come in, from wherever that is. */
export interface GrowingRun {
  readonly events: readonly RunEvent[]
  /** Calls back with every event from now on; answers what ends that. */
  subscribe: (listener: (event: RunEvent) => void) => () => void
  /** The last event. */
  finished: Promise<RunFinished>
  /** Takes in the next event. After the last one nothing is taken in. */
  add: (event: RunEvent) => void
}

export function createGrowingRun(): GrowingRun {
  const events: RunEvent[] = []
  const listeners = new Set<(event: RunEvent) => void>()
  let finish: (event: RunFinished) => void
  const finished = new Promise<RunFinished>(resolve => finish = resolve)
  return {
    events,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    finished,
    add(event) {
      if (events.at(-1)?.kind === 'finish')
        return
      events.push(event)
      listeners.forEach(listener => listener(event))
      if (event.kind === 'finish')
        finish(event)
    },
  }
}
