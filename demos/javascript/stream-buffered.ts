import { fry } from './fry.ts'

// #region show
const orders = Object.entries(
  { A: 1, B: 0.25, C: 0.5, D: 0.25 },
)

const inFlight = 2

async function* buffered() {
  const pan = []
  for (const [name, time] of orders) {
    pan.push(fry(name, { time }))
    if (pan.length === inFlight)
      yield pan.shift()
  }
  yield* pan
}

for await (const egg of buffered())
  console.log(`${egg} is served`)
// #endregion show
