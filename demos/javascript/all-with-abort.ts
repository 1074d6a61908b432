import { fry } from './fry.ts'

// #region show
const gas = new AbortController()
const { signal } = gas
const frying = [
  fry('A', { signal, time: 1 }),
  fry('B', { signal, time: 0.3, burn: true }),
  fry('C', { signal, time: 0.75 }),
  fry('D', { signal, time: 1.25 }),
]

try {
  const plates = await Promise.all(frying)
  console.log(plates)
}
catch (error) {
  gas.abort()
  console.log(`${error}, gas off`)
}
// #endregion show
