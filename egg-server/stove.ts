import type { CallOffs } from './call-off.ts'
import type { Clock } from './clock.ts'
import type { Order } from './order.ts'
import type { Pan } from './pan.ts'
import type { Problem } from './problem.ts'
import type { Client, Reply } from './reply.ts'
import { FRESH } from './reply.ts'

/** Why an egg is called off. */
export const HUNG_UP = 'the client hung up'
export const CALLED_OFF = 'the run was called off'

/** What became of an egg: it was served after so many milliseconds, or it was not. */
export type Fried = { ms: number } | { problem: Problem }

/** Where orders become eggs. */
export interface Stove {
  /** Fries one egg. Settles when it is done or spoilt, and never rejects. */
  fry: (task: string, run: string | undefined, order: Order, client: Client) => Promise<Fried>
  /** Says that no egg fits. */
  full: () => Problem
}

/** A stove for this pan. `eggMs` is how long an egg takes when the order does not say. */
export function createStove(pan: Pan, clock: Clock, callOffs: CallOffs, eggMs: number): Stove {
  const full = (): Problem => ({
    status: 503,
    title: 'Pan full',
    detail: `There are ${pan.counts.pan} eggs in the pan, and no more than ${pan.capacity} fit. Ask again when some are done.`,
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(eggMs / 1000))) },
  })

  return {
    full,
    fry: (task, run, order, client) => new Promise((resolve) => {
      const egg = pan.start(task, run)
      if (!egg) {
        resolve({ problem: full() })
        return
      }
      if (order.ms === 0) {
        serve()
        return
      }
      const takeOff = clock.until(egg.at + order.ms, () => {
        forget()
        serve()
      })
      const stay = client.onGone(() => leave(HUNG_UP, hungUp(task)))
      const forgetRun = run === undefined ? undefined : callOffs.add(run, () => leave(CALLED_OFF, calledOff(task, run)))

      function leave(why: string, problem: Problem): void {
        takeOff()
        forget()
        pan.abort(egg!, why)
        resolve({ problem })
      }

      function forget(): void {
        stay()
        forgetRun?.()
      }

      function serve(): void {
        if (order.burn) {
          pan.fail(egg!, 'burnt')
          resolve({ problem: burnt(task) })
        }
        else {
          pan.end(egg!)
          resolve({ ms: clock.now() - egg!.at })
        }
      }
    }),
  }
}

/** An egg as it is served: its name. `ms` is how long it fried; without it, how it would be served. */
export function eggReply(egg: string, ms?: number): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...fried(ms) }, body: egg }
}

/** The headers of something that was fried. */
export function fried(ms: number | undefined): Record<string, string> {
  return ms === undefined ? FRESH : { 'Server-Timing': `fry;dur=${ms.toFixed(3)}`, ...FRESH }
}

function burnt(task: string): Problem {
  return { status: 500, title: 'Burnt', detail: `${task} burnt, as it was asked to. Ask again without ?burn for a good one.` }
}

function calledOff(task: string, run: string): Problem {
  return { status: 409, title: 'Called off', detail: `${task} was taken off the heat: its run ${run} was stopped. Ask again in a new run.` }
}

/** Nobody reads it; an adapter waits for it all the same. 499 is nginx's word for it. */
function hungUp(task: string): Problem {
  return { status: 499, title: 'Hung up', detail: `${task} was taken off the heat: ${HUNG_UP}.` }
}
