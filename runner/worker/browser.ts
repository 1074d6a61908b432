import type { Guest } from '../kitchen/tab-client.ts'
import type { SaidMessage } from '../run/messages.ts'
import type { WorkerLike } from '../run/worker-like.ts'
import { receiveGuest } from '../kitchen/tab-client.ts'
import { cut } from '../run/keep.ts'

/** Starting a thread and loading its code takes longer than a program may wait for its first line, so some are ready. */
const spares = new Set<Worker>()

/** How many the slide that is shown may start at once. */
let wanted = 1

/** Gets threads ready for the next runs: one, or as many as a race starts. Call it when a slide with demos is shown. */
export function warm(count = 1): void {
  wanted = count
  while (spares.size < wanted)
    spares.add(createThread())
}

/** A thread for one run. Another is made ready once this one has gone. */
export function spawn(): WorkerLike {
  const [thread = createThread()] = spares
  spares.delete(thread)
  let guest: Guest | undefined
  return {
    start(message) {
      guest = receiveGuest(message.kitchen)
      thread.postMessage({ ...message, tab: guest?.place })
    },
    say: said => thread.postMessage({ said } satisfies SaidMessage),
    onMessage: listener => thread.addEventListener('message', event => listener(event.data)),
    onDeath(listener) {
      thread.addEventListener('error', (event) => {
        event.preventDefault()
        listener(`The program's thread broke: ${cut(event.message) || 'its code could not be loaded. Reload the page'}.`)
      })
    },
    terminate() {
      thread.terminate()
      guest?.leave()
      warm(wanted)
    },
  }
}

function createThread(): Worker {
  const thread = new Worker(new URL('./entry.browser.ts', import.meta.url), { type: 'module', name: 'program' })
  // One that broke while it waited is of no use to the next run.
  thread.addEventListener('error', () => spares.delete(thread))
  return thread
}
