import type { WorkerLike } from './worker-like.ts'

/** Starting a thread and loading its code takes longer than a program may wait for its first line, so one is ready. */
let spare: Worker | undefined

/** Gets a thread ready for the next run. Call it when a slide with a demo is shown. */
export function warm(): void {
  spare ??= createThread()
}

/** A thread for one run. Another is made ready once this one has gone. */
export function spawn(): WorkerLike {
  warm()
  const thread = spare!
  spare = undefined
  return {
    start: message => thread.postMessage(message),
    onMessage: listener => thread.addEventListener('message', event => listener(event.data)),
    onDeath(listener) {
      thread.addEventListener('error', (event) => {
        event.preventDefault()
        listener(`The program's thread broke: ${event.message || 'its code could not be loaded. Reload the page'}.`)
      })
    },
    terminate() {
      thread.terminate()
      warm()
    },
  }
}

function createThread(): Worker {
  const thread = new Worker(new URL('./entry.browser.ts', import.meta.url), { type: 'module', name: 'program' })
  thread.addEventListener('error', () => {
    // One that broke while it waited is of no use to the next run.
    if (spare === thread)
      spare = undefined
  })
  return thread
}
