import { Worker as Thread } from 'node:worker_threads'

/** Inside a thread, what a worker's program expects to find; as far as a demo needs it. */
const INSIDE = `{
  const { parentPort } = require('node:worker_threads')
  globalThis.self = globalThis
  globalThis.postMessage = message => parentPort.postMessage(message)
  parentPort.on('message', data => globalThis.onmessage?.({ data }))
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
    this.#thread = new Thread(`${INSIDE}\n${text}`, { eval: true, env: {}, execArgv: [] })
    this.#thread.on('message', data => this.dispatchEvent(new MessageEvent('message', { data })))
    this.#thread.on('error', error => this.dispatchEvent(Object.assign(new Event('error'), { error, message: error instanceof Error ? error.message : String(error) })))
  }

  postMessage(message: unknown): void {
    this.#thread.postMessage(message)
  }

  terminate(): void {
    void this.#thread.terminate()
  }
}
