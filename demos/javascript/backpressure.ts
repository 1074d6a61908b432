import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { Queue, tellHighest } from './queue.ts'
import { sleep } from './time.ts'

// #region show
const capacity = 3
const eggs = new Queue<string>(capacity)

async function crack() {
  for (let n = 0; n < 12; n++) {
    await sleep(eggTime / 32)
    await eggs.send('ABCD'[n % 4]!)
  }
  eggs.close()
}

async function cook() {
  for await (const name of eggs)
    await fry(name, { time: 0.125 })
}

await Promise.all([crack(), cook()])
// #endregion show

tellHighest()
