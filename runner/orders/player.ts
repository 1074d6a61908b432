import type { Program } from '../code/program.ts'
import type { MessageOut, Played } from '../run/messages.ts'
import type { WorkerLike } from '../run/worker-like.ts'

/** Runs one program in one order after the other, each from its beginning. */
export interface Player {
  play: (order: readonly number[]) => Promise<Played>
  close: () => void
}

/** An order takes some milliseconds; one that takes so long has a loop without an end in it. */
const ORDER_MS = 20_000

/** What surrounds a program comes late on a busy machine. */
const LOAD_MS = 60_000

/** A thread keeps all modules that it has ever loaded: after so many orders another one takes over. */
const ORDERS_A_THREAD = 500

/** Nobody asks there: the kitchen is in the program's own thread. */
const ADDRESS = 'http://localhost:3001/run/order'

interface Options {
  program: Program
  eggMs: number
  spawn: () => WorkerLike
  /** How long one order may take. */
  orderMs?: number
}

export function createPlayer({ program, eggMs, spawn, orderMs = ORDER_MS }: Options): Player {
  let thread: { worker: WorkerLike, hear: (message: MessageOut) => void, die: (why: string) => void, plays: number } | undefined

  function open() {
    const worker = spawn()
    const opened = { worker, hear: (_: MessageOut) => {}, die: (_: string) => {}, plays: 0 }
    worker.onMessage(message => opened.hear(message))
    worker.onDeath(why => opened.die(why))
    return opened
  }

  function close() {
    void thread?.worker.terminate()
    thread = undefined
  }

  async function play(order: readonly number[]): Promise<Played> {
    if (thread && thread.plays >= ORDERS_A_THREAD)
      close()
    const mine = thread ??= open()
    mine.plays++
    let limit: ReturnType<typeof setTimeout> | undefined
    const within = (ms: number, late: () => void) => {
      clearTimeout(limit)
      limit = setTimeout(late, ms)
    }
    const played = await new Promise<Played>((resolve) => {
      const fail = (text: string) => {
        if (thread === mine)
          close()
        resolve({ events: [], began: 0, at: 0, outcome: 'failed', text, lost: 0 })
      }
      mine.die = fail
      mine.hear = message => message.kind === 'played' && resolve(message)
      within(LOAD_MS, () => fail(`The thread for it was not loaded within ${LOAD_MS / 1000} s.`))
      void Promise.resolve(mine.worker.loaded).then(() => {
        // In halves: where it was this thread that was held up, what is here already is heard between the two.
        within(orderMs / 2, () => within(orderMs / 2, () => fail(`It came to no rest within ${orderMs / 1000} s.`)))
        mine.worker.start({ program, kitchen: ADDRESS, eggMs, order })
      })
    })
    clearTimeout(limit)
    if (played.hasLeft && thread === mine)
      close()
    return played
  }

  return { play, close }
}
