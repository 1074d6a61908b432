import { once } from 'node:events'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { lane } from './kitchen.mjs'

/** How often each thread counts. */
export const TIMES = 50_000_000

const READY = 1

/** Lets two threads of this program count in the same memory, both at the same time, and says what came of it. */
export async function inTwoThreads(program, count) {
  if (!isMainThread) {
    const { name, n } = workerData
    // The second to be ready wakes the first.
    if (Atomics.add(n, READY, 1) === 0)
      Atomics.wait(n, READY, 1)
    else
      Atomics.notify(n, READY)
    const end = lane(name)
    count(n)
    end()
    return
  }
  const n = new Int32Array(new SharedArrayBuffer(8))
  const threads = ['A', 'B'].map(name => new Worker(new URL(program), { workerData: { name, n } }))
  await Promise.all(threads.map(thread => once(thread, 'exit')))
  console.log(`${n[0]} of ${2 * TIMES} are counted`)
}
