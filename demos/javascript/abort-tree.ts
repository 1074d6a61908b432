import { fry } from './fry.ts'

type Signal = AbortSignal
type Job = (signal: Signal) => Promise<unknown>
type Jobs = Job[]

const either = (one: Signal, other: Signal) => AbortSignal.any([one, other])
const egg = (name: string): Job => signal => fry(name, { signal })
const burning = (name: string): Job => signal => fry(name, { signal, time: 0.5, burn: true })
/** Nothing ends it here; a request or a window would bring its own. */
const shift = new AbortController().signal

// #region show
async function scope(up: Signal, jobs: Jobs) {
  const own = new AbortController()
  const signal = either(up, own.signal)
  const tasks = jobs.map(job => job(signal))
  await Promise.all(tasks)
    .catch(error => own.abort(error))
  await Promise.allSettled(tasks)
  own.signal.throwIfAborted()
}

await scope(shift, [
  egg('A'),
  s => scope(s, [burning('B'), egg('C')]),
  egg('D'),
]).catch(error => console.log(`${error}`))
console.log('no egg is left in the pan')
// #endregion show
