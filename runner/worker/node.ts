import type { MessageOut, SaidMessage } from '../run/messages.ts'
import type { WorkerLike } from '../run/worker-like.ts'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { buildSync } from 'esbuild'

/** Many times what a demo needs, and little enough that a runaway one ends before the machine notices. */
const HEAP_MB = 384

/** What a thread is for: one run, or one program in many orders. */
const ENTRIES = {
  run: new URL('./entry.node.ts', import.meta.url),
  orders: new URL('./entry-orders.node.ts', import.meta.url),
}

/** What the thread says when all of its code is there. */
const LOADED = 'loaded'

const codes = new Map<URL, string>()

/**
 * The code of a thread as one script, made when the first one is started: forty modules of TypeScript, each read by a
 * loader that threads do not inherit, would take it three times as long. What it requires is found from here.
 */
function codeOf(entry: URL): string {
  const known = codes.get(entry)
  if (known !== undefined)
    return known
  const { outputFiles: [file] } = buildSync({
    stdin: {
      contents: `import { start } from ${JSON.stringify(fileURLToPath(entry))}
        import { parentPort } from 'node:worker_threads'
        start()
        parentPort.postMessage(${JSON.stringify(LOADED)})`,
      resolveDir: fileURLToPath(new URL('.', entry)),
    },
    bundle: true,
    external: ['undici'],
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    target: 'node20',
    write: false,
  })
  const from = `require('node:module').createRequire(${JSON.stringify(import.meta.url)})`
  const code = `(require => {${file!.text}})(${from})`
  codes.set(entry, code)
  return code
}

/**
 * A thread for one run, in Node. It sees nothing of our environment unless that is given to it, and what it writes by
 * itself is dropped.
 */
export function spawn(env: NodeJS.ProcessEnv = {}, purpose: keyof typeof ENTRIES = 'run'): WorkerLike {
  const thread = new Worker(codeOf(ENTRIES[purpose]), {
    eval: true,
    env,
    // What keeps imports to the program's own files is what Node 26 calls deprecated: that is no word of the program.
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
