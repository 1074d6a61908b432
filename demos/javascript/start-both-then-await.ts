import { fry } from './fry.ts'

// #region show
const a = fry('A')
const b = fry('B', { time: 0.5, burn: true })

try {
  console.log(await a)
  console.log(await b)
}
catch (error) {
  console.log(`caught: ${error}`)
}
// #endregion show
