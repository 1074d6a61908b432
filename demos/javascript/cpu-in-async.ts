import { eggTime } from './kitchen.ts'
import { strokesFor, whip, work } from './whip.ts'

const strokes = strokesFor(eggTime / 4)

// #region show
async function beat(name: string) {
  work(name, whip, strokes)
  console.log(`${name} is beaten`)
}

const eggs = ['A', 'B', 'C', 'D']
await Promise.all(eggs.map(beat))
// #endregion show
