import type { RunEvent } from '../../trace/events.ts'
import type { Run } from '../run/start-run.ts'
import { createGrowingRun } from '../run/growing-run.ts'
import { createRunId } from '../run/start-run.ts'

export interface ReplayOptions {
  /** Milliseconds on any monotonic clock. */
  now?: () => number
}

/**
 * Plays a recorded run again, each event when it came. It is the old run with its date and its toolchain, and says so:
 * its engine is `replay`.
 */
export function startReplay(recording: readonly RunEvent[], { now = () => performance.now() }: ReplayOptions = {}): Run {
  const id = createRunId()
  const began = now()
  const growing = createGrowingRun()
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function play() {
    const t = now() - began
    while (next < recording.length && recording[next]!.t <= t) {
      const event = recording[next++]!
      growing.add({
        ...event,
        ...(event.kind === 'run' && { engine: 'replay' as const, ran: event.engine === 'replay' ? event.ran : event.engine }),
        run: id,
      })
    }
    // A hidden tab's timers are late, and then several events come at once; their times are the recorded ones.
    if (next < recording.length)
      timer = setTimeout(play, recording[next]!.t - t)
  }

  play()

  return {
    id,
    events: growing.events,
    subscribe: growing.subscribe,
    finished: growing.finished,
    elapsed: () => now() - began,
    async stop() {
      clearTimeout(timer)
      const t = Math.max(growing.events.at(-1)?.t ?? 0, now() - began)
      growing.add({ t, kind: 'finish', witness: 'program', run: id, outcome: 'stopped', ms: t })
    },
  }
}
