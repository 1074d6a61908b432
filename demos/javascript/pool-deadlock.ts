import { fry } from './fry.ts'
import { hold } from './holds.ts'
import { about, end, queue } from './report.ts'

const CONNECTION = 'a connection'

/** Connections to a database: so many, and not one more. */
class Pool {
  readonly #line: (() => void)[] = []

  constructor(private free: number) {}

  take(task: string): Promise<void> {
    about(task)
    if (this.free > 0) {
      this.free--
      hold(task, 'has', CONNECTION)
      return Promise.resolve()
    }
    hold(task, 'wants', CONNECTION)
    queue(task)
    return new Promise(resolve => this.#line.push(() => {
      hold(task, 'has', CONNECTION)
      end(task)
      resolve()
    }))
  }

  give(task: string): void {
    hold(task, 'gives', CONNECTION)
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
  pool.give(name)
  pool.give(name)
}

await Promise.all(['A', 'B'].map(request))
// #endregion show
