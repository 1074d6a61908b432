import { fry } from './fry.ts'

// #region show
let plates = 0

async function fryOne(name: string) {
  await fry(name)
  return 1
}

async function serve(name: string) {
  plates += await fryOne(name)
}

const eggs = ['A', 'B', 'C', 'D']
await Promise.all(eggs.map(serve))
console.log(`4 eggs fried, ${plates} counted`)
// #endregion show
