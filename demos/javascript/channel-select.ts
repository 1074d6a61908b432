import { Channel, select } from './channel.ts'
import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

const to = (channel: Channel<string>) => (value: string) => channel.send(value)

async function guest(name: string) {
  await sleep(eggTime * 0.7)
  return name
}

const orders = Object.entries({ A: 0.3, B: 0.5, C: 0.9, D: 1.8 })

// #region show
const plates = new Channel<string>(4)
const door = new Channel<string>(1)
for (const [name, time] of orders)
  fry(name, { time }).then(to(plates))
guest('Ada').then(to(door))

for (;;) {
  const { from, value } = await select(
    { plates, door },
    eggTime * 0.6,
  )
  if (from === 'timeout')
    break
  console.log(`from ${from}: ${value}`)
}
console.log('nothing for a while: we close')
// #endregion show
