import { eggTime } from './kitchen.ts'
import { order } from './order.ts'
import { sleep } from './time.ts'

type Pause = () => Promise<void>

const halfAnEgg = eggTime / 2

// #region show
async function stir(pause: Pause) {
  const until = performance.now() + halfAnEgg
  while (performance.now() < until)
    await pause()
}

await order('A')
await stir(async () => {})
console.log('stirred without a pause')

await order('B')
await stir(() => sleep(0))
console.log('stirred with pauses')
// #endregion show
