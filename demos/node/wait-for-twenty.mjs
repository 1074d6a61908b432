import { eggs, gas, order } from './twenty.mjs'

// #region show
const missing = new Set(eggs)

async function serve(egg) {
  await order(egg)
  missing.delete(egg)
}

await Promise.all(eggs.map(serve))
// #endregion show

console.log(`gas for ${await gas()} eggs`)
