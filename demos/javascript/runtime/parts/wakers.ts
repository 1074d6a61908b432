import type { Waker } from './future.ts'
import { happened, part } from './machine.ts'

/** Who is to be woken for what. The newest waker counts, and it is called once. */
export class Wakers {
  readonly #held = new Map<string, Waker>()

  constructor(label: string) {
    part(label, () => [...this.#held.keys()].map(name => ({ name, note: 'waker' })))
  }

  keep(name: string, wake: Waker): void {
    this.#held.set(name, wake)
    happened(`${name} leaves its waker with the reactor`, 'keep')
  }

  take(name: string): Waker | undefined {
    const wake = this.#held.get(name)
    this.#held.delete(name)
    if (wake)
      happened(`the reactor hears that ${name} can be taken`)
    return wake
  }
}
