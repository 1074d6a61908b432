import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

/** A lock for which a task waits a second, and no longer. Here it is never given back. */
class Lock {
  async take() {
    if (this.isTaken) {
      await sleep(1000)
      throw new Error('taken for a second')
    }
    this.isTaken = true
  }
}

const salt = new Lock()
const pepper = new Lock()

// #region show
async function cook(name, a, b) {
  await a.take()
  await b.take()
  console.log(name, 'has both')
}

const ends = await Promise.allSettled([
  cook('A', salt, pepper),
  cook('B', pepper, salt),
])
// Neither has both. What do they say?
for (const { reason } of ends)
  console.log(reason.stack)
// #endregion show

process.exitCode = 1
