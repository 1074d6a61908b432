import { fry } from './fry.ts'

type Steps = Generator<Promise<string>, any, string>
type Step = ReturnType<Steps['next']>

// #region show
function drive(steps: Steps, at: Step): any {
  if (at.done)
    return at.value
  return at.value.then(
    egg => drive(steps, steps.next(egg)),
    error => drive(steps, steps.throw(error)),
  )
}

function* cook(): Steps {
  const a = yield fry('A')
  try {
    yield fry('B', { time: 0.5, burn: true })
  }
  catch (error) {
    console.log(`${a} is ready, ${error}`)
  }
}
// #endregion show

const recipe = cook()
await drive(recipe, recipe.next())
