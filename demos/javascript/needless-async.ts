import { busy } from './whip.ts'

const corns = 1_000_000

function weigh(corn: number) {
  return corn % 7
}

// #region show
function sum() {
  let grams = 0
  for (let corn = 0; corn < corns; corn++)
    grams += weigh(corn)
  return grams
}

async function asyncSum() {
  let grams = 0
  for (let corn = 0; corn < corns; corn++)
    grams += await weigh(corn)
  return grams
}

console.log(busy('sum', sum))
console.log(await asyncSum())
// #endregion show
