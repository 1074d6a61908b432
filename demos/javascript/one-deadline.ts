import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'

/** What each guest orders, and how long it takes: A's egg is a huge one. */
const orders = [['A', 5], ['B', 0.2], ['C', 0.2], ['D', 0.2]] as const

interface Wish { time: number, signal: AbortSignal }

/** How long each guest waits, in milliseconds. */
const patience = Math.round(eggTime)

// #region show
function cook(egg: string, how: Wish) {
  return fry(egg, how)
}

function waiter(egg: string, how: Wish) {
  return cook(egg, how).catch(() => undefined)
}

let served = 0
for (const [egg, time] of orders) {
  const signal = AbortSignal.timeout(patience)
  const how = { time, signal }
  const plate = await waiter(egg, how)
  if (plate)
    served++
  console.log(plate ?? `${egg} is late`)
}
// #endregion show

console.log(`${served} of 4 were served`)
