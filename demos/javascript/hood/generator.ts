import type { Name } from './watch.ts'
import { done, fry, note } from './watch.ts'

type Meal = Generator<Promise<string>, string, string>

// #region show
function* meal(who: Name): Meal {
  const wish = `${who}: A and B`
  note({ wish })
  const first = yield fry('A')
  const second = yield fry('B')
  return done(who, first, second)
}

async function go(meal: Meal) {
  let step = meal.next()
  while (!step.done) {
    const egg = await step.value
    step = meal.next(egg)
  }
  return step.value
}
console.log(await go(meal('Ada')))
// #endregion show
