import type { LoadedDemo } from '../../runner/windows/loaded-demo.ts'
import type { FoundOrder } from './found-order.ts'
import { toEvents, toRun } from '../../runner/orders/ordered-run.ts'
import { createPlayer } from '../../runner/orders/player.ts'
import { allOrders, namesOf, StrayedError } from '../../runner/orders/schedule.ts'
import { whyRed } from '../../runner/orders/why-red.ts'
import { thisBrowser } from '../../runner/windows/browser-name.ts'
import { spawnForOrders } from '../../runner/worker/browser-orders.ts'

/** Plays the orders of a demo in this window; answers whether those were all, or why there are none. */
export async function exploreOrders(
  demo: LoadedDemo,
  { eggMs, most, add, isWanted }: { eggMs: number, most: number, add: (found: FoundOrder) => void, isWanted: () => boolean },
): Promise<{ isComplete: boolean } | { cannot: string }> {
  const { program } = demo
  const player = createPlayer({ program, eggMs, spawn: spawnForOrders })
  const toolchain = thisBrowser()
  let isComplete = false
  try {
    for await (const { number, played, turns, isLast } of allOrders(player.play, most)) {
      if (played.cannot !== undefined)
        return { cannot: played.cannot }
      if (!isWanted())
        break
      isComplete = isLast
      add({
        number,
        names: namesOf(turns),
        red: whyRed(demo, played, toEvents(played, '', { program, toolchain })),
        toRun: () => toRun(played, { program, toolchain, order: number }),
      })
    }
  }
  catch (error) {
    if (error instanceof StrayedError)
      return { cannot: error.message }
    throw error
  }
  finally {
    player.close()
  }
  return { isComplete }
}
