import { fry } from './fry.ts'

// #region show
let butter = 100

async function fryInButter(name: string) {
  if (butter < 80)
    return console.log(name, 'stays raw')
  await fry(name, { time: 0.5 })
  butter -= 80
  console.log(name, `leaves ${butter} g`)
}

await Promise.all(['A', 'B'].map(fryInButter))
// #endregion show
