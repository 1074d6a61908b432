import { stove } from './kitchen.ts'

// #region show
async function fryEgg(name: string) {
  const reply = await fetch(stove + name)
  return reply.text()
}

for (const name of ['A', 'B', 'C', 'D']) {
  const egg = await fryEgg(name)
  console.log(`${egg} is ready`)
}
// #endregion show
