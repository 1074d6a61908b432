import type { Future } from './parts/future.ts'
import { egg } from './parts/egg.ts'
import { PENDING, polls } from './parts/future.ts'
import { pan } from './parts/pan.ts'

type Task = Future<string>

const eggs = ['A', 'B', 'C', 'D'].map(name => egg(name))

// #region show
async function run(tasks: Task[]) {
  const noWaker = () => {}
  let alive = tasks
  while (alive.length > 0) {
    // Are you ready? And you? And you?
    alive = alive.filter((task) => {
      return task.poll(noWaker) === PENDING
    })
    // The same turn, but without sleep.
    await pan.glance()
  }
}

await run(eggs)
console.log(`${polls()} polls`)
// #endregion show
