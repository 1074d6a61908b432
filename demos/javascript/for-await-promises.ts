import { fry } from './fry.ts'

// #region show
const names = ['A', 'B', 'C', 'D']
const eggs = names.map(name =>
  fry(name, { time: 0.5 }))

for await (const egg of eggs)
  console.log(`${egg} is ready`)
// #endregion show
