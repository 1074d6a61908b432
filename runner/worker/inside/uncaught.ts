/**
 * Hears what a program in a browser did not handle. What it handles by itself, by a listener of its own that prevents
 * the default, is the program's business; whether it does is known when all of its listeners have been called, and ours
 * is the first of them.
 */
export function hearUncaught(listener: (thrown: unknown, from: 'throw' | 'rejection') => void): void {
  const hear = (type: 'error' | 'unhandledrejection', thrownOf: (event: any) => unknown) => {
    addEventListener(type, (event) => {
      // Told to the run, it need not appear in the page's console as well.
      event.preventDefault()
      let isTheirs = false
      Object.defineProperties(event, {
        preventDefault: { value: () => void (isTheirs = true) },
        defaultPrevented: { get: () => isTheirs },
      })
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        if (!isTheirs)
          listener(thrownOf(event), type === 'error' ? 'throw' : 'rejection')
      }
      port2.postMessage(undefined)
    })
  }
  hear('error', event => event.error ?? event.message)
  hear('unhandledrejection', event => event.reason)
  property('onerror', 'error', (call, event) => call(event.message, event.filename, event.lineno, event.colno, event.error) === true)
  property('onunhandledrejection', 'unhandledrejection', (call, event) => call(event) === false)
}

/** `self.onerror = …`, whose answer may prevent the default. */
function property(name: string, type: string, prevents: (call: (...args: unknown[]) => unknown, event: any) => boolean) {
  let callback: unknown
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: true,
    get: () => callback ?? null,
    set: (value: unknown) => void (callback = value),
  })
  addEventListener(type, (event) => {
    if (
      typeof callback === 'function'
      && prevents((...args) => Reflect.apply(callback as () => unknown, globalThis, args) as unknown, event)
    ) {
      event.preventDefault()
    }
  })
}
