import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

// #region show
const patience = 0.75
const guestStays = 0.5

const guest = new AbortController()
const signal = AbortSignal.any([
  AbortSignal.timeout(eggTime * patience),
  guest.signal,
])

async function leave() {
  await sleep(eggTime * guestStays)
  guest.abort('the guest has left')
}

leave()
const end = await fry('A', { signal })
  .catch(reason => reason)
console.log(`${end}`)
// #endregion show
