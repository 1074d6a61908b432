/** The thread of one program, in Node. */
import type { Platform } from './inside/main.ts'
import { register } from 'node:module'
import process from 'node:process'
import util from 'node:util'
import { parentPort } from 'node:worker_threads'
import * as undici from 'undici'
import { printWith } from '../run/format.ts'
import { closeNode } from './inside/close-node.ts'
import { startInside } from './inside/main.ts'
import { openNode } from './inside/open-node.ts'
import { WebWorker } from './inside/web-worker.node.ts'

/**
 * As many connections as there are eggs, and no limit of the client's own: the run has one, and an egg may take a
 * minute.
 */
const agent = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 })

const OURS = /^(?:MessagePort|TTYWrap|PipeWrap|CloseReq|TickObject)$/

/** What a demo has of these is counted one by one. */
const COUNTED = /^(?:Timeout|Immediate|Worker|TCP\w*|GetAddrInfo\w*)$/

/**
 * What is not part of the program, no import leads to, wherever it is written: in `eval` and in modules of text, too.
 */
const ONLY_TEXT = `export function resolve(name, context, next) {
  if (name.startsWith('data:'))
    return next(name, context)
  throw new TypeError('A demo imports only what lies beside it.')
}`

let isOwns = false

/** Called when the thread is as an ordinary Node program finds it, and not before. */
export function start(): void {
  startInside(nodePlatform())
}

export function nodePlatform(): Platform {
  const { FormData, Headers, Request, Response } = undici
  printWith(util)
  undici.setGlobalDispatcher(agent)
  const fetch = (input: undici.RequestInfo, init?: undici.RequestInit) =>
    undici.fetch(input, isOwns ? init : { ...init, dispatcher: agent })
  Object.assign(globalThis, { fetch, FormData, Headers, Request, Response, Worker: WebWorker })
  return {
    post: message => parentPort!.postMessage(message),
    onMessage: listener => parentPort!.on('message', listener),
    onUncaught(listener) {
      // What the program listens for itself is the program's business.
      const isAlone = (event: string) => process.listenerCount(event) < 2
      const onException = (error: unknown) => isAlone('uncaughtException') && listener(error, 'throw')
      process.on('uncaughtException', onException)
      process.on('unhandledRejection', (reason) => {
        if (!isAlone('unhandledRejection'))
          return
        if (isAlone('uncaughtException'))
          return listener(reason, 'rejection')
        process
          .listeners('uncaughtException')
          .filter(each => each !== onException)
          .forEach(each => each(reason as Error, 'unhandledRejection'))
      })
    },
    toUrl: text => `data:text/javascript,${encodeURIComponent(text)}`,
    load: url => import(url),
    // The first request of a thread loads half of undici, and opens a connection.
    async prepare(kitchen) {
      await undici.fetch(new URL('/health', kitchen)).then(reply => reply.text()).catch(() => {})
    },
    setGlobals({ env, write, exit, isOwn, path }) {
      isOwns = isOwn
      process.env = isOwn ? { ...process.env, ...env } : env
      for (const stream of ['stdout', 'stderr'] as const) {
        process[stream].write = ((text: string | Uint8Array) => {
          write(typeof text === 'string' ? text : new TextDecoder().decode(text), stream)
          return true
        }) as typeof process.stdout.write
      }
      process.exit = ((code: unknown = process.exitCode ?? 0) => {
        process.emit('exit', Number(code))
        exit(Number(code))
        // The thread is ended from outside, a moment from now.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      }) as typeof process.exit
      if (path !== undefined) {
        openNode(path)
      }
      else if (!isOwn) {
        register(`data:text/javascript,${encodeURIComponent(ONLY_TEXT)}`)
        closeNode(process)
      }
    },
    isAlive: () => countActive() > 0,
    rests: () => process.emit('beforeExit', Number(process.exitCode ?? 0)),
    leaves() {
      process.emit('exit', Number(process.exitCode ?? 0))
      return Number(process.exitCode ?? 0)
    },
  }
}

/** What keeps this thread alive, but for the line to its run. */
function countActive(): number {
  return process.getActiveResourcesInfo().filter(kind => !OURS.test(kind) && (isOwns || !COUNTED.test(kind))).length
}
