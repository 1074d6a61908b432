import { stat } from 'node:fs'
import process from 'node:process'
import './watch-loop.mjs'

// #region show
stat('.', () => {
  console.log('a file has news')
  setTimeout(() => console.log('timer'), 0)
  setImmediate(() => console.log('check'))
  Promise.resolve()
    .then(() => console.log('then'))
  process.nextTick(() => console.log('tick'))
  console.log('the callback is over')
})
console.log('the script is over')
// #endregion show
