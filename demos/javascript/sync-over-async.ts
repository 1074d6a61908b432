import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { now } from './report.ts'
import { sleep } from './time.ts'
import { busy } from './whip.ts'

// #region show
const plates: string[] = []
const frying = fry('A', { time: 0.5 })
  .then(egg => plates.push(egg))
// Until the order is out of the house.
await sleep(eggTime / 20)

function waitForPlate() {
  const patience = now() + eggTime
  let looks = 0
  while (!plates[0] && now() < patience)
    looks++
  return plates[0] ?? `none in ${looks} looks`
}

console.log(busy('waiter', waitForPlate))
await frying
console.log(`awaited: ${plates}`)
// #endregion show
