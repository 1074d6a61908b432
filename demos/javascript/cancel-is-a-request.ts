import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

// #region show
async function cook(signal: AbortSignal) {
  await fry('A', { signal }).catch(washUp)
}

async function washUp() {
  await fry('wash', { time: 0.6 })
  console.log('washed up and gone')
}

const closing = new AbortController()
const job = cook(closing.signal)
await sleep(eggTime / 2)
closing.abort()
console.log('we are closing')
await job
// #endregion show
