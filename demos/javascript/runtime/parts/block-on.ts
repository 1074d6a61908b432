import type { Future } from './future.ts'
import { PENDING } from './future.ts'
import { happened } from './machine.ts'
import { pan } from './pan.ts'
import { wakes } from './wakes.ts'

/**
 * The smallest executor there is: one future, polled when it has been woken, and asleep in between. `turn` is what
 * sleeps and then calls wakers; by default the pan, which calls the one who waits for a plate.
 */
export async function blockOn<T>(future: Future<T>, turn: () => Promise<void> = () => pan.turn()): Promise<T> {
  let isWoken = true
  const wake = wakes(() => {
    isWoken = true
    happened(`${future.name} is to be polled again`, 'wake')
  })
  for (;;) {
    while (isWoken) {
      isWoken = false
      const result = future.poll(wake)
      if (result !== PENDING)
        return result
    }
    await turn()
  }
}
