import { about, end, queue } from './report.ts'

/**
 * A mutex: one task holds it at a time, the others wait in line. Of our own, and not `navigator.locks`: those are
 * shared by all tabs of a site, so the deck's own windows would wait for each other, and Node 20 has none.
 */
export class Lock {
  #isHeld = false
  readonly #line: (() => void)[] = []

  /** Settles when the lock is held. `task` names the lane that shows a wait for it. */
  acquire(task: string): Promise<void> {
    about(task)
    if (!this.#isHeld) {
      this.#isHeld = true
      return Promise.resolve()
    }
    queue(task)
    return new Promise((resolve) => {
      this.#line.push(() => {
        end(task)
        resolve()
      })
    })
  }

  /** Hands the lock to whoever has waited longest. Only the holder may call it. */
  release(): void {
    const next = this.#line.shift()
    if (next)
      next()
    else
      this.#isHeld = false
  }

  /** Holds the lock for as long as the job takes, however it ends. */
  async hold<T>(task: string, job: () => Promise<T>): Promise<T> {
    await this.acquire(task)
    try {
      return await job()
    }
    finally {
      this.release()
    }
  }
}
