import type { KitchenEvent } from '../../trace/events.ts'
import type { TabPlace } from '../run/messages.ts'
import { openTabChannel } from '../../egg-server/in-tab/protocol.ts'
import { absoluteNow } from '../run/messages.ts'
import { whoCooks } from './service-worker-host.ts'
import { useKitchen } from './which-kitchen.ts'

/** What any kitchen says of an egg whose client is gone. */
const HUNG_UP = 'the client hung up'

/** A program's thread, as the kitchen in this browser knows it. */
export interface Guest {
  place: TabPlace
  /** Its thread has been ended. */
  leave: () => void
}

/** Announces a thread that is to run at this address; nothing where the kitchen is behind a port. */
export function receiveGuest(runUrl: string): Guest | undefined {
  const { url, isInTab, eggMs } = useKitchen()
  if (!isInTab)
    return undefined
  const place: TabPlace = { kitchen: url, eggMs: eggMs.value, cook: whoCooks.value, guest: crypto.randomUUID() }
  const channel = openTabChannel(url)
  const run = runUrl.split('/').at(-1)
  /** A thread that cooks for itself cannot say what became of its eggs when it is ended. */
  const frying = new Map<number | undefined, KitchenEvent>()
  channel.hear((message) => {
    if (message.kind !== 'event' || message.event.run !== run)
      return
    if (message.event.kind === 'start')
      frying.set(message.event.id, message.event)
    else
      frying.delete(message.event.id)
  })

  return {
    place,
    leave() {
      const at = absoluteNow()
      if (place.cook === 'thread') {
        for (const event of frying.values())
          channel.say({ kind: 'event', event: { ...event, kind: 'abort', at, t: event.t + at - event.at, text: HUNG_UP } })
      }
      channel.close()
    },
  }
}
