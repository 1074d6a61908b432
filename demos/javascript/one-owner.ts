import { Channel } from './channel.ts'
import { fry } from './fry.ts'

interface Order { grams: number, reply: (isEnough: boolean) => void }

// #region show
const orders = new Channel<Order>()

async function ownButter(butter: number) {
  for await (const order of orders) {
    const isEnough = butter >= order.grams
    butter -= isEnough ? order.grams : 0
    order.reply(isEnough)
  }
}

async function cook(name: string) {
  const isEnough = await new Promise(reply =>
    orders.send({ grams: 80, reply }))
  if (!isEnough)
    return console.log(name, 'stays raw')
  console.log(name, 'may fry')
  await fry(name)
}
// #endregion show

ownButter(100)
await Promise.all(['A', 'B'].map(cook))
orders.close()
