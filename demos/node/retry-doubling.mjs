import { guests, order, sleep } from './retry.mjs'

// #region show
async function guest(name) {
  let pause = 100
  while (!await order(name)) {
    await sleep(pause)
    pause *= 2
  }
}

await Promise.all(guests.map(guest))
// #endregion show
