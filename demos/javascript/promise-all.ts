import { stove } from './kitchen.ts'

// #region show
async function fryEgg(name: string) {
  const reply = await fetch(stove + name)
  return reply.text()
}

const eggs = ['A', 'B', 'C', 'D']
const frying = eggs.map(fryEgg)
const plates = await Promise.all(frying)
console.log(plates)
// #endregion show
