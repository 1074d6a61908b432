import type { ShallowRef } from 'vue'
import type { WalkIn } from '../trace/walk-ins.ts'
import { useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { absoluteNow } from '../runner/run/messages.ts'
import { takeWalkIn } from '../trace/walk-ins.ts'

/** What became of one stays to be read for so long. */
const STAYS_MS = 5_000

/** How often the time is drawn anew that one has been in the pan. */
const TICK_MS = 100

/** The walk-ins to be shown: those in the pan, and for a while what became of them. `now` is the kitchen's clock. */
export function useWalkIns(): { walkIns: Readonly<ShallowRef<readonly WalkIn[]>>, now: Readonly<ShallowRef<number>> } {
  const { feed, state } = useKitchen()
  const walkIns = shallowRef<readonly WalkIn[]>([])
  const now = shallowRef(0)

  const { pause, resume } = useIntervalFn(draw, TICK_MS, { immediate: false })

  function draw() {
    now.value = absoluteNow() - (feed.offset() ?? 0)
    walkIns.value = walkIns.value.filter(({ to }) => to === undefined || now.value - to < STAYS_MS)
    if (walkIns.value.length === 0)
      pause()
  }

  const leave = feed.subscribe((event) => {
    const before = walkIns.value
    walkIns.value = takeWalkIn(before, event)
    if (before.length === 0 && walkIns.value.length > 0) {
      draw()
      resume()
    }
  })
  onScopeDispose(leave)

  // A kitchen that is gone has nothing in its pan.
  watch(state, (is) => {
    if (is === 'closed')
      walkIns.value = []
  })

  return { walkIns, now }
}
