// Words of many languages, and slips of fingers. cspell:disable
/**
 * What people call the same thing, or nearly: a search for one of a line finds places about the others, too, after
 * those that have the very word.
 */
const LINES = [
  'race condition, data race, lost update, overdraft, read-modify-write',
  'starvation, starve, starving, unfair, fairness, hunger',
  'back pressure, backpressure, back-pressure, full channel, bounded',
  'cancel, cancels, cancellation, abort, AbortController, AbortSignal, called off',
  'green thread, virtual thread, fiber, fibre, goroutine, M:N',
  'coroutine, generator, suspend, resume, yield',
  'thread pool, pool, worker, executor',
  'async, asynchronous, non-blocking, nonblocking',
  'parallel, parallelism, at the same time, simultaneous',
  'concurrent, concurrency, interleaved',
  'mutex, lock, critical section, monitor',
  'semaphore, limit, permits, at most',
  'deadlock, hang, stuck, circular wait',
  'livelock, polite',
  'future, promise, deferred, task',
  'actor, mailbox, message passing',
  'event loop, loop, reactor',
  'callback, continuation, callback hell, pyramid',
  'structured concurrency, scope, nursery, task group',
  'timeout, deadline, too late',
  'stream, async iterator, sequence',
  'channel, queue, pipe',
  'atomic, compare and swap, CAS, lock-free',
  'context switch, preemption, preemptive, scheduler',
  'Amdahl, speedup, scaling',
  'await, wait for',
  'nebenläufigkeit, concurrency',
  'verklemmung, deadlock',
  'wettlauf, race condition',
  'abbrechen, cancel',
  'warten, wait, await',
  'gleichzeitig, parallel, concurrent',
].map(line => line.split(', '))

const simple = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `

/** Other names of what is in a query. */
export function synonymsOf(query: string): string[] {
  const wanted = simple(query)
  const found = LINES.filter(line => line.some(name => wanted.includes(simple(name)))).flat()
  return [...new Set(found)].filter(name => !wanted.includes(simple(name)))
}
