import type { Ref, ShallowRef } from 'vue'
import type { RunEvent } from '../trace/events.ts'
import type { Waits } from '../trace/waits.ts'
import { shallowRef, watch } from 'vue'
import { createWaits } from '../trace/waits.ts'

/** What a run prints when a tool of its language says where it stands. */
const DUMP = /^(?:goroutine \d+ \[|"[^"]+":$|(?:Current t|T)hread 0x|Stack for <Task )/m

/** Who waits for whom in a run that stands still; nothing while something in it can go on. */
export function useWaits(events: Readonly<Ref<readonly RunEvent[]>>): ShallowRef<Waits | undefined> {
  let growing = createWaits()
  let taken = 0
  let isOver = false
  let isDumped = false
  const waits = shallowRef<Waits>()
  watch(events, (all, before) => {
    if (all[0] !== before?.[0] || all.length < taken)
      [growing, taken, isOver, isDumped] = [createWaits(), 0, false, false]
    // Each event is looked at once, however long the run.
    for (; taken < all.length; taken++) {
      const event = all[taken]!
      growing.add(event)
      isOver ||= event.kind === 'finish'
      isDumped ||= event.kind === 'log' && DUMP.test(event.text)
    }
    waits.value = growing.now()
    if (waits.value || !isOver || !isDumped)
      return
    // Only few runs print such a thing.
    void import('../trace/dumps.ts').then(({ toDumpedWaits }) => {
      if (events.value === all)
        waits.value = toDumpedWaits(all)
    })
  }, { immediate: true })
  return waits
}
