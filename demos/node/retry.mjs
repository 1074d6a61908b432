import { setTimeout as sleep } from 'node:timers/promises'
import { eggTime, stove } from './kitchen.mjs'

/** Short eggs: what counts here is the time until one is ordered. */
const fryTime = eggTime / 10

export { sleep }

/** Two hundred guests. */
export const guests = Array.from({ length: 200 }, (_, index) => `G${index + 1}`)

let orders = 0
let eaten = 0

/** Orders an egg for a guest; answers whether there was one. */
export async function order(guest) {
  orders++
  const reply = await fetch(`${stove}${guest}?ms=${fryTime}`)
  await reply.text()
  if (reply.ok)
    eaten++
  return reply.ok
}

// The first fetch of a process takes its time, and is not to be a guest's.
await fetch(new URL('/health', stove)).then(reply => reply.text())

process.on('exit', () => console.log(`${orders} orders for ${eaten} eggs`))
