import { Worker as Thread } from 'node:worker_threads'
import { closeNode } from './close-node.ts'

/**
 * Inside a thread, what a worker's program expects to find, as far as a demo needs it; nothing else of the machine, and
 * no network. A script that was compiled this way cannot import. (`__name`: what tsx marks functions with.)
 */
const INSIDE = `{
  const __name = named => named
  const { parentPort, workerData } = require('node:worker_threads')
  const { Script } = require('node:vm')
  globalThis.self = globalThis
  globalThis.postMessage = message => parentPort.postMessage(message)
  for (const name of ['fetch', 'WebSocket', 'EventSource'])
    globalThis[name] = () => { throw new TypeError('A thread of a demo’s own computes. Its program asks the kitchen.') }
  ;(${String(closeNode)})(process)
  parentPort.on('message', data => globalThis.onmessage?.({ data }))
  new Script(workerData, { filename: 'thread.js' }).runInThisContext()
}`

/**
 * The browser's `Worker`, in Node, so that a demo can have threads without importing what no browser has. It takes a
 * classic script as a `data:` address; inside there are `onmessage` and `postMessage`.
 */
export class WebWorker extends EventTarget {
  readonly #thread: Thread

  constructor(address: string) {
    super()
    if (!String(address).startsWith('data:'))
      throw new TypeError('A demo starts a thread from its text: give the script as a data: address.')
    const text = decodeURIComponent(address.slice(address.indexOf(',') + 1))
    this.#thread = new Thread(INSIDE, { eval: true, env: {}, execArgv: [], workerData: text })
    this.#thread.on('message', data => this.dispatchEvent(new MessageEvent('message', { data })))
    this.#thread.on('error', error =>
      this.dispatchEvent(Object.assign(new Event('error'), { error, message: error instanceof Error ? error.message : String(error) })))
  }

  postMessage(message: unknown): void {
    this.#thread.postMessage(message)
  }

  terminate(): void {
    void this.#thread.terminate()
  }
}
