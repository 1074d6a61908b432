import { fry } from './fry.ts'

// #region show
const burnt = 'B'
const times = { A: 1, B: 0.3, C: 0.7, D: 1.3 }
const frying = Object.entries(times)
  .map(([name, time]) =>
    fry(name, { time, burn: name === burnt }))

try {
  const first = await Promise.race(frying)
  console.log(`race: ${first} is out`)
}
catch (error) {
  console.log(`race: ${error}`)
}
// #endregion show
