import type { Future, Waker } from './parts/future.ts'
import { blockOn } from './parts/block-on.ts'
import { join, PENDING, watched } from './parts/future.ts'
import { pan } from './parts/pan.ts'
import { Wakers } from './parts/wakers.ts'

const names = ['A', 'B', 'C', 'D']
const wakers = new Wakers('held by the reactor')

// #region show
function egg(name: string): Future<string> {
  function poll(wake: Waker) {
    if (!pan.has(name))
      pan.fry(name)
    const plate = pan.tryTake(name)
    if (!plate)
      wakers.keep(name, wake)
    return plate ?? PENDING
  }
  return watched({ name, poll })
}

async function react() {
  for (const name of await pan.readable())
    wakers.take(name)?.()
}
const eggs = join(names.map(egg))
console.log(await blockOn(eggs, react))
// #endregion show
