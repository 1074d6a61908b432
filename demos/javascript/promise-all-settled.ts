import { fry } from './fry.ts'

// #region show
const frying = [
  fry('A', { time: 1 }),
  fry('B', { time: 0.3, burn: true }),
  fry('C', { time: 0.75 }),
  fry('D', { time: 1.25 }),
]

const fates = await Promise.allSettled(frying)
for (const { status } of fates)
  console.log(status)
// #endregion show
