import type { Future, Waker } from './parts/future.ts'
import { blockOn } from './parts/block-on.ts'
import { join, PENDING, watched } from './parts/future.ts'
import { pan } from './parts/pan.ts'

// #region show
function egg(name: string): Future<string> {
  let plate: string | undefined
  let wake: Waker | undefined
  function done(egg: string) {
    plate = egg
    wake?.()
  }
  function poll(waker: Waker) {
    if (!wake)
      pan.fry(name, done)
    wake = waker
    return plate ?? PENDING
  }
  return watched({ name, poll })
}
const eggs = ['A', 'B', 'C', 'D'].map(egg)
console.log(`${pan.size} eggs in the pan`)
console.log(await blockOn(join(eggs)))
// #endregion show
