/**
 * What has been seen of promises. In a browser nothing tells a promise's state without touching it, and touching it
 * counts as handling it; so only what the run saw anyway is printed, and of the others that nothing is known.
 */
export interface PromiseStates {
  /** This promise is of ours: it is pending until something else is said. Answers it. */
  watch: <T>(promise: Promise<T>) => Promise<T>
  fulfilled: (promise: unknown, value: unknown) => void
  rejected: (promise: unknown, reason: unknown) => void
}

type State = { is: 'pending' } | { is: 'fulfilled' | 'rejected', value: unknown }
type Inspect = (value: unknown, options: object) => string

const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** Known before a program is given a `process` of its own, which in a browser has nothing of Node's to look at. */
const isNode = 'process' in globalThis

export function createPromiseStates(scope: Record<string, unknown>): PromiseStates {
  const states = new WeakMap<object, State>()
  const { Promise } = scope as { Promise: PromiseConstructor }
  const isPromise = (value: unknown): value is object => value instanceof Promise

  const settle = (is: 'fulfilled' | 'rejected') => (promise: unknown, value: unknown) => {
    if (isPromise(promise))
      states.set(promise, { is, value })
  }

  // Node knows by itself.
  if (!isNode) {
    Object.defineProperty(Promise.prototype, INSPECT, {
      configurable: true,
      writable: true,
      enumerable: false,
      value(this: object, depth: number, options: object, inspect: Inspect) {
        const state = states.get(this)
        // As Node names a class of the program's own.
        const name = this.constructor?.name ?? 'Promise'
        const kind = name === 'Promise' ? name : `${name} [Promise]`
        if (!state)
          return `${kind} { <unknown> }`
        if (state.is === 'pending')
          return `${kind} { <pending> }`
        return `${kind} { ${state.is === 'rejected' ? '<rejected> ' : ''}${inspect(state.value, { ...options, depth: depth - 1 })} }`
      },
    })
    const { resolve, reject } = Promise
    Promise.resolve = new Proxy(resolve, {
      apply(target, self, args: unknown[]) {
        const promise = Reflect.apply(target, self, args) as object
        const [value] = args
        if (promise !== value && (typeof value !== 'object' || value === null))
          states.set(promise, { is: 'fulfilled', value })
        return promise
      },
    })
    Promise.reject = new Proxy(reject, {
      apply(target, self, args: unknown[]) {
        const promise = Reflect.apply(target, self, args) as object
        states.set(promise, { is: 'rejected', value: args[0] })
        return promise
      },
    })
  }

  return {
    watch(promise) {
      states.set(promise, { is: 'pending' })
      return promise
    },
    fulfilled: settle('fulfilled'),
    rejected: settle('rejected'),
  }
}
