import { inRounds } from './two-threads.mjs'

// #region show
// In two threads, at one moment: each raises
// its own flag, then looks at the other.
function plain(flags, mine, other) {
  flags[mine] = 1
  return flags[other]
}

function atomic(flags, mine, other) {
  Atomics.store(flags, mine, 1)
  return Atomics.load(flags, other)
}
// #endregion show

await inRounds(import.meta.url, { plain, atomic })
