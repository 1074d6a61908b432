import { fry } from './fry.ts'

// #region show
const orders = Object.entries(
  { A: 1, B: 0.25, C: 0.5, D: 0.25 },
)

async function* buffered(size: number) {
  const pan = []
  for (const [name, time] of orders) {
    pan.push(fry(name, { time }))
    if (pan.length === size)
      yield pan.shift()
  }
  yield* pan
}

for await (const egg of buffered(2))
  console.log(`${egg} is served`)
// #endregion show
