import { alarm } from './alarm.ts'
import { eggTime } from './kitchen.ts'
import { end, start } from './report.ts'

// #region show
let rounds = 0
const until = performance.now() + eggTime / 2

function again() {
  rounds++
  if (performance.now() < until)
    return void Promise.resolve().then(again)
  end('flood')
  console.log(`${rounds} promises first`)
}

alarm('timer', 0, () => console.log('timer'))
start('flood')
again()
// #endregion show
