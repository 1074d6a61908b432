import type { Guest } from '../kitchen/tab-client.ts'
import type { MessageOut, SaidMessage, StartMessage } from '../run/messages.ts'
import type { WorkerLike } from '../run/worker-like.ts'
import type { Frame } from './frame.ts'
import { receiveGuest } from '../kitchen/tab-client.ts'
import { useKitchen } from '../kitchen/which-kitchen.ts'
import { fewPerFrame } from './few-per-frame.ts'
import { openFrame } from './frame.ts'

/**
 * Starting a thread and loading its code takes longer than a program may wait for its first line, so some are ready.
 */
const spares = new Set<Frame>()

/** How many the slide that is shown may start at once. */
let wanted = 1

/** A run that ends has its last events to be drawn: the next thread is made when that is done. */
const REST_MS = 100

/** Gets threads ready for the next runs: one, or as many as a race starts. Call it when a slide with demos is shown. */
export function warm(count = 1): void {
  wanted = count
  while (spares.size < wanted)
    spares.add(createThread())
}

/** A thread for one run. Another is made ready once this one has gone. */
export function spawn(): WorkerLike {
  const [frame = createThread()] = spares
  spares.delete(frame)
  let guest: Guest | undefined
  let listener = (_: MessageOut) => {}
  const { hear, close } = fewPerFrame<MessageOut>(message => listener(message))
  frame.port.onmessage = ({ data }) => hear(data)
  return {
    loaded: frame.loaded,
    start(message) {
      guest = receiveGuest(message)
      const said: StartMessage = { ...message, ...guest && { kitchenPort: guest.port } }
      frame.port.postMessage(said, guest ? [guest.port] : [])
    },
    tellClock: message => frame.port.postMessage(message),
    ask: (...asked) => (guest?.ask ?? fetch)(...asked),
    say: said => frame.port.postMessage({ said } satisfies SaidMessage),
    onMessage: to => listener = to,
    onDeath: listener => frame.onDeath(listener),
    terminate() {
      close()
      frame.remove()
      guest?.leave()
      setTimeout(() => warm(wanted), REST_MS)
    },
  }
}

function createThread(): Frame {
  const { url, isInTab } = useKitchen()
  const frame = openFrame(isInTab ? undefined : url)
  // One that broke while it waited is of no use to the next run.
  frame.onDeath(() => spares.delete(frame) && frame.remove())
  return frame
}
