import type { Answer } from '../process/protocol.ts'
import type { Run } from '../run/start-run.ts'
import type { LoadedDemo } from './loaded-demo.ts'
import { shallowReactive } from 'vue'
import { askAvailability, Refusal, startProcess } from '../process/client.ts'
import { loadRecording } from '../replay/recordings.ts'
import { startReplay } from '../replay/replay.ts'
import { createGrowingRun } from '../run/growing-run.ts'
import { createRunId } from '../run/start-run.ts'

/**
 * Programs that no browser runs: the machine that serves the deck does where it can, and otherwise an earlier run of
 * theirs is played back.
 */

/** Whether a demo can run live: `off` says why no demo can, in a sentence. */
export type Live = Answer | { can: false, off: string }

const STATIC = 'A static deck runs no programs of other languages; npm start does.'

/** Until the program's first sign of life, or something better to say. */
const GETTING_READY = 'Getting ready'

const known = shallowReactive(new Map<string, Live>())

/** What is known of a demo so far; nothing before {@link findOut} has been asked. */
export function whetherLive(slug: string): Live | undefined {
  return known.get(slug)
}

/** Finds out whether a demo can run live. What could not a moment ago is asked again: somebody may have installed it. */
export async function findOut(slug: string): Promise<Live> {
  const before = known.get(slug)
  if (before?.can)
    return before
  const live = await ask(slug)
  known.set(slug, live)
  return live
}

async function ask(slug: string): Promise<Live> {
  if (!import.meta.env.DEV)
    return { can: false, off: STATIC }
  try {
    return await askAvailability(slug)
  }
  catch (error) {
    return { can: false, off: error instanceof Refusal ? error.message : 'The deck\'s server does not answer. Start it again with npm start.' }
  }
}

/** Runs a demo of another language live, or plays its recording. `onPreparing`: what happens before it begins. */
export function startElsewhere({ slug }: Pick<LoadedDemo, 'slug'>, onPreparing: (text: string) => void): Run {
  const id = createRunId()
  const growing = createGrowingRun()
  let inner: Run | undefined
  let isStopped = false

  async function choose() {
    onPreparing(GETTING_READY)
    const { can } = await findOut(slug)
    inner = can ? startProcess(slug, onPreparing) : startReplay(await loadRecording(slug))
    inner.events.forEach(growing.add)
    inner.subscribe(growing.add)
    if (isStopped)
      await inner.stop()
  }
  queueMicrotask(() => void choose().catch((error: unknown) => {
    growing.add({ t: 0, kind: 'finish', witness: 'program', run: id, outcome: 'failed', ms: 0, text: error instanceof Error ? error.message : String(error) })
  }))

  return {
    id,
    events: growing.events,
    subscribe: growing.subscribe,
    finished: growing.finished,
    async stop() {
      isStopped = true
      await inner?.stop()
      await growing.finished
    },
  }
}
