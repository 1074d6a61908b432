import { stove } from '../kitchen.ts'

// #region show
async function cook(name: string) {
  console.log(`${name} is ordered`)
  const reply = await fetch(stove + name)
  const egg = await reply.text()
  console.log(`${egg} is ready`)
}

setTimeout(() => console.log('timer'), 0)
cook('A')
cook('B')
console.log('both are ordered')
await undefined
console.log('the script goes on')
// #endregion show
