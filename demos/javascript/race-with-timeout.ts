import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

// #region show
const patience = 0.5
const ms = Math.round(eggTime * patience)

async function giveUp() {
  await sleep(ms)
  return 'A is late, we are off'
}
const a = fry('A')
console.log(await Promise.race([a, giveUp()]))

const signal = AbortSignal.timeout(ms)
try {
  console.log(await fry('B', { signal }))
}
catch {
  console.log('B is late, and off the heat')
}
// #endregion show
