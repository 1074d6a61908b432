import type { Rules } from '../../egg-server/rules.ts'
import type { KitchenEvent } from '../../trace/events.ts'
import type { Held } from './held.ts'
import { createKitchen } from '../../egg-server/app.ts'

/** The kitchen of a run whose answers are held: the same as on a port, in the program's own thread. */
export interface HeldKitchen {
  fetch: typeof fetch
  /** Takes off the heat what is still in the pan; answers how many eggs that were. */
  close: () => number
}

interface Options {
  held: Held
  /** How long an egg takes, in milliseconds. */
  eggMs: number
  run: string
  rules?: Partial<Rules>
  /** Is told what the kitchen sees. */
  hear: (event: KitchenEvent) => void
}

export async function createHeldKitchen({ held, eggMs, run, rules, hear }: Options): Promise<HeldKitchen> {
  /** What the next wait at the stove is for: the egg that has just been put in, or that has just moved on. */
  let label = 'the kitchen'
  const clock = {
    now: held.now,
    until(due: number, done: () => void) {
      const mine = label
      return held.answer(mine, due, () => {
        label = mine
        done()
      })
    },
  }
  const kitchen = createKitchen({ ms: eggMs, clock, ...rules && { rules } })
  kitchen.subscribe((event) => {
    if (event.kind === 'start' || event.kind === 'refused')
      label = event.task
    hear(event)
  })

  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      const { signal } = request
      signal.throwIfAborted()
      const before = held.turns.length
      return new Promise<Response>((resolve, reject) => {
        let forget = (): void => {}
        signal.addEventListener('abort', () => {
          forget()
          reject(signal.reason)
        }, { once: true })
        void Promise.resolve(kitchen.fetch(request)).then((reply) => {
          // What is answered at once is on its way all the same, and may be overtaken.
          if (held.turns.length === before)
            forget = held.answer(label, held.now(), () => resolve(reply))
          else
            resolve(reply)
        }, reject)
      })
    },
    close() {
      const { pan } = kitchen.counts
      kitchen.callOff(run)
      return pan
    },
  }
}
