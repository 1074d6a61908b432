import { fry } from './fry.ts'

// #region show
async function fryEgg(name: string) {
  console.log(`${name}: the body begins`)
  await fry(name)
}

console.log('before the call')
const a = fryEgg('A')
console.log('after the call')

const later = () => fryEgg('B')
console.log('B is only a recipe')

await a
await later()
// #endregion show
