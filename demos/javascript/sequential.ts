import { stove } from './kitchen.ts'

// #region show
async function fryEgg(name: string) {
  const reply = await fetch(stove + name)
  return reply.text()
}

const eggs = ['A', 'B', 'C', 'D']
for (const name of eggs) {
  const egg = await fryEgg(name)
  console.log(`${egg} is ready`)
}
// #endregion show
