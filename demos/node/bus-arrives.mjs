import { setTimeout as sleep } from 'node:timers/promises'
import { eggTime, stove } from './kitchen.mjs'

const order = name => fetch(`${stove}${name}`)

/** The names of the guests from one number to another. */
function names(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => `G${from + index}`)
}

// The first fetch of a process takes its time, and is not to be a guest's.
await fetch(new URL('/health', stove)).then(reply => reply.text())

// #region show
const waits = []
let sentHome = 0

async function guest(name) {
  const came = performance.now()
  const reply = await order(name)
  if (reply.ok)
    waits.push(performance.now() - came)
  else sentHome++
  await reply.text()
}

const early = names(1, 8).map(guest)
await sleep(eggTime / 8)
const bus = names(9, 24).map(guest)
await Promise.all([...early, ...bus])
// #endregion show

const slowest = (Math.max(...waits) / eggTime).toFixed(1)
console.log(`${waits.length} ate, ${sentHome} were sent home`)
console.log(`the slowest waited ${slowest} times an egg`)
