import { once } from 'node:events'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { lane } from './kitchen.mjs'

/** How often each thread counts. */
export const TIMES = 50_000_000

const READY = 1

/** How often two threads meet. */
const ROUNDS = 1_000

/** A thread looks so often whether the other is here before it waits: on one core the other comes only then. */
const LOOKS = 1_000_000

/** What is written by both would otherwise lie on one line of a cache, and be handed to and fro. */
const APART = 16

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
  console.log(n[0] < 2 * TIMES ? 'some are lost' : 'none is lost')
}

/**
 * Lets two threads meet in many rounds, each time with two flags that are down: each does the same with a flag of its
 * own and with the other's, and says what it has seen there. Says how often neither saw the other's.
 */
export async function inRounds(program, ways) {
  const names = ['A', 'B']
  if (!isMainThread) {
    const { name, way, seen, flags, met } = workerData
    const me = names.indexOf(name)
    const look = ways[way]
    // Starting a thread is no work of its task.
    meet(met, 0)
    const end = lane(`${name} ${way}`)
    for (let round = 0; round < ROUNDS; round++) {
      meet(met, round + 1)
      const [mine, other] = [me, 1 - me].map(one => (2 * round + one) * APART)
      seen[2 * round + me] = look(flags, mine, other)
    }
    end()
    return
  }
  const shared = numbers => new Int32Array(new SharedArrayBuffer(numbers * Int32Array.BYTES_PER_ELEMENT))
  const blind = []
  for (const way of Object.keys(ways)) {
    const data = { way, seen: shared(2 * ROUNDS), flags: shared(2 * ROUNDS * APART).fill(0), met: shared(1) }
    const threads = names.map(name => new Worker(new URL(program), { workerData: { name, ...data } }))
    await Promise.all(threads.map(thread => once(thread, 'exit')))
    const neither = Array.from({ length: ROUNDS }, (_, round) => !data.seen[2 * round] && !data.seen[2 * round + 1])
    const rounds = neither.filter(Boolean).length
    console.log(`${way}: ${rounds} of ${ROUNDS} rounds saw none`)
    if (rounds > 0)
      blind.push(way)
  }
  console.log(`both can see none: ${blind.join(' and ') || 'never'}`)
}

/** Goes on when both threads have come here so often: once at 0. */
function meet(met, times) {
  const both = 2 * (times + 1)
  if (Atomics.add(met, 0, 1) + 1 === both)
    Atomics.notify(met, 0)
  for (let looks = 0, count = Atomics.load(met, 0); count < both; count = Atomics.load(met, 0)) {
    if (++looks > LOOKS)
      Atomics.wait(met, 0, count)
  }
}
