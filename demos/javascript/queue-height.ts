import type { Channel } from './channel.ts'

let highest = 0

/** Prints how many are in a queue, as a bar: the lines of a run are its height over time. */
export function measure({ size }: Channel<string>): void {
  highest = Math.max(highest, size)
  console.log(`queue ${'▮'.repeat(size)} ${size}`)
}

/** Prints the most that {@link measure} has seen. */
export function tellHighest(): void {
  console.log(`at most ${highest} in the queue`)
}
