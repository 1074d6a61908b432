import { eggs, gas, order } from './twenty.mjs'

// #region show
const missing = new Set(eggs)
const served = new AbortController()

async function serve(egg) {
  await order(egg, served.signal)
  missing.delete(egg)
  // Nineteen of twenty are there: once more.
  if (missing.size === 1)
    await serve([...missing][0])
  // The slower of the two is called off.
  if (missing.size === 0)
    served.abort()
}

await Promise.allSettled(eggs.map(serve))
// #endregion show

console.log(`gas for ${await gas()} eggs`)
