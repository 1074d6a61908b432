import { setTimeout as sleep } from 'node:timers/promises'
import { eggTime, stove } from './kitchen.mjs'

/** Short eggs, so that there are many guests. */
const fryTime = eggTime / 6

/** As many as its entry gives the kitchen. */
const PANS = 6

/** For how long guests come at one rate. */
const ROUND = 4 * fryTime

/** A guest leaves who waits longer, in times of an egg. */
const PATIENCE = 2

let guests = 0
let inTime = 0

/** When the guests of a round come, by chance, and the same each time: as many as this share of the pans could fry. */
function arrivals(share) {
  const count = Math.round(share * PANS * ROUND / fryTime)
  return Array.from({ length: count }, () => chance() * ROUND)
}

/** Numbers from 0 up to 1 (a linear congruential generator, by Numerical Recipes). */
let state = 1
function chance() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

/** Tells how long the guests of a round have waited, in times of an egg: half of them at most p50, nearly all p99. */
function tell(share, waits) {
  const eaten = waits.filter(wait => wait !== undefined).map(wait => wait / fryTime).sort((a, b) => a - b)
  const rank = part => Number((eaten[Math.ceil(part * eaten.length) - 1] ?? 0).toFixed(1))
  inTime += eaten.filter(wait => wait <= PATIENCE).length
  const levels = { p50: rank(0.5), p99: rank(0.99) }
  for (const [level, height] of Object.entries(levels))
    console.log(JSON.stringify({ kind: 'step', text: level, state: { level, height, capacity: PATIENCE } }))
  console.log(`${share * 100} % of what the pans can fry: p50 ${levels.p50}, p99 ${levels.p99} eggs`)
}

/** Orders an egg; says how long it took, unless the guest was refused. */
async function wait() {
  const came = performance.now()
  const reply = await fetch(`${stove}G${++guests}?ms=${fryTime}`)
  await reply.text()
  return reply.ok ? performance.now() - came : undefined
}

// The first fetch of a process takes its time, and is not to be a guest's.
await fetch(new URL('/health', stove)).then(reply => reply.text())

// #region show
async function guest(at) {
  await sleep(at)
  return wait()
}

// Of what the pans can fry: ever more.
for (const share of [0.5, 0.75, 1, 1.5, 2]) {
  const round = arrivals(share).map(guest)
  tell(share, await Promise.all(round))
}
// #endregion show

console.log(`${inTime} of ${guests} ate in time`)
