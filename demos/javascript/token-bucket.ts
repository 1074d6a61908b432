import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'

type Go = () => void

// #region show
let tokens = 2
const asking: Go[] = []

const clock = setInterval(() => {
  const go = asking.shift()
  if (go)
    go()
  else tokens = Math.min(tokens + 1, 2)
}, eggTime / 2)

function token() {
  if (tokens > 0)
    return void tokens--
  return new Promise<void>(
    go => asking.push(go),
  )
}
// #endregion show

const eggs: Promise<string>[] = []
for (const name of 'ABCDEF') {
  await token()
  eggs.push(fry(name, { time: 0.05 }))
  console.log(`${name} is ordered`)
}
await Promise.all(eggs)
clearInterval(clock)
