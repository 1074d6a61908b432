import { fry } from './fry.ts'

const now = () => performance.now()

// #region show
const began = now()

const eggs = [...'ABCDEFGHIJKL']
await Promise.all(eggs.map(async (name) => {
  await fry(name)
  const ms = Math.round(now() - began)
  console.log(`${name} after ${ms} ms`)
}))
// #endregion show
