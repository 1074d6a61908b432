import { fry } from './fry.ts'

// #region show
const orders = ['A', 'B', 'C', 'D'].values()

async function cook() {
  for (const name of orders) {
    const egg = await fry(name)
    console.log(`${egg} is ready`)
  }
}

await Promise.all([cook(), cook()])
// #endregion show
