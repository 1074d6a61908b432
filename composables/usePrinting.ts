import type { Ref } from 'vue'
import type { RunSnapshot } from '../runner/windows/run-entry.ts'
import { readonly, shallowReactive, shallowRef } from 'vue'
import { loadRecording } from '../runner/replay/recordings.ts'
import { asReplay } from '../runner/windows/run-entry.ts'

/** Recordings that are here already: a browser that prints waits for nothing. */
const atHand = shallowReactive(new Map<string, RunSnapshot>())

const isPrinting = shallowRef(false)
if (typeof window !== 'undefined') {
  addEventListener('beforeprint', () => isPrinting.value = true)
  addEventListener('afterprint', () => isPrinting.value = false)
}

/** Whether the browser is printing this page right now, from its own menu. */
export function usePrinting(): Readonly<Ref<boolean>> {
  return readonly(isPrinting)
}

/** The recorded run of a demo for a page that is being printed, where that was fetched in time. */
export function recordedForPaper(slug: string): RunSnapshot | undefined {
  return isPrinting.value ? atHand.get(slug) : undefined
}

/** So many at a time: one after another, the last of a long chapter came after ten seconds on a busy machine. */
const FETCHED_AT_A_TIME = 4

/** Fetches the recordings of these demos, for a page that may be printed. One that does not come is not printed. */
export async function fetchForPaper(slugs: readonly string[]): Promise<void> {
  const left = slugs.filter(slug => !atHand.has(slug))
  await Promise.all(Array.from({ length: FETCHED_AT_A_TIME }, async () => {
    for (let slug = left.shift(); slug !== undefined; slug = left.shift())
      await loadRecording(slug).then(events => atHand.set(slug!, asReplay(slug!, events))).catch(() => {})
  }))
}
