import { fry } from './fry.ts'
import { about, end, queue } from './report.ts'

/** Connections to a database: so many, and not one more. */
class Pool {
  readonly #line: (() => void)[] = []

  constructor(private free: number) {}

  take(task: string): Promise<void> {
    about(task)
    if (this.free > 0) {
      this.free--
      return Promise.resolve()
    }
    queue(task)
    return new Promise(resolve => this.#line.push(() => {
      end(task)
      resolve()
    }))
  }

  give(): void {
    const next = this.#line.shift()
    if (next)
      next()
    else
      this.free++
  }
}

// #region show
const pool = new Pool(2)

async function request(name: string) {
  await pool.take(name) // for the transaction
  await fry(name, { time: 0.5 })
  await pool.take(name) // for the log
  console.log(`${name} is written down`)
  pool.give()
  pool.give()
}

await Promise.all(['A', 'B'].map(request))
// #endregion show
