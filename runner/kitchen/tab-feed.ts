import type { TabTime } from '../../egg-server/in-tab/protocol.ts'
import type { ClockTold, KitchenEvent } from '../../trace/events.ts'
import type { KitchenFeed, SocketLike } from '../run/kitchen-feed.ts'
import { openTabChannel } from '../../egg-server/in-tab/protocol.ts'
import { openFeed } from '../run/kitchen-feed.ts'
import { absoluteNow } from '../run/messages.ts'
import { askServiceWorker, kitchenHost } from './service-worker-host.ts'

type Listener = (event: { data?: unknown }) => void

/**
 * The line to the kitchen in this browser. What a WebSocket does for a kitchen on a port is done here by messages that
 * every window and every thread of the site hears; questions about the time go to the kitchen's host.
 */
export function openTabFeed(kitchenUrl: string): KitchenFeed {
  class TabSocket implements SocketLike {
    readonly #listeners = new Map<string, Set<Listener>>()
    readonly #channel = openTabChannel(kitchenUrl)

    constructor() {
      this.#channel.hear((message) => {
        if (message.kind === 'event')
          this.#emit('message', message.event)
      })
      queueMicrotask(() => this.#emit('open'))
    }

    send(text: string) {
      const { ping, callOff, announce } = JSON.parse(text) as { ping?: number, callOff?: string, announce?: string }
      // A program asks over a line that only it has, and needs no name that others do not know.
      if (announce !== undefined)
        queueMicrotask(() => this.#emit('message', { announced: announce, as: announce }))
      if (ping !== undefined)
        void timeAtCook().then(at => this.#emit('message', { pong: ping, at }))
      if (callOff !== undefined)
        this.#channel.say({ kind: 'call-off', run: callOff })
    }

    close() {
      this.#channel.close()
    }

    addEventListener(type: string, listener: Listener) {
      this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener))
    }

    #emit(type: string, data?: KitchenEvent | ClockTold | { pong: number, at: number } | { announced: string, as: string }) {
      this.#listeners.get(type)?.forEach(listener => listener({ data: JSON.stringify(data) }))
    }
  }
  return openFeed(kitchenUrl, { WebSocket: TabSocket })
}

/** The kitchen's host measures absolute time, and a thread of this page does so with the page's own clock. */
async function timeAtCook(): Promise<number> {
  const answer = kitchenHost.value === 'service-worker' ? await askServiceWorker<TabTime>({ kind: 'time' }) : undefined
  return answer?.at ?? absoluteNow()
}
