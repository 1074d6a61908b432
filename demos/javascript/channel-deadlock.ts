import { Channel } from './channel.ts'
import { fry as fryFor } from './fry.ts'

const there = { name: 'orders', from: 'waiter', to: 'cook' }
const back = { name: 'plates', from: 'cook', to: 'waiter' }

const orders = new Channel<string>(0, there)
const fry = (name: string) => fryFor(name, { time: 0.25 })

// #region show
const room = 0
const plates = new Channel<string>(room, back)

async function waiter() {
  for (const name of ['A', 'B', 'C', 'D'])
    await orders.send(name)
  orders.close()
  for await (const egg of plates)
    console.log(`${egg} is served`)
}

async function cook() {
  for await (const name of orders)
    await plates.send(await fry(name))
  plates.close()
}
// #endregion show

await Promise.all([waiter(), cook()])
