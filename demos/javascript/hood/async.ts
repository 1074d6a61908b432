import type { Name } from './watch.ts'
import { done, fry, note } from './watch.ts'

// #region show
async function meal(who: Name) {
  const wish = `${who}: A and B`
  note({ wish })
  const first = await fry('A')
  const second = await fry('B')
  return done(who, first, second)
}

console.log(await meal('Ada'))
// #endregion show
