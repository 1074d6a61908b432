import { eggTime, stove } from './kitchen.ts'

const first = `${stove}orders?ms=${eggTime / 2}`

// #region show
async function* orders() {
  let cursor = ''
  do {
    const page = await fetch(first + cursor)
    const { orders, next } = await page.json()
    yield* orders
    cursor = next && `&cursor=${next}`
  } while (cursor)
}

for await (const egg of orders())
  console.log(`${egg} is wanted`)
// #endregion show
