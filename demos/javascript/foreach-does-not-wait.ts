import { fry } from './fry.ts'

// #region show
const plates: string[] = []

const eggs = ['A', 'B', 'C', 'D']
eggs.forEach(async (name) => {
  const egg = await fry(name)
  plates.push(egg)
})

console.log(`all done: ${plates.length} eggs`)
// #endregion show
