import { eggTime } from './kitchen.ts'
import { inThread } from './threads.ts'
import { strokesFor, whip } from './whip.ts'

const strokes = strokesFor(eggTime / 2)

// #region show
async function beat(i: number, of: number) {
  const name = `${i + 1} of ${of}`
  await inThread(name, whip, strokes / of)
}

for (const cooks of [1, 2, 4, 8]) {
  await Promise.all(Array.from(
    { length: cooks },
    (_, i) => beat(i, cooks),
  ))
}
// #endregion show
