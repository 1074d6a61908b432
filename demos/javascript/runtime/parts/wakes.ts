import type { Waker } from './future.ts'
import { count } from './machine.ts'

/** The same waker, whose calls are counted. */
export function wakes(wake: Waker): Waker {
  return () => {
    count('wakes')
    wake()
  }
}
