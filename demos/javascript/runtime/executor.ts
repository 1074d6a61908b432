import type { Future } from './parts/future.ts'
import { egg } from './parts/egg.ts'
import { map, PENDING, polls } from './parts/future.ts'
import { pan } from './parts/pan.ts'
import { Queue } from './parts/queue.ts'
import { wakes } from './parts/wakes.ts'

type Task = Future<void>

function fry(name: string): Task {
  return map(egg(name), egg => console.log(`${egg} is ready`))
}

// #region show
const ready = new Queue<Task>('ready queue')

async function run(tasks: Task[]) {
  let alive = tasks.length
  ready.push(...tasks)
  while (alive > 0) {
    for (const task of ready.drain()) {
      // Another turn, but only when woken.
      const again = () => ready.push(task)
      if (task.poll(wakes(again)) !== PENDING)
        alive--
    }
    await pan.turn()
  }
}

await run(['A', 'B', 'C', 'D'].map(fry))
console.log(`${polls()} polls`)
// #endregion show
