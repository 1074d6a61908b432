import { AsyncLocalStorage } from 'node:async_hooks'
import { stove } from './kitchen.mjs'

// #region show
let last
const own = new AsyncLocalStorage()

async function fry() {
  await fetch(stove + own.getStore())
  const mine = own.getStore()
  return `last: ${last}, own: ${mine}`
}

const orders = []
for (const guest of ['A', 'B']) {
  last = guest
  orders.push(own.run(guest, fry))
}
for (const line of await Promise.all(orders))
  console.log(line)
// #endregion show
