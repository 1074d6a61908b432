import { inTwoThreads, TIMES } from './two-threads.mjs'

// #region show
// In two threads; n is memory they share.
function count(n) {
  for (let i = 0; i < TIMES; i++)
    n[0]++
}
// #endregion show

await inTwoThreads(import.meta.url, count)
