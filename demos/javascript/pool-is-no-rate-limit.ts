import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'

/** How long a job takes, where 1 is the time of an egg. */
async function eggTimes(job: () => Promise<unknown>) {
  const began = performance.now()
  await job()
  return (performance.now() - began) / eggTime
}

// #region show
const orders = [...'ABCDEFGHIJKL'].values()
let started = 0

async function cook() {
  for (const name of orders) {
    started++
    await fry(name, { time: 0.05 })
  }
}

const took = await eggTimes(() =>
  Promise.all([cook(), cook()]))
const pace = Math.round(started / took)
console.log(`2 at once, ${pace} an egg time`)
// #endregion show
