import type { Waker } from './future.ts'
import { count, happened } from './machine.ts'

/** The same waker, whose calls are counted and told. */
export function wakes(wake: Waker): Waker {
  return () => {
    count('wakes')
    happened('its waker is called', 'wake')
    wake()
  }
}
