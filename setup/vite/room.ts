import type { Plugin } from 'vite'
import type { Relay } from '../../runner/windows/relay.ts'
import type { Room } from '../room/serve.ts'
import { ROOM_ORDERS, ROOM_PHONES, ROOM_PLACE, ROOM_QUESTION, ROOM_VOTES } from '../../runner/windows/room.ts'
import { runKey } from '../../runner/windows/run-entry.ts'
import { showRun } from '../../runner/windows/show-run.ts'
import { createOrders } from '../room/orders.ts'
import { createRoom, ROOM_PATH } from '../room/serve.ts'
import { readQuestion, readRound } from '../room/vote.ts'

/**
 * Lets the room vote and order on a deck that other machines can reach: the presenter's window asks, phones answer, all
 * windows see what came of it.
 */
export function roomPlugin({ relay, isRemote, eggMs }: { relay: Relay, isRemote: boolean, eggMs: number }): Plugin {
  let room: Room | undefined
  let kitchen = ''

  return {
    name: 'four-eggs:room',
    apply: 'serve',
    configResolved({ define }) {
      kitchen = JSON.parse(define!.__KITCHEN_URL__ as string) as string
    },
    configureServer({ middlewares }) {
      if (!isRemote)
        return
      const key = runKey(ROOM_PLACE)
      const orders = createOrders({
        kitchen: () => kitchen,
        eggMs,
        show: (run, preparing) => showRun(relay.shared, key, run, { preparing }),
      })
      const mine = room = createRoom({
        tellVotes: votes => relay.shared.write(ROOM_VOTES, votes),
        tellPhones: phones => relay.shared.write(ROOM_PHONES, phones),
        orders,
      })
      relay.onChange((changed) => {
        const { value } = relay.store.get(changed) ?? {}
        if (changed === ROOM_QUESTION)
          mine.ask(readQuestion(value))
        else if (changed === ROOM_ORDERS)
          mine.serve(readRound(value))
      })
      relay.onAsk(asked => asked === key && mine.serve(undefined))
      middlewares.use(ROOM_PATH, mine.handle)
    },
    buildEnd() {
      room?.close()
    },
  }
}
