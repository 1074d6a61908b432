import { fry } from './fry.ts'

// #region show
let served = 0

async function serve(name: string, time = 1) {
  await fry(name, { time })
  const before = served
  await fry(`${name}2`, { time })
  served = before + 1
}

await Promise.all([
  serve('A', 0.2),
  serve('B'),
])
console.log(`2 served, ${served} counted`)
// #endregion show
