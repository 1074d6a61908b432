import { fry } from './fry.ts'
import { hold } from './holds.ts'
import { about, end, queue } from './report.ts'

const CONNECTION = 'a connection'

/** Connections to a database: so many, and not one more. */
class Pool {
  readonly #line: (() => void)[] = []
  readonly #opened = performance.now()
  /** How many it has lent, and for how long all of them together. */
  #loans = 0
  #lentMs = 0

  constructor(private free: number) {}

  take(task: string): Promise<void> {
    about(task)
    if (this.free > 0) {
      this.free--
      this.#lend(task)
      return Promise.resolve()
    }
    hold(task, 'wants', CONNECTION)
    queue(task)
    return new Promise(resolve => this.#line.push(() => {
      this.#lend(task)
      end(task)
      resolve()
    }))
  }

  give(task: string): void {
    hold(task, 'gives', CONNECTION)
    this.#lentMs += performance.now()
    const next = this.#line.shift()
    if (next)
      next()
    else
      this.free++
  }

  /** Little's law, from what this pool has seen: so many are lent on average. */
  load(): string {
    const rate = this.#loans / (performance.now() - this.#opened) * 1000
    const each = this.#lentMs / this.#loans / 1000
    return `${rate.toFixed(1)} loans a second × ${each.toFixed(2)} s = ${(rate * each).toFixed(1)} lent`
  }

  #lend(task: string): void {
    this.#loans++
    this.#lentMs -= performance.now()
    hold(task, 'has', CONNECTION)
  }
}

// #region show
const size = 2
const pool = new Pool(size)

async function request(name: string) {
  await pool.take(name) // for the transaction
  await fry(name, { time: 0.5 })
  await pool.take(name) // for the log
  console.log(`${name} is written down`)
  pool.give(name)
  pool.give(name)
}

await Promise.all(['A', 'B'].map(request))
console.log(pool.load())
// #endregion show
