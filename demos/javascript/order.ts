import { fry } from './fry.ts'
import { eggTime } from './kitchen.ts'
import { sleep } from './time.ts'

/**
 * Puts an egg in the pan, and says when it is ready. Settles when the order is sure to be out of the house: a program
 * that keeps its thread busy right after `fetch` has not even asked.
 */
export async function order(name: string): Promise<void> {
  fry(name, { time: 0.2 }).then(egg => console.log(`${egg} is ready`))
  await sleep(eggTime / 20)
}
