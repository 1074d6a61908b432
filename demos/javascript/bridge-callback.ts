import type { Done } from './fry-with-callback.ts'
import { burnEgg, fryEgg } from './fry-with-callback.ts'

type Fry = (name: string, done: Done) => void

// #region show
function toPromise(fry: Fry, name: string) {
  return new Promise((resolve, reject) => {
    fry(name, (error, egg) => {
      if (error)
        reject(error)
      else
        resolve(egg)
    })
  })
}

console.log(await toPromise(fryEgg, 'A'))
try {
  await toPromise(burnEgg, 'B')
}
catch (error) {
  console.log(`caught: ${error}`)
}
// #endregion show
