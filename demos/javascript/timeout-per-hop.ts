import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

/** What each guest orders, and how long it takes: A's egg is a huge one. */
const orders = [['A', 5], ['B', 0.2], ['C', 0.2], ['D', 0.2]] as const

/** The answer, or none: the one who waited goes, and what was awaited goes on. */
function within<T>(time: number, answer: Promise<T>) {
  const tooLate = sleep(time * eggTime).then(() => undefined)
  return Promise.race([answer, tooLate])
}

// #region show
function cook(egg: string, time: number) {
  return fry(egg, { time })
}

function waiter(egg: string, time: number) {
  return within(1.5, cook(egg, time))
}

let served = 0
for (const [egg, time] of orders) {
  const answer = waiter(egg, time)
  const plate = await within(1, answer)
  if (plate)
    served++
  console.log(plate ?? `${egg} is late`)
}
// #endregion show

console.log(`${served} of 4 were served`)
