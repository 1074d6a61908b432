import type { CallOffs } from './call-off.ts'
import type { Order } from './order.ts'
import type { Egg, Pan } from './pan.ts'
import type { AllPlaces } from './places.ts'
import type { Problem } from './problem.ts'
import type { Client, Reply } from './reply.ts'
import { FRESH } from './reply.ts'

/** Why an egg is called off. */
export const HUNG_UP = 'the client hung up'
export const CALLED_OFF = 'the run was called off'

/** What became of an egg: it was served after so many milliseconds, or it was not. */
export type Fried = { ms: number } | { problem: Problem }

/** How a guest finds a place at the stove. Exactly one of the two is called, maybe at once, maybe after a wait. */
export interface Seating {
  /** It is in the pan. `late`: how long it had to queue, if it had to. `free`: gives the pan to the next. */
  seated: (egg: Egg, place: { late?: number, free: () => void }) => void
  refused: (problem: Problem) => void
}

/** Where orders become eggs. */
export interface Stove {
  /** Finds a pan for an egg. Returns what gives up waiting for one. */
  seat: (task: string, run: string | undefined, seating: Seating) => (why: string) => void
  /** How long an egg takes that was ordered for so long. */
  time: (run: string | undefined, ms: number) => number
  /** Fries one egg. Settles when it is done or spoilt, and never rejects. */
  fry: (task: string, run: string | undefined, order: Order, client: Client) => Promise<Fried>
}

/** A stove for this pan. `eggMs` is how long an egg takes when the order does not say. */
export function createStove(pan: Pan, callOffs: CallOffs, places: AllPlaces, eggMs: number): Stove {
  const retryAfter = (ms: number): Record<string, string> => ({ 'Retry-After': String(Math.max(1, Math.ceil(ms / 1000))) })

  const seat: Stove['seat'] = (task, run, { seated, refused }) => {
    const here = places.of(run)
    const refuse = (why: string, problem: Omit<Problem, 'status'>): (() => void) => {
      pan.refuse(task, run, why)
      refused({ status: 503, ...problem })
      return nothing
    }
    const full = (): (() => void) => refuse('the pan is full', {
      title: 'Pan full',
      detail: `There are ${pan.counts.pan} eggs in the pan, and no more than ${pan.capacity} fit. Ask again when some are done.`,
      headers: retryAfter(eggMs),
    })

    const opensIn = here.opensIn()
    if (opensIn !== undefined) {
      return refuse('the kitchen is closed', {
        title: 'Kitchen closed',
        detail: `The kitchen takes no orders at the moment. It opens again in ${Math.ceil(opensIn)} ms.`,
        headers: retryAfter(opensIn),
      })
    }
    if (here.take()) {
      const egg = pan.start(task, run)
      if (egg) {
        seated(egg, { free: here.free })
        return nothing
      }
      here.free()
      return full()
    }
    let order: Egg | undefined
    const start = (): void => {
      const asked = order!.at
      const egg = pan.start(task, run, order)
      if (egg) {
        seated(egg, { late: egg.at - asked, free: here.free })
      }
      else {
        here.free()
        pan.abort(order!, 'the pan is full')
        refused({
          status: 503,
          title: 'Pan full',
          detail: `No more than ${pan.capacity} eggs fit into the pan. Ask again when some are done.`,
          headers: retryAfter(eggMs),
        })
      }
    }
    if (!here.wait(start)) {
      return refuse('the queue is full', {
        title: 'Queue full',
        detail: `All pans are taken (${here.rules.pans}), and so are all places to wait for one (${here.rules.queue}). Ask again later.`,
        headers: retryAfter(eggMs),
      })
    }
    order = pan.queue(task, run)
    return (why) => {
      here.leave(start)
      pan.abort(order!, why)
    }
  }

  return {
    seat,
    time: (run, ms) => places.of(run).time(ms),
    fry: (task, run, order, client) => new Promise((resolve) => {
      const here = places.of(run)
      const ms = here.time(order.ms)
      let isOver = false
      let stay = nothing
      let forgetRun = nothing
      /** Nobody wants the egg any more; answers whether it fries on all the same. */
      let leave: ((why: string) => boolean) | undefined

      function settle(fried: Fried): void {
        isOver = true
        stay()
        forgetRun()
        resolve(fried)
      }

      function giveUp(why: string): void {
        const problem = why === HUNG_UP ? hungUp(task) : calledOff(task, run!)
        if (leave!(why))
          resolve({ problem })
        else
          settle({ problem })
      }

      const stopWaiting = seat(task, run, {
        refused: problem => settle({ problem }),
        seated(egg, { late, free }) {
          const serve = (): void => {
            if (order.burn) {
              pan.fail(egg, 'burnt')
              settle({ problem: burnt(task) })
            }
            else {
              pan.end(egg, late)
              settle({ ms: egg.clock.now() - egg.at })
            }
            free()
          }
          if (ms === 0) {
            serve()
            return
          }
          const takeOff = egg.clock.until(egg.at + ms, serve)
          leave = (why) => {
            if (why === HUNG_UP && here.rules.left === 'fry-on') {
              pan.left(egg)
              return true
            }
            takeOff()
            pan.abort(egg, why)
            free()
            return false
          }
        },
      })
      if (isOver)
        return
      leave ??= (why) => {
        stopWaiting(why)
        return false
      }
      stay = client.onGone(() => giveUp(HUNG_UP))
      if (run !== undefined)
        forgetRun = callOffs.add(run, () => giveUp(CALLED_OFF))
    }),
  }
}

function nothing(): void {}

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
