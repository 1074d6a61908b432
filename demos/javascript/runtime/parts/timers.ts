import type { Item } from './machine.ts'
import { happened, part } from './machine.ts'

/** When, and what then. */
interface Timer<T> { due: number, name: string, item: T }

/**
 * A binary heap: the timer that is due first is on top, and each is due no later than the two below it. Adding one and
 * taking the first takes a few steps, however many there are.
 */
export class Timers<T> {
  readonly #heap: Timer<T>[] = []

  constructor(readonly now: () => number = () => performance.now()) {
    const began = now()
    part('timers', () => this.#heap.map(({ due, name }): Item => ({ name, note: `at ${((due - began) / 1000).toFixed(2)} s` })))
  }

  get size(): number {
    return this.#heap.length
  }

  /** When the first is due; never, if there is none. */
  get next(): number {
    return this.#heap[0]?.due ?? Infinity
  }

  after(ms: number, name: string, item: T): void {
    const heap = this.#heap
    heap.push({ due: this.now() + ms, name, item })
    for (let at = heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1
      if (heap[above]!.due <= heap[at]!.due)
        break
      this.#swap(at, above)
      at = above
    }
    happened(`${name} is set`)
  }

  /** Takes out those whose time has come: never before, and after it as late as somebody asks. */
  * due(): Generator<T> {
    const now = this.now()
    while (this.next <= now) {
      const { name, due, item } = this.#takeFirst()
      happened(`${name} is due, since ${(now - due).toFixed(1)} ms`)
      yield item
    }
  }

  #takeFirst(): Timer<T> {
    const heap = this.#heap
    this.#swap(0, heap.length - 1)
    const first = heap.pop()!
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const below = right < heap.length && heap[right]!.due < heap[left]!.due ? right : left
      if (below >= heap.length || heap[at]!.due <= heap[below]!.due)
        return first
      this.#swap(at, below)
      at = below
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap
    ;[heap[a], heap[b]] = [heap[b]!, heap[a]!]
  }
}
