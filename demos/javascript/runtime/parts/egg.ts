import type { Future, Waker } from './future.ts'
import { PENDING, watched } from './future.ts'
import { pan } from './pan.ts'

/** An egg of step 2, which can also be dropped. `ms`: how long it fries, if not as long as any. */
export function egg(name: string, ms?: number): Future<string> {
  let plate: string | undefined
  let wake: Waker | undefined
  return watched({
    name,
    poll(waker) {
      if (!wake) {
        pan.fry(name, (egg) => {
          plate = egg
          wake?.()
        }, ms)
      }
      wake = waker
      return plate ?? PENDING
    },
    drop: () => pan.forget(name),
  })
}
