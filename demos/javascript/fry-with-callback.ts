import { fry } from './fry.ts'

/** What is called when the egg is ready, or with what kept it from being. */
export type Done = (error: Error | undefined, egg?: string) => void

/** An egg the old way: nothing is handed back, and a function is called once. It takes half an egg's time. */
export function fryEgg(name: string, done: Done): void {
  order(name, false, done)
}

/** The same, and the egg burns. */
export function burnEgg(name: string, done: Done): void {
  order(name, true, done)
}

function order(name: string, burn: boolean, done: Done): void {
  // From a turn of its own: what `done` throws is not a rejection of ours.
  const call: Done = (...answer) => void setTimeout(done, 0, ...answer)
  fry(name, { time: 0.5, burn }).then(egg => call(undefined, egg), call)
}
