import type { Answer } from '../process/protocol.ts'
import { shallowReactive } from 'vue'
import { askAvailability, Refusal } from '../process/client.ts'

/** Whether a demo can run live: `off` says why no demo can, in a sentence. */
export type Live = Answer | { can: false, off: string }

const STATIC = 'A static deck runs no programs of other languages; npm start does.'
const SILENT = 'The deck’s server does not answer.'

const known = shallowReactive(new Map<string, Live>())

/** What is known of a demo so far; nothing before {@link findOut} has been asked. */
export function whetherLive(slug: string): Live | undefined {
  return known.get(slug)
}

/**
 * Finds out whether a demo can run live. What could not a moment ago is asked again: its toolchain may be there now.
 */
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
    return { can: false, off: error instanceof Refusal ? error.message : SILENT }
  }
}
