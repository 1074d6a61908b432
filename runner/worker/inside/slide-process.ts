import type { Globals } from './main.ts'

/**
 * `process` and the other names of Node's, as a program in a browser finds them: what can be the same is the same, and
 * of the rest a sentence says that it is Node's.
 */

const INSTEAD: Record<string, string> = {
  nextTick: 'Use queueMicrotask()',
  setImmediate: 'Use setTimeout() with 0',
  clearImmediate: 'Use setTimeout() and clearTimeout()',
  Buffer: 'Use Uint8Array, TextEncoder and TextDecoder',
  hrtime: 'Use performance.now()',
  require: 'A demo is a module: it imports with `import`, and only what lies beside it',
}

function refuse(name: string, own: string): never {
  throw new TypeError(
    `${name} is Node’s own, and this program runs in a browser. ${INSTEAD[own] ?? 'Run it in a terminal: npm run demo -- ./my-file.ts'}.`,
  )
}

/** What throws a sentence as soon as it is used. */
function missing(name: string, own: string): unknown {
  return new Proxy(() => {}, {
    apply: () => refuse(name, own),
    construct: () => refuse(name, own),
    get: (_, key) => typeof key === 'symbol' ? undefined : refuse(`${name}.${key}`, own),
  })
}

const CALLS = `abort addListener availableMemory binding chdir constrainedMemory cpuUsage cwd dlopen emit emitWarning
  eventNames getActiveResourcesInfo getBuiltinModule getegid geteuid getgid getgroups getMaxListeners getuid hrtime kill
  listenerCount listeners loadEnvFile memoryUsage nextTick off prependListener removeAllListeners removeListener
  resourceUsage send setMaxListeners setUncaughtExceptionCaptureCallback umask uptime`.split(/\s+/)

/** What is no function fails as soon as it is read: it would look like a value. */
const VALUES = `allowedNodeEnvironmentFlags arch argv0 channel config connected debugPort execArgv execPath features
  mainModule permission pid platform ppid release report stdin title version versions`.split(/\s+/)

/** Node's event, and the browser's. */
const EVENTS: Record<string, [type: string, thrown: (event: any) => unknown]> = {
  unhandledRejection: ['unhandledrejection', event => event.reason],
  uncaughtException: ['error', event => event.error],
}

/** Answers with which code the program then leaves. */
export function setSlideGlobals({ env, write, exit }: Globals): () => number {
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: unknown) => {
      write(String(text), name)
      return true
    },
  })
  const process: Record<string, unknown> = { env, argv: ['node', 'demo'], stdout: stream('stdout'), stderr: stream('stderr'), exitCode: undefined }
  const exits: (() => void)[] = []
  const leave = () => exits.splice(0).forEach(call => call())
  const listen = (method: string) => (name: string, listener: (...args: unknown[]) => void) => {
    if (name === 'exit') {
      exits.push(() => listener(Number(process.exitCode ?? 0)))
      return process
    }
    const [type, thrown] = EVENTS[name] ?? []
    if (!type)
      return refuse(`process.${method}('${name}')`, name)
    addEventListener(type, (event) => {
      event.preventDefault()
      listener(thrown!(event))
    }, { once: method === 'once' })
    return process
  }
  Object.assign(process, {
    exit(code: unknown = process.exitCode ?? 0) {
      process.exitCode = code
      leave()
      exit(Number(process.exitCode))
    },
    on: listen('on'),
    once: listen('once'),
    ...Object.fromEntries(CALLS.map(name => [name, missing(`process.${name}`, name)])),
  })
  for (const name of VALUES) {
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: false,
      get: () => refuse(`process.${name}`, name),
      set: (value: unknown) => void Object.defineProperty(process, name, { value, writable: true }),
    })
  }
  Object.assign(globalThis, { process, global: globalThis })
  for (const name of ['setImmediate', 'clearImmediate', 'Buffer', 'require'])
    Object.defineProperty(globalThis, name, { value: missing(name, name), configurable: true, writable: true, enumerable: false })
  return () => {
    leave()
    return Number(process.exitCode ?? 0)
  }
}
