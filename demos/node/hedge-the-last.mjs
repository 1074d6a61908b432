import { eggs, gas, order } from './twenty.mjs'

// #region show
const missing = new Set(eggs)
const plates = new AbortController()

async function serve(egg) {
  await order(egg, plates.signal)
  missing.delete(egg)
  // Nineteen of twenty are there: once more.
  if (missing.size === 1) {
    await order('again', plates.signal)
    missing.clear()
  }
  // The slower of the two is called off.
  if (missing.size === 0)
    plates.abort()
}

await Promise.allSettled(eggs.map(serve))
// #endregion show

console.log(`gas for ${await gas()} eggs`)
