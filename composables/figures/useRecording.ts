import type { ShallowRef } from 'vue'
import type { RunEvent } from '../../trace/events.ts'
import { shallowRef, watch } from 'vue'
import { loadRecording } from '../../runner/replay/recordings.ts'
import { isOnPaper } from '../usePaper.ts'
import { useReading } from '../useReading.ts'
import { useShown } from '../useShown.ts'

/** The recorded run of a demo, for a figure that is drawn from it: fetched when it is looked at. */
export function useRecording(slug: string): Readonly<ShallowRef<readonly RunEvent[] | undefined>> {
  const events = shallowRef<readonly RunEvent[]>()
  const isReading = useReading() !== undefined
  const { isInView } = useShown()
  watch(() => isOnPaper || isReading || isInView.value, async (isLookedAt) => {
    if (isLookedAt)
      events.value ??= await loadRecording(slug).catch(() => undefined)
  }, { immediate: true })
  return events
}
