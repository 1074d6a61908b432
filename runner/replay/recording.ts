import type { Machine, RunEvent, RunStarted } from '../../trace/events.ts'
import { formatEvent, parseEvents } from '../../trace/ndjson.ts'

/**
 * A recording: the events of a real run, one a line, as `demos/recordings/SLUG.ndjson`. Its first event is a `run` with
 * the engine that ran it, the date, the toolchain and the machine.
 */

/** Where they are, from the project's root. */
export const RECORDINGS = 'demos/recordings'

/** What a slide says of a recording before it plays it. */
export type Recorded = Pick<RunStarted, 'startedAt' | 'toolchain' | 'source' | 'machine'>

const AGAIN = 'Make it again with npm run record.'

/** The text of a recording. The run's name is left out: it was only ever good for one run. */
export function formatRecording(events: readonly RunEvent[], machine: Machine): string {
  return events
    .map(({ run: _, ...event }) => formatEvent(event.kind === 'run' ? ({ ...event, machine } as RunEvent) : (event as RunEvent)))
    .join('')
}

/** Throws a sentence when it is no recording of a whole run. */
export function parseRecording(text: string): RunEvent[] {
  const events = parseEvents(text)
  if (events[0]?.kind !== 'run' || events.at(-1)?.kind !== 'finish')
    throw new Error(`A recording begins with its \`run\` and ends with its \`finish\`. ${AGAIN}`)
  return events
}

/** What a recording says of itself. Throws a sentence with its file's name when it is none of a whole run. */
export function describeRecording(text: string, file = 'A recording'): Recorded {
  try {
    const [{ startedAt, toolchain, source, machine }] = parseRecording(text) as [RunStarted]
    return { startedAt, toolchain, source, ...machine && { machine } }
  }
  catch (error) {
    const { message } = error as Error
    throw new Error(`${file}: ${message}${message.endsWith(AGAIN) ? '' : ` ${AGAIN}`}`)
  }
}
