import { block } from '../../block.ts'
import { end, now, queue, resume } from '../../report.ts'
import { happened, part } from './machine.ts'
import { pan } from './pan.ts'

/** A call that blocks its caller: the whole thread stands still. */
export interface Job {
  name: string
  /** How long it blocks, in milliseconds. */
  ms: number
  result?: string
  wake?: () => void
}

const SCRIPT = `
  const now = ${now}
  onmessage = ({ data }) => {
    postMessage({ began: now() })
    ;(${block})(data)
    postMessage({ ended: now() })
  }`

const threads: Thread[] = []

/** A real thread of its own: a seat for one job at a time. */
export class Thread {
  readonly #worker = new Worker(`data:text/javascript,${encodeURIComponent(SCRIPT)}`)
  #job: Job | undefined
  #back = () => {}

  constructor(readonly name: string) {
    this.#worker.addEventListener('message', ({ data }) => this.#hear(data))
    if (threads.length === 0)
      part('threads', () => threads.map(({ name, note }) => ({ name, note })))
    threads.push(this)
  }

  get note(): string {
    return this.#job?.name ?? 'idle'
  }

  /** Makes the call over there. This thread goes on meanwhile; the other one does not. */
  run(job: Job): Promise<string> {
    this.#job = job
    happened(`${this.name} takes ${job.name}, and is blocked`)
    this.#worker.postMessage(job.ms)
    const back = pan.expect()
    return new Promise((resolve) => {
      this.#back = () => {
        resolve(job.name)
        back()
      }
    })
  }

  #hear(said: { began: number } | { ended: number }) {
    const { name } = this.#job!
    if ('began' in said)
      return resume(name, said.began)
    end(name, said.ended)
    this.#job = undefined
    happened(`${this.name} is back from ${name}`)
    this.#back()
  }

  /** It is no longer needed. */
  end(): void {
    this.#worker.terminate()
  }
}

/** The lane of a job that has no seat yet: it is ready, and waits. */
export function enqueued(job: Job): Job {
  queue(job.name)
  return job
}
