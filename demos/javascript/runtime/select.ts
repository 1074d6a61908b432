import type { Future, Waker } from './parts/future.ts'
import { eggTime } from '../kitchen.ts'
import { blockOn } from './parts/block-on.ts'
import { egg } from './parts/egg.ts'
import { join, PENDING, watched, without } from './parts/future.ts'

const slow = eggTime * 3
const name = 'C or D'

// #region show
function select<T>(...rivals: Future<T>[]) {
  function poll(wake: Waker) {
    for (const rival of rivals) {
      const result = rival.poll(wake)
      if (result === PENDING)
        continue
      const losers = without(rivals, rival)
      losers.forEach(loser => loser.drop?.())
      return result
    }
    return PENDING
  }
  return watched<T>({ name, poll })
}

const first = select(egg('C'), egg('D', slow))
const all = join([egg('A'), egg('B'), first])
console.log(await blockOn(all))
// #endregion show
