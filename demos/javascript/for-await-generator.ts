import { fry } from './fry.ts'

// #region show
async function* eggs() {
  for (const name of ['A', 'B', 'C', 'D'])
    yield fry(name, { time: 0.5 })
}

for await (const egg of eggs())
  console.log(`${egg} is ready`)
// #endregion show
