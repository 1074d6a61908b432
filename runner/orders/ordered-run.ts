import type { RunEvent } from '../../trace/events.ts'
import type { Program } from '../code/program.ts'
import type { Played } from '../run/messages.ts'
import type { Run } from '../run/start-run.ts'
import { sha256 } from '../code/program.ts'
import { createGrowingRun } from '../run/growing-run.ts'
import { createRunId } from '../run/start-run.ts'

interface Options {
  program: Program
  /** What runs it, by name and version. */
  toolchain: Record<string, string>
  /** The order's number. */
  order?: number
}

/** An order that has been played, as a run that is over: drawn, saved and stepped through like any other. */
export async function toRun(played: Played, options: Options): Promise<Run> {
  const id = createRunId()
  const growing = createGrowingRun()
  toEvents(played, id, options, await sha256(options.program.text)).forEach(growing.add)
  return {
    id,
    events: growing.events,
    subscribe: growing.subscribe,
    stop: async () => {},
    finished: growing.finished,
    // It is over, and nobody has waited for it.
    elapsed: () => 0,
  }
}

/** Its events, as they stand in any run. */
export function toEvents(
  { events, began, at: end, outcome, text }: Played,
  run: string,
  { program, toolchain, order }: Options,
  source = '',
): RunEvent[] {
  const place = (at: number) => Math.max(0, Math.round((at - began) * 1000) / 1000)
  const placed = events.map(({ at, ...event }) => {
    const due = 'due' in event && event.due !== undefined && { due: place(event.due) }
    return { ...'witness' in event ? {} : { witness: 'program' }, ...event, run, t: place(at), ...due } as RunEvent
  })
  return [
    {
      t: 0,
      kind: 'run',
      witness: 'program',
      run,
      demo: program.slug,
      engine: 'worker',
      startedAt: new Date().toISOString(),
      source,
      toolchain,
      ...order !== undefined && { order },
    },
    ...placed,
    {
      t: Math.max(place(end), placed.at(-1)?.t ?? 0),
      kind: 'finish',
      witness: 'program',
      run,
      outcome,
      ms: place(end),
      ...text !== undefined && { text },
    },
  ]
}
