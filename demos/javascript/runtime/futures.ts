import type { Future, Waker } from './parts/future.ts'
import { blockOn } from './parts/block-on.ts'
import { join, PENDING, watched } from './parts/future.ts'
import { pan } from './parts/pan.ts'

// #region show
function egg(name: string): Future<string> {
  let plate: string | undefined
  let wake: Waker | undefined
  function poll(waker: Waker) {
    const isFirst = !wake
    wake = waker
    if (isFirst) {
      pan.fry(name, (egg) => {
        plate = egg
        wake!()
      })
    }
    return plate ?? PENDING
  }
  return watched({ name, poll })
}
const eggs = ['A', 'B', 'C', 'D'].map(egg)
console.log(`${pan.size} eggs in the pan`)
console.log(await blockOn(join(eggs)))
// #endregion show
