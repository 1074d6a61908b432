import { eggTime, stove } from './kitchen.ts'

// #region show
async function fry(name: string, ms: number) {
  const order = `${name}?ms=${ms}`
  const reply = await fetch(stove + order)
  return reply.text()
}

const first = await Promise.race([
  fry('A', eggTime),
  fry('B', eggTime / 2),
  fry('C', eggTime * 1.5),
  fry('D', eggTime * 2),
])
console.log(`${first} is first`)
// #endregion show
