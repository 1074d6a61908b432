import { Channel } from './channel.ts'
import { fry } from './fry.ts'

type Box = Channel<string>

const newBox = () => new Channel<string>()

// #region show
const boxes = [newBox(), newBox()]

async function cook(box: Box, i: number) {
  for await (const name of box) {
    console.log(`cook ${i + 1} has ${name}`)
    await fry(name + (i + 1), { time: 0.3 })
  }
}
const cooks = boxes.map(cook)

for (const name of ['A', 'B', 'C', 'D']) {
  await Promise.all(
    boxes.map(box => box.send(name)),
  )
}
boxes.forEach(box => box.close())
await Promise.all(cooks)
// #endregion show
