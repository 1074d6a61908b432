import type { Pending } from './pending.ts'

type Callback = (...args: any[]) => unknown

/** Numbers in the browser; objects in Node, which can say that they do not keep a program alive. */
interface NodeHandle {
  ref: () => unknown
  unref: () => unknown
  /** Sets it once more, fired or not. An immediate has neither. */
  refresh?: () => unknown
  close?: () => unknown
  [Symbol.toPrimitive]?: () => number
}
type Handle = number | NodeHandle

interface Clock {
  setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) => Handle
  setInterval: (callback: Callback, ms?: number, ...args: unknown[]) => Handle
  clearTimeout: (handle?: Handle) => void
  clearInterval: (handle?: Handle) => void
  setImmediate?: (callback: Callback, ...args: unknown[]) => Handle
  clearImmediate?: (handle?: Handle) => void
}

interface Options {
  now: () => number
  /** A timer is about to call back that was set for this time. */
  fires?: (due: number) => void
}

/** An engine counts a timer's milliseconds with 31 bits: about 25 days. */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Counts the scope's timers as pending until they have fired or are cleared, and in Node while they are not `unref`ed.
 */
export function trackTimers(scope: object, pending: Pending, { now, fires }: Options): void {
  const clock = scope as Clock
  const { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate } = clock
  const open = new Map<Handle, () => void>()

  function close(handle: Handle) {
    open.get(handle)?.()
    open.delete(handle)
  }

  function keep(handle: Handle): Handle {
    open.set(handle, pending.begin())
    if (typeof handle === 'object') {
      const { ref, unref, refresh, close: end } = handle
      if (refresh) {
        handle.refresh = () => {
          open.get(handle)?.()
          open.set(handle, pending.begin())
          return refresh.call(handle)
        }
      }
      if (end) {
        handle.close = () => {
          close(handle)
          return end.call(handle)
        }
      }
      handle.unref = () => {
        open.get(handle)?.()
        return unref.call(handle)
      }
      handle.ref = () => {
        open.get(handle)?.()
        if (open.has(handle))
          open.set(handle, pending.begin())
        return ref.call(handle)
      }
    }
    return handle
  }

  function once(start: (callback: Callback) => Handle, callback: unknown, args: unknown[], ms = 0): Handle {
    if (typeof callback !== 'function')
      throw new TypeError(`A timer needs a function to call; this is ${callback === null ? 'null' : `a ${typeof callback}`}.`)
    const due = now() + (Math.max(0, ms) || 0)
    const handle: Handle = start(function (this: unknown) {
      fires?.(due)
      try {
        Reflect.apply(callback, this, args)
      }
      finally {
        close(handle)
      }
    })
    return keep(handle)
  }

  /** Node says so by itself; a browser calls back at once, and is silent. */
  function tellLong(ms = 0) {
    if (ms > LONGEST_MS && !setImmediate)
      console.warn(`TimeoutOverflowWarning: ${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`)
  }

  function clearing(clear: (handle?: Handle) => void) {
    return (handle?: Handle) => {
      clear.call(scope, handle)
      // Node takes the number of a handle, too, and either takes the number as a text.
      if (open.has(handle!)) {
        close(handle!)
      }
      else if (typeof handle === 'string' || typeof handle === 'number') {
        [...open.keys()]
          .filter(each => String(typeof each === 'object' ? each[Symbol.toPrimitive]?.() : each) === String(handle))
          .forEach(close)
      }
    }
  }

  Object.assign(scope, {
    setTimeout(callback: Callback, ms?: number, ...args: unknown[]) {
      tellLong(ms)
      return once(call => setTimeout.call(scope, call, ms), callback, args, ms)
    },
    setInterval(callback: Callback, ms?: number, ...args: unknown[]) {
      tellLong(ms)
      return keep(setInterval.call(scope, callback, ms, ...args))
    },
    // Either of the two clears both kinds.
    clearTimeout: clearing(clearTimeout),
    clearInterval: clearing(clearInterval),
  })
  if (setImmediate && clearImmediate) {
    Object.assign(scope, {
      setImmediate: (callback: Callback, ...args: unknown[]) => once(call => setImmediate.call(scope, call), callback, args),
      clearImmediate: clearing(clearImmediate),
    })
  }
}
