import { kitchen } from './kitchen.ts'

// #region show
async function fryEgg(name: string) {
  const reply = await fetch(`${kitchen}/${name}`)
  return reply.text()
}

const eggs = ['A', 'B', 'C', 'D']
const plates = await Promise.all(eggs.map(fryEgg))
console.log(plates)
// #endregion show
