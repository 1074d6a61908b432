import { fry } from './fry.ts'
import { Lock } from './lock.ts'

type Name = string
type Two = [Lock, Lock]

const salt = new Lock('the salt')
const pepper = new Lock('the pepper')

// #region show
async function cook(name: Name, [a, b]: Two) {
  await a.acquire(name)
  await fry(name, { time: 0.5 })
  await b.acquire(name)
  console.log(`${name} has salt and pepper`)
  b.release()
  a.release()
}

await Promise.all([
  cook('A', [salt, pepper]),
  cook('B', [salt, pepper]),
])
// #endregion show
