import { hold } from './holds.ts'
import { about, end, queue } from './report.ts'

/**
 * A mutex: one task holds it at a time, the others wait in line. Of our own, and not `navigator.locks`: those are
 * shared by all tabs of a site, so the deck's own windows would wait for each other, and Node 20 has none.
 */
export class Lock {
  #holder: string | undefined
  readonly #line: (() => void)[] = []

  /** `name`: what is behind it, as a picture of who waits for whom calls it. */
  constructor(readonly name = 'the lock') {}

  /** Settles when the lock is held. `task` names the lane that shows a wait for it. */
  acquire(task: string): Promise<void> {
    about(task)
    if (this.#holder === undefined) {
      this.#give(task)
      return Promise.resolve()
    }
    hold(task, 'wants', this.name)
    queue(task)
    return new Promise((resolve) => {
      this.#line.push(() => {
        this.#give(task)
        end(task)
        resolve()
      })
    })
  }

  /** Hands the lock to the task that has waited longest. Only the holder may call it. */
  release(): void {
    if (this.#holder !== undefined)
      hold(this.#holder, 'gives', this.name)
    this.#holder = undefined
    this.#line.shift()?.()
  }

  #give(task: string): void {
    this.#holder = task
    hold(task, 'has', this.name)
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
