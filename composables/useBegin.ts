import { readonly, shallowRef } from 'vue'
import { isPresenceKey } from '../runner/windows/presence.ts'
import { isRunKey, placeOf } from '../runner/windows/run-entry.ts'
import { entries, write } from '../runner/windows/shared.ts'

/** So long the second press counts. */
const ASKED_FOR_MS = 4_000

const asked = shallowRef(false)

/** Whether the next press begins the show. */
export const isBeginAsked = readonly(asked)

/**
 * Begins the show: what was guessed, run, edited and timed in a rehearsal is gone from all windows. It takes two
 * presses, for in the middle of a talk one would be a disaster. `also`: what else is to be as new.
 */
export function useBegin(also: () => void): { press: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    press() {
      clearTimeout(timer)
      asked.value = !asked.value
      if (asked.value) {
        timer = setTimeout(() => asked.value = false, ASKED_FOR_MS)
        return
      }
      void forgetAll()
      also()
    },
  }
}

/**
 * Who is there stays; where the talk is, the next turn says. What runs programs is loaded now: no first slide needs it.
 */
async function forgetAll(): Promise<void> {
  const { clearAt } = await import('../runner/windows/runs.ts')
  for (const { key, value } of entries()) {
    if (value === undefined || isPresenceKey(key) || key === 'deck position')
      continue
    if (isRunKey(key))
      clearAt(placeOf(key))
    else
      write(key)
  }
}
