/** The thread of one program, in Node. */
import process from 'node:process'
import { parentPort } from 'node:worker_threads'
import * as undici from 'undici'
import { startInside } from './inside/main.ts'
import { WebWorker } from './inside/web-worker.node.ts'

/**
 * As many connections as there are eggs, and no limit of the client's own: the run has one, and an egg may take a
 * minute.
 */
const agent = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 })

/** Called when the thread is as an ordinary Node program finds it, and not before. */
export function start(): void {
  const { FormData, Headers, Request, Response } = undici
  undici.setGlobalDispatcher(agent)
  Object.assign(globalThis, { fetch: undici.fetch, FormData, Headers, Request, Response, Worker: WebWorker })
  startInside({
    post: message => parentPort!.postMessage(message),
    onMessage: listener => parentPort!.on('message', listener),
    onUncaught(listener) {
      process.on('uncaughtException', error => listener(error, 'throw'))
      process.on('unhandledRejection', reason => listener(reason, 'rejection'))
    },
    toUrl: text => `data:text/javascript,${encodeURIComponent(text)}`,
    load: url => import(url),
    // The first request of a thread loads half of undici, and opens a connection.
    async prepare(kitchen) {
      await undici.fetch(new URL('/health', kitchen)).then(reply => reply.text()).catch(() => {})
    },
    setEnvironment: env => void (process.env = env),
  })
}
