import { Channel } from './channel.ts'
import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { measure, tellHighest } from './queue-height.ts'
import { sleep } from './time.ts'

// #region show
const capacity = 3
const eggs = new Channel<string>(capacity)

async function crack() {
  for (let n = 0; n < 12; n++) {
    await sleep(eggTime / 32)
    await eggs.send('ABCD'[n % 4]!)
    measure(eggs)
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
