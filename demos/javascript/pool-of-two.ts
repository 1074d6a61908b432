import { fry } from './fry.ts'

// #region show
const poolSize = 2
const eggs = [...'ABCD']
const orders = eggs.values()

async function cook() {
  for (const name of orders) {
    const egg = await fry(name)
    console.log(`${egg} is ready`)
  }
}

const cooks = []
for (let n = 0; n < poolSize; n++)
  cooks.push(cook())
await Promise.all(cooks)
// #endregion show
