import { fry } from './fry.ts'

const orders = Object.entries({ A: 1, B: 0.25, C: 0.5, D: 0.25 })
type Egg = Promise<string>

// #region show
async function* asReady(size: number) {
  const pan = new Map<string, Egg>()
  async function firstOut() {
    const eggs = pan.values()
    const egg = await Promise.race(eggs)
    pan.delete(egg)
    return egg
  }
  for (const [name, time] of orders) {
    if (pan.size === size)
      yield firstOut()
    pan.set(name, fry(name, { time }))
  }
  while (pan.size > 0)
    yield firstOut()
}
for await (const egg of asReady(2))
  console.log(`${egg} is served`)
// #endregion show
