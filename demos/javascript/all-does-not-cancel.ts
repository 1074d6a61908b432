import { fry } from './fry.ts'

// #region show
const frying = [
  fry('A', { time: 1 }),
  fry('B', { time: 0.3, burn: true }),
  fry('C', { time: 0.75 }),
  fry('D', { time: 1.25 }),
]

try {
  const plates = await Promise.all(frying)
  console.log(plates)
}
catch (error) {
  console.log(`all: ${error}`)
}
// #endregion show
