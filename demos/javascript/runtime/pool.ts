import type { Future, Waker } from './parts/future.ts'
import type { Job } from './parts/thread.ts'
import { eggTime } from '../kitchen.ts'
import { blockOn } from './parts/block-on.ts'
import { egg } from './parts/egg.ts'
import { join, PENDING, watched } from './parts/future.ts'
import { Queue } from './parts/queue.ts'
import { enqueued, Thread } from './parts/thread.ts'

const ms = eggTime / 2

// #region show
const jobs = new Queue<Job>('jobs')
const names = ['seat 1', 'seat 2']
const pool = names.map(n => new Thread(n))
const seats = [...pool]

function fill() {
  while (seats.length > 0 && jobs.size > 0)
    sit(seats.shift()!, jobs.take()!)
}
function sit(seat: Thread, job: Job) {
  seat.run(job).then((result) => {
    job.result = result
    seats.push(seat)
    fill()
    job.wake?.()
  })
}
// #endregion show

/** A future for what blocks: the first poll puts it into the queue, and fills the seats. */
function blocking(name: string): Future<string> {
  const job: Job = { name, ms }
  function poll(wake: Waker) {
    if (!job.wake)
      jobs.push(enqueued(job))
    job.wake = wake
    fill()
    return job.result ?? PENDING
  }
  return watched({ name, poll })
}

const toast = ['toast 1', 'toast 2', 'toast 3']
const all = join([egg('A'), ...toast.map(blocking)])
console.log((await blockOn(all)).join(', '))

pool.forEach(seat => seat.end())
