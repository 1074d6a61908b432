import { guests, order, sleep } from './retry.mjs'

// #region show
async function guest(name) {
  let pause = 200
  while (!await order(name)) {
    await sleep(Math.random() * pause)
    pause = Math.min(2 * pause, 1600)
  }
}

await Promise.all(guests.map(guest))
// #endregion show
