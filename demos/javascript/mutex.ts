import { fry } from './fry.ts'
import { Lock } from './lock.ts'

// #region show
let butter = 100
const dish = new Lock('the dish')

async function fryInButter(name: string) {
  if (butter < 80)
    return console.log(name, 'stays raw')
  await fry(name, { time: 0.5 })
  butter -= 80
  console.log(name, `leaves ${butter} g`)
}

await Promise.all(['A', 'B'].map(name =>
  dish.hold(name, () => fryInButter(name))))
// #endregion show
