import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

type Order = (attempt: number) => Promise<string>

/** It burns what it gets, twice. */
const fryOnOldStove: Order = attempt => fry('A', { time: 0.25, burn: attempt < 3 })

/** Those who fail together are not to come back together. */
const jitter = () => 0.5 + Math.random() / 2

// #region show
const most = 4

async function retry(fryIt: Order) {
  for (let n = 1; ; n++) {
    try {
      return await fryIt(n)
    }
    catch (error) {
      console.log(`try ${n}: ${error}`)
      if (n === most)
        throw error
      const ms = eggTime / 8 * 2 ** n
      await sleep(ms * jitter())
    }
  }
}
console.log(await retry(fryOnOldStove))
// #endregion show
