import { Channel } from './channel.ts'
import { fry } from './fry.ts'

// #region show
const slow = 1.2
const orders = new Channel<string>()

async function cook(n: number, time: number) {
  for await (const name of orders) {
    console.log(`cook ${n} has ${name}`)
    await fry(name + n, { time })
  }
}
const cooks = [cook(1, 0.3), cook(2, slow)]

for (const name of ['A', 'B', 'C', 'D'])
  await orders.send(name)
orders.close()
await Promise.all(cooks)
// #endregion show
