/**
 * README promises that a demo reaches its kitchen and nothing of this machine. Node has no sandbox, so what a program
 * finds of Node is listed here, and nothing else is there. Threads of the program's own are given this function as
 * text: it uses nothing from outside.
 */
export function closeNode(real: NodeJS.Process): void {
  const PLAIN = ['env', 'platform', 'arch', 'version', 'versions']
  const CALLS = ['nextTick', 'hrtime', 'uptime', 'memoryUsage', 'cpuUsage', 'resourceUsage', 'exit']
  const LISTENS = ['on', 'once', 'off', 'addListener', 'removeListener']
  const EVENTS = ['uncaughtException', 'unhandledRejection', 'rejectionHandled', 'warning', 'beforeExit', 'exit']

  type Functions = Record<string, (...args: unknown[]) => unknown>
  const of = real as unknown as Functions
  const shown = Object.create(null) as Record<string, unknown>
  const refuse = (name: string): never => {
    throw new TypeError(
      `A demo has its kitchen and nothing else of the machine, so there is no ${name}. A file of your own has all of Node: npm run demo -- ./my-file.ts`,
    )
  }

  for (let object: object | null = real; object && object !== Object.prototype; object = Reflect.getPrototypeOf(object)) {
    for (const name of Object.getOwnPropertyNames(object)) {
      if (name !== 'constructor' && typeof of[name] === 'function')
        shown[name] = () => refuse(`process.${name}`)
    }
  }
  for (const name of PLAIN)
    shown[name] = of[name]
  for (const name of CALLS)
    shown[name] = Object.assign(of[name]!.bind(real), of[name])
  for (const name of LISTENS) {
    shown[name] = (event: string, listener: unknown) => {
      if (!EVENTS.includes(event))
        refuse(`process.${name}('${event}')`)
      of[name]!.call(real, event, listener)
      return shown
    }
  }
  for (const name of ['stdout', 'stderr'] as const) {
    const write = real[name].write.bind(real[name])
    shown[name] = Object.assign(Object.create(null) as object, { isTTY: false, write: (text: string) => write(text) })
  }
  shown.argv = ['node', 'demo']
  shown.emitWarning = () => {}
  Object.defineProperty(shown, 'exitCode', {
    get: () => real.exitCode,
    set: (code: number) => void (real.exitCode = code),
    enumerable: true,
  })

  const scope = globalThis as Record<PropertyKey, unknown>
  for (const name of ['module', 'exports', '__filename', '__dirname'])
    Reflect.deleteProperty(scope, name)
  scope.require = () => refuse('require')
  Object.defineProperty(scope, 'process', { value: shown, configurable: true, writable: true, enumerable: false })
  // Where Node keeps what all requests go through: it would go anywhere.
  for (const version of [1, 2]) {
    Object.defineProperty(scope, Symbol.for(`undici.globalDispatcher.${version}`), {
      value: { dispatch: () => refuse('other way') },
      writable: false,
    })
  }
}
