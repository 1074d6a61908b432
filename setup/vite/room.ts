import type { Plugin } from 'vite'
import type { Relay } from '../../runner/windows/relay.ts'
import type { Room } from '../room/serve.ts'
import { ROOM_QUESTION, ROOM_VOTES } from '../../runner/windows/room.ts'
import { createRoom, ROOM_PATH } from '../room/serve.ts'
import { readQuestion } from '../room/vote.ts'

/**
 * Lets the room vote on a deck that other machines can reach: the presenter's window asks, phones answer, all windows
 * see the count.
 */
export function roomPlugin({ relay, isRemote }: { relay: Relay, isRemote: boolean }): Plugin {
  let room: Room | undefined

  return {
    name: 'four-eggs:room',
    apply: 'serve',
    configureServer({ middlewares }) {
      if (!isRemote)
        return
      const mine = room = createRoom(votes => relay.shared.write(ROOM_VOTES, votes))
      relay.onChange(key => key === ROOM_QUESTION && mine.ask(readQuestion(relay.store.get(ROOM_QUESTION)?.value)))
      middlewares.use(ROOM_PATH, mine.handle)
    },
    buildEnd() {
      room?.close()
    },
  }
}
