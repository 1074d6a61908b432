import { guests, order, sleep } from './retry.mjs'

// #region show
async function guest(name) {
  while (!await order(name))
    await sleep(100)
}

await Promise.all(guests.map(guest))
// #endregion show
