import { alarm } from './alarm.ts'
import { eggTime } from './kitchen.ts'
import { strokesFor, whip, work } from './whip.ts'

const strokes = strokesFor(eggTime)

// #region show
const began = performance.now()

alarm('timer', eggTime / 8, () => {
  const ms = performance.now() - began
  console.log(`rings at ${Math.round(ms)} ms`)
})
console.log(`due at ${eggTime / 8} ms`)

work('A', whip, strokes)
console.log('A is beaten')
// #endregion show
