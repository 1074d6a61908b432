import { Channel } from './channel.ts'
import { step } from './step.ts'

let highest = 0

/** A channel that tells how much is in it whenever that changes. */
export class Queue<T extends NonNullable<unknown>> extends Channel<T> {
  #told = 0

  override send(value: T): Promise<void> {
    const sent = super.send(value)
    this.#tell()
    return sent
  }

  override take(taker: Parameters<Channel<T>['take']>[0]): void {
    super.take(taker)
    this.#tell()
  }

  #tell(): void {
    const { size, capacity } = this
    if (size === this.#told)
      return
    this.#told = size
    highest = Math.max(highest, size)
    step('queue', { level: 'queue', height: size, ...capacity < Infinity && { capacity } })
  }
}

/** Prints the most that has been in a {@link Queue}. */
export function tellHighest(): void {
  console.log(`at most ${highest} in the queue`)
}
