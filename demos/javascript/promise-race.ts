import { eggTime, kitchen } from './kitchen.ts'

// #region show
async function fryEgg(name: string, ms: number) {
  const reply = await fetch(`${kitchen}/${name}?ms=${ms}`)
  return reply.text()
}

const first = await Promise.race([
  fryEgg('A', eggTime),
  fryEgg('B', eggTime / 2),
  fryEgg('C', eggTime * 1.5),
  fryEgg('D', eggTime * 2),
])
console.log(`${first} is first`)
// #endregion show
