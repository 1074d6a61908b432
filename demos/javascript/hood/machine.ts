import type { Name } from './watch.ts'
import { done, fry, note, watch } from './watch.ts'

/** What is needed later, and nothing else. No line after the first `await` needs `wish`, so no state has it. */
interface State {
  at: 'start' | 'fries A' | 'fries B' | 'done'
  who?: Name
  first?: string
}

type Meal = string | Promise<string>

let state: State = { at: 'start', who: 'Ada' }
watch(() => state)

// #region show
function resume(egg = ''): Meal {
  const { at, who, first } = state
  if (at === 'start') {
    const wish = `${who}: A and B`
    note({ wish })
    state = { at: 'fries A', who }
    return fry('A').then(resume)
  }
  if (at === 'fries A') {
    state = { at: 'fries B', who }
    state.first = egg
    return fry('B').then(resume)
  }
  state = { at: 'done' }
  return done(who, first, egg)
}
console.log(await resume())
// #endregion show
