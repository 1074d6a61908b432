import { fry } from './fry.ts'

// #region show
const orders = Object.entries(
  { A: 0.6, B: 0.2, C: 0.8, D: 0.4 },
)

for (const [name, time] of orders) {
  const egg = await fry(name, { time })
  console.log(egg, 'is ready')
}

console.log('the loop is over')
// #endregion show
