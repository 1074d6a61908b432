import { fry } from './fry.ts'

// #region show
const burnt = 'B'
const times = { A: 1, B: 0.3, C: 0.7, D: 1.3 }
const gas = new AbortController()
const { signal } = gas
const frying = Object.entries(times)
  .map(([name, time]) => fry(name, {
    signal,
    time,
    burn: name === burnt,
  }))

try {
  console.log(await Promise.all(frying))
}
catch (error) {
  gas.abort()
  console.log(`${error}, gas off`)
}
// #endregion show
