import type { CallOffs } from './call-off.ts'
import type { Clock } from './clock.ts'
import type { Order } from './order.ts'
import type { Egg, Pan } from './pan.ts'
import type { Problem } from './problem.ts'
import { checkName, isProblem, readOrder } from './order.ts'
import { problemPlate } from './problem.ts'

/** An answer, before an adapter makes HTTP of it. `Content-Length` is the adapter's. */
export interface Plate {
  status: number
  headers: Record<string, string>
  body: string
}

/** Why an egg is called off. */
export const HUNG_UP = 'the client hung up'
export const CALLED_OFF = 'the run was called off'

/** What every answer says: it was fried for you, and depends on who asked. */
export const FRESH = { 'Cache-Control': 'no-store', 'Vary': 'Origin' }

const EGG_TARGET = /^(?:\/run\/([\w-]{1,32}))?\/([\w-]{1,32})(?:\?([^#]*))?$/

/**
 * Where orders become eggs. Everything here answers by a callback, once, maybe before it returns, and hands back what
 * calls the egg off: a waiting egg then costs a few hundred bytes, and an adapter decides what else it keeps.
 */
export interface Stove {
  /** Serves the egg at this address; `undefined` where it is not plainly one. */
  serveEgg: (target: string, done: (plate: Plate) => void) => (() => void) | undefined
  /** Fries one egg and serves what `dish` makes of it after so many milliseconds. */
  fry: (task: string, run: string | undefined, order: Order, target: string, dish: (ms: number) => Plate, done: (plate: Plate) => void) => () => void
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

  const fry: Stove['fry'] = (task, run, order, target, dish, done) => {
    const egg = pan.start(task, run)
    if (!egg) {
      done(problemPlate(full(), target))
      return nothing
    }
    if (order.ms === 0) {
      done(plate(egg))
      return nothing
    }
    const forget = run === undefined
      ? nothing
      : callOffs.add(run, () => {
          leave(CALLED_OFF)
          done(problemPlate(calledOff(task, run), target))
        })
    const takeOff = clock.until(egg.at + order.ms, () => {
      forget()
      done(plate(egg))
    })
    return () => leave(HUNG_UP)

    function leave(why: string): void {
      forget()
      takeOff()
      pan.abort(egg!, why)
    }

    function plate(egg: Egg): Plate {
      if (order.burn) {
        pan.fail(egg, 'burnt')
        return problemPlate(burnt(task), target)
      }
      pan.end(egg)
      return dish(clock.now() - egg.at)
    }
  }

  return {
    full,
    fry,
    serveEgg(target, done) {
      const [, run, egg, query = ''] = EGG_TARGET.exec(target) ?? []
      if (egg === undefined || checkName('egg', egg))
        return undefined
      const order = readOrder(query, eggMs)
      if (isProblem(order)) {
        done(problemPlate(order, target))
        return nothing
      }
      return fry(egg, run, order, target, ms => eggPlate(egg, ms), done)
    },
  }
}

/** An egg as it is served: its name. `ms` is how long it fried; without it, how it would be served. */
export function eggPlate(egg: string, ms?: number): Plate {
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

function nothing(): void {}
