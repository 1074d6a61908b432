import type { Item } from './machine.ts'
import { happened, part } from './machine.ts'

/** First come, first served. */
export class Queue<T extends Item> {
  #items: T[] = []

  constructor(readonly label: string) {
    part(label, () => this.#items.map(({ name, note }) => ({ name, note })))
  }

  get size(): number {
    return this.#items.length
  }

  push(...items: T[]): void {
    for (const item of items) {
      this.#items.push(item)
      happened(`${item.name} joins the ${this.label}`)
    }
  }

  /** The first, if there is one. */
  take(): T | undefined {
    return this.#items.shift()
  }

  /**
   * One after another, those that are in it now. What joins meanwhile waits for the next turn: otherwise one that
   * always joins again would keep everybody else from theirs.
   */
  * drain(): Generator<T> {
    for (let rest = this.#items.length; rest > 0; rest--) {
      const item = this.#items.shift()!
      happened(`${item.name} is taken from the ${this.label}`, 'take')
      yield item
    }
  }
}
