import { guests, order, sleep } from './retry.mjs'

// #region show
let free = performance.now()

/** A hundred a second, for all together. */
function budget() {
  const now = performance.now()
  free = Math.max(free + 10, now)
  return sleep(free - now)
}

async function guest(name) {
  while (!await order(name))
    await budget()
}

await Promise.all(guests.map(guest))
// #endregion show
