import type { MessageOut, SaidMessage } from '../run/messages.ts'
import type { WorkerLike } from '../run/worker-like.ts'
import { Worker } from 'node:worker_threads'

/** Many times what a demo needs, and little enough that a runaway one ends before the machine notices. */
const HEAP_MB = 384

/** What a thread is for: one run, or one program in many orders. */
const ENTRIES = {
  run: new URL('./entry.node.ts', import.meta.url).href,
  orders: new URL('./entry-orders.node.ts', import.meta.url).href,
}
const TSX = import.meta.resolve?.('tsx/esm/api') ?? 'tsx/esm/api'

/** What the thread says when all of its code is there. */
const LOADED = 'loaded'

/**
 * Threads do not inherit the loader that reads our TypeScript. It is taken off again before the program comes, which
 * brings its own JavaScript and must find its own lines in stacks.
 */
function bootstrap(entry: string) {
  return `
  import(${JSON.stringify(TSX)}).then(async ({ register }) => {
    const unregister = register()
    const { start } = await import(${JSON.stringify(entry)})
    await unregister()
    process.setSourceMapsEnabled(false)
    start()
    require('node:worker_threads').parentPort.postMessage(${JSON.stringify(LOADED)})
  })`
}

/**
 * A thread for one run, in Node. It sees nothing of our environment unless that is given to it, and what it writes by
 * itself is dropped.
 */
export function spawn(env: NodeJS.ProcessEnv = {}, purpose: keyof typeof ENTRIES = 'run'): WorkerLike {
  const thread = new Worker(bootstrap(ENTRIES[purpose]), {
    eval: true,
    env,
    // What loads TypeScript for a program uses what Node 26 calls deprecated: that is no word of the program.
    execArgv: ['--disable-warning=DEP0205'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  thread.stdout.resume()
  thread.stderr.resume()
  return {
    loaded: new Promise(resolve => thread.once('message', () => resolve())),
    start: message => thread.postMessage(message),
    tellClock: message => thread.postMessage(message),
    say: said => thread.postMessage({ said } satisfies SaidMessage),
    onMessage: listener => thread.on('message', (message: MessageOut | typeof LOADED) => message !== LOADED && listener(message)),
    onDeath(listener) {
      thread.on('error', error => listener(whyItBroke(error)))
      thread.on('exit', code => listener(`The program left by itself with exit code ${code}.`))
    },
    terminate: () => void thread.terminate(),
  }
}

function whyItBroke(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return `The program ran out of memory: it may use ${HEAP_MB} MB. Something in it grows without end.`
  return `The program's thread broke: ${error instanceof Error ? error.message : String(error)}.`
}
