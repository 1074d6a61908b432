import type { RunEvent } from '../../trace/events.ts'
import { parseRecording } from './recording.ts'

/** The recordings by their paths, each loaded when it is first asked for. */
const files = import.meta.glob<string>('/demos/recordings/*.ndjson', { query: '?raw', import: 'default' })

/** The recording of a demo. Throws a sentence when there is none. */
export async function loadRecording(slug: string): Promise<RunEvent[]> {
  const load = files[`/demos/recordings/${slug}.ndjson`]
  if (!load)
    throw new Error(`There is no recording of ${slug}. npm run record -- ${slug} makes one, where its toolchain is.`)
  return parseRecording(await load())
}
