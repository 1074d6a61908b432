import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { FoundOrder } from './orders/found-order.ts'
import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { showAt } from '../runner/windows/runs.ts'

/** More than anybody looks at on a slide; `npm run demo -- SLUG --orders` has room for all. */
const MOST = 150

/** They are found faster than they are drawn. */
const DRAW_MS = 200

export type Orders = ReturnType<typeof useOrders>

/** All orders of a demo’s answers: found when they are first asked for, one of them shown at the demo’s place. */
export function useOrders(place: () => string, demo: () => LoadedDemo | undefined) {
  const { eggMs } = useKitchen()
  const isOpen = shallowRef(false)
  const found = shallowRef<readonly FoundOrder[]>([])
  const progress = shallowRef<'looking' | 'complete' | 'more'>('looking')
  const problem = shallowRef<string>()
  const chosen = shallowRef<number>()
  /** What is looked for, and of which program; another press or another text puts an end to it. */
  let search = {}

  async function look(of: LoadedDemo) {
    const mine = search = {}
    const isWanted = () => search === mine
    found.value = []
    progress.value = 'looking'
    problem.value = chosen.value = undefined
    try {
      const { exploreOrders } = await import('./orders/explore.ts')
      const all: FoundOrder[] = []
      const tell = useThrottleFn(() => void (isWanted() && (found.value = [...all])), DRAW_MS)
      const add = (order: FoundOrder) => {
        all.push(order)
        void tell()
      }
      const end = await exploreOrders(of, { eggMs: eggMs.value, most: MOST, add, isWanted })
      if (!isWanted())
        return
      found.value = all
      if ('cannot' in end)
        problem.value = end.cannot
      else
        progress.value = end.isComplete ? 'complete' : 'more'
    }
    catch (error) {
      if (isWanted())
        problem.value = `The orders could not be run: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  const forget = () => void (search = {})
  const close = () => {
    isOpen.value = false
    forget()
  }

  // Another text is another program.
  watch(() => demo()?.program.text, close)
  onScopeDispose(forget)

  return {
    isOpen,
    found,
    progress,
    problem,
    chosen,
    close,
    open() {
      const of = demo()
      if (!of)
        return
      isOpen.value = true
      void look(of)
    },
    /** Shows the run in that order, in all windows. */
    async show({ number, toRun }: FoundOrder) {
      chosen.value = number
      showAt(place(), await toRun())
    },
  }
}
