import type { Ref, ShallowRef } from 'vue'
import type { RunEvent } from '../trace/events.ts'
import type { Waits } from '../trace/waits.ts'
import { shallowRef, watch } from 'vue'
import { createWaits } from '../trace/waits.ts'

/** Who waits for whom in a run that stands still; nothing while something in it can go on. */
export function useWaits(events: Readonly<Ref<readonly RunEvent[]>>): ShallowRef<Waits | undefined> {
  let growing = createWaits()
  let taken = 0
  const waits = shallowRef<Waits>()
  watch(events, (all, before) => {
    if (all[0] !== before?.[0] || all.length < taken)
      [growing, taken] = [createWaits(), 0]
    for (; taken < all.length; taken++)
      growing.add(all[taken]!)
    waits.value = growing.now()
  }, { immediate: true })
  return waits
}
