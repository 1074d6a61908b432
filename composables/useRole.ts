import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import { isOnPaper } from '../runner/code/on-paper.ts'

/**
 * Whether this window only watches: with `--remote`, the deck's server lets nobody but the speaker run, edit or turn.
 */
const isAudience = shallowRef(false)

/** The same in all of the window; on a static site each reader is their own speaker. */
export function useRole(): { isAudience: Readonly<ShallowRef<boolean>> } {
  return { isAudience }
}

async function findOut() {
  try {
    const { role } = await fetch(`${import.meta.env.BASE_URL}__role`).then(reply => reply.json()) as { role: string }
    isAudience.value = role === 'audience'
  }
  catch {
    // No server, no audience; and the server decides in any case.
  }
}

if (__KITCHEN_URL__ !== null && !isOnPaper)
  void findOut()
