import type { Held } from '../../kitchen/held.ts'

/**
 * The clock and the timers of a thread whose waits are held: all go by `held`, and none by the machine. Dates begin on
 * the same day each time, and chance takes the same numbers, so that the same order is the same run.
 */

type Callback = (...args: unknown[]) => unknown

/** New Year’s morning of the year in which this was written. */
const FIRST_DAY = Date.UTC(2026, 0, 1)

/** What Node makes of a timer of nothing. */
const SHORTEST_MS = 1

export function holdTime(scope: Record<string, any>, held: Held): void {
  const handles = new Map<number, { forget: () => void, set: () => void }>()
  /** Node’s timers are objects, a browser’s are numbers. */
  const isNode = typeof scope.setImmediate === 'function'
  let last = 0

  function start(callback: Callback, ms: unknown, args: unknown[], repeats: boolean): number {
    const id = ++last
    const wait = Math.max(Number(ms) || 0, SHORTEST_MS)
    const set = () => handles.set(id, {
      set,
      forget: held.timer(`timer ${Math.round(wait)} ms`, wait, () => {
        if (repeats)
          set()
        callback(...args)
      }),
    })
    set()
    return id
  }

  function clear(handle: unknown) {
    handles.get(Number(handle))?.forget()
  }

  function handleOf(id: number) {
    if (!isNode)
      return id
    const handle = {
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh() {
        clear(id)
        handles.get(id)?.set()
        return handle
      },
      close() {
        clear(id)
        return handle
      },
      [Symbol.toPrimitive]: () => id,
    }
    return handle
  }

  Object.assign(scope, {
    setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) => handleOf(start(callback, ms, args, false)),
    setInterval: (callback: Callback, ms?: number, ...args: unknown[]) => handleOf(start(callback, ms, args, true)),
    clearTimeout: clear,
    clearInterval: clear,
  })
  define(scope.performance, 'now', held.now)
  define(scope.AbortSignal, 'timeout', (ms: number) => {
    const controller = new AbortController()
    held.timer(`timeout ${ms} ms`, ms, () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')))
    return controller.signal
  })
  define(scope.Math, 'random', randomNumbers())
  const today = () => Math.floor(FIRST_DAY + held.now())
  scope.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [today()], newTarget) as object,
    apply: () => new Date(FIRST_DAY + held.now()).toString(),
    get: (target, key, receiver) => key === 'now' ? today : Reflect.get(target, key, receiver) as unknown,
  })
}

/** Numbers from 0 up to 1, the same each time (Mulberry32, public domain). */
function randomNumbers(): () => number {
  let state = 1
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function define(owner: object, name: string, value: unknown) {
  Object.defineProperty(owner, name, { value, configurable: true, writable: true })
}
