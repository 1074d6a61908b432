/** Work for the processor and nothing else, in threads of this browser: to see how much faster more of them are. */

/** About this long for one thread: long against what starting a thread takes, short for a room that looks on. */
const WORK_MS = 500

/** The work: the same for all, and its result depends on all of it, so that no compiler leaves it out. */
const SCRIPT = `
  function work(rounds) {
    let x = 1
    for (let i = 0; i < rounds; i++)
      x = (Math.imul(x, 1664525) + 1013904223) | 0
    return x
  }
  onmessage = ({ data }) => postMessage({ result: work(data) })`

export interface Measured {
  threads: number
  /** How many times as fast as one thread, the part that cannot be spread included. */
  speedup: number
  /** Milliseconds with one thread, and with all. */
  alone: number
  together: number
}

/** Does the same work once in one thread and once spread over several, after a part that one thread does by itself. */
export async function measureWorkers(parallel: number, threads: number, signal: AbortSignal): Promise<Measured> {
  const url = URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' }))
  const workers = Array.from({ length: threads }, () => new Worker(url))
  const end = () => workers.forEach(worker => worker.terminate())
  signal.addEventListener('abort', end)

  function run(worker: Worker, rounds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      worker.onmessage = () => resolve()
      worker.onerror = event => reject(new Error(event.message))
      signal.addEventListener('abort', () => reject(signal.reason))
      worker.postMessage(Math.round(rounds))
    })
  }

  async function time(job: () => Promise<unknown>): Promise<number> {
    const began = performance.now()
    await job()
    return performance.now() - began
  }

  try {
    // Everybody starts, and is compiled, before anything is timed.
    let rounds = 2_000_000
    await Promise.all(workers.map(worker => run(worker, rounds)))
    const probe = await time(() => run(workers[0]!, rounds))
    rounds *= WORK_MS / Math.max(1, probe)

    const alone = await time(() => run(workers[0]!, rounds))
    const together = await time(async () => {
      if (parallel < 1)
        await run(workers[0]!, rounds * (1 - parallel))
      await Promise.all(workers.map(worker => run(worker, rounds * parallel / threads)))
    })
    return { threads, speedup: alone / together, alone, together }
  }
  finally {
    signal.removeEventListener('abort', end)
    end()
    URL.revokeObjectURL(url)
  }
}
