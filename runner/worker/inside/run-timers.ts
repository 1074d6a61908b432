import type { ProgramClock } from './program-clock.ts'

/** The timers of a program whose run has a clock that can be set: when it is, each is set anew for its own time. */

type Callback = (...args: any[]) => unknown

/** A number in the browser, an object in Node. */
type Handle = number | {
  ref: () => unknown
  unref: () => unknown
  refresh: () => unknown
  close: () => unknown
}

interface Scope {
  setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) => Handle
  setInterval: (callback: Callback, ms?: number, ...args: unknown[]) => Handle
  clearTimeout: (handle?: Handle) => void
  clearInterval: (handle?: Handle) => void
  AbortSignal?: typeof AbortSignal
}

interface Timer {
  /** On the clock of the run. */
  due: number
  ring: () => void
  /** In Node: it keeps nothing alive. */
  isUnref: boolean
  /** It ends a wait, and keeps nothing alive all the same. */
  isSignal?: true
  /** The engine's timer that stands for it now, where that is not the one that the program got. */
  inner?: Handle
}

/** The longest that an engine's timer takes, three weeks: where the clock stands still, it still is one that waits. */
const NEVER_MS = 2 ** 31 - 1

/** Engines make that of a timer of nothing. */
const SHORTEST_MS = 1

export interface RunTimers {
  /** When the next of them is due, on the clock of the run. */
  next: () => number | undefined
}

export function createRunTimers(scope: object, clock: ProgramClock): RunTimers {
  const own = scope as Scope
  const { setTimeout, setInterval, clearTimeout, clearInterval } = own
  const timers = new Map<unknown, Timer>()

  /** Sets the engine's timer for when it is due. */
  function wind(timer: Timer) {
    timer.inner = setTimeout.call(scope, timer.ring, Math.min(NEVER_MS, clock.until(timer.due)))
    if (timer.isUnref && typeof timer.inner === 'object')
      timer.inner.unref()
  }

  function windAnew(handle: Handle, timer: Timer) {
    clearTimeout.call(scope, timer.inner ?? handle)
    wind(timer)
  }

  function forget(handle: unknown) {
    const inner = timers.get(handle)?.inner
    if (inner !== undefined)
      clearTimeout.call(scope, inner)
    timers.delete(handle)
  }

  clock.onSet(() => {
    // What is due first is set first: of two that are due together by now it then comes first.
    for (const [handle, timer] of [...timers].sort(([, a], [, b]) => a.due - b.due))
      windAnew(handle as Handle, timer)
  })

  function keep(handle: Handle, ms: number, timer: Timer): Handle {
    timers.set(handle, timer)
    if (clock.isSet())
      windAnew(handle, timer)
    if (typeof handle !== 'object')
      return handle
    const { ref, unref, refresh, close } = handle
    const hold = (isUnref: boolean, way: () => unknown) => () => {
      timer.isUnref = isUnref
      if (typeof timer.inner === 'object')
        isUnref ? timer.inner.unref() : timer.inner.ref()
      return way.call(handle)
    }
    return Object.assign(handle, {
      ref: hold(false, ref),
      unref: hold(true, unref),
      refresh() {
        timers.set(handle, timer)
        timer.due = clock.time() + ms
        if (!clock.isSet())
          return refresh.call(handle)
        windAnew(handle, timer)
        return handle
      },
      close() {
        forget(handle)
        return close.call(handle)
      },
    })
  }

  /** What a timer's function has for `this`: its handle in Node, and in a browser all there is. */
  const selfOf = (handle: Handle) => typeof handle === 'object' ? handle : scope

  function timeout(callback: Callback, given: unknown, args: unknown[], isSignal?: true): Handle {
    const ms = Math.max(SHORTEST_MS, Number(given) || 0)
    const timer: Timer = {
      due: clock.time() + ms,
      isUnref: false,
      isSignal,
      ring: () => {},
    }
    const handle = setTimeout.call(scope, () => timer.ring(), given as number)
    timer.ring = () => {
      // It may set itself once more while it rings.
      timer.inner = undefined
      timers.delete(handle)
      callback.apply(selfOf(handle), args)
    }
    return keep(handle, ms, timer)
  }

  function interval(callback: Callback, given: unknown, args: unknown[]): Handle {
    // The engine says what it makes of that.
    if (typeof callback !== 'function')
      return setInterval.call(scope, callback, given as number)
    const ms = Math.max(SHORTEST_MS, Number(given) || 0)
    const timer: Timer = {
      due: clock.time() + ms,
      isUnref: false,
      ring: () => {},
    }
    const handle = setInterval.call(scope, () => timer.ring(), given as number)
    timer.ring = () => {
      timer.due = clock.isSet() ? timer.due + ms : clock.time() + ms
      if (clock.isSet())
        wind(timer)
      callback.apply(selfOf(handle), args)
    }
    return keep(handle, ms, timer)
  }

  const clearing = (clear: (handle?: Handle) => void) => (handle?: Handle) => {
    // Either engine takes the number of a timer, too, and that as a text.
    const known = timers.has(handle) || typeof handle === 'object' || handle === undefined
      ? handle
      : [...timers.keys()].find(each => String(Number(each)) === String(handle))
    forget(known)
    clear.call(scope, handle)
  }

  Object.assign(scope, {
    setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) => timeout(callback, ms, args),
    setInterval: (callback: Callback, ms?: number, ...args: unknown[]) => interval(callback, ms, args),
    clearTimeout: clearing(clearTimeout),
    clearInterval: clearing(clearInterval),
  })
  const { AbortSignal } = own
  if (typeof AbortSignal?.timeout === 'function')
    obeyTimeouts(AbortSignal, (ms, ring) => timeout(ring, ms, [], true), clock)

  return {
    next() {
      // What an engine's own parts wait for is no wait of the program's: a client's housekeeping, say.
      const dues = [...timers.values()].filter(({ isUnref, isSignal }) => isSignal || !isUnref).map(({ due }) => due)
      return dues.length === 0 ? undefined : Math.min(...dues)
    },
  }
}

/** A signal that aborts after its time. The engine's own cannot be set anew, and gives the reason. */
function obeyTimeouts(owner: typeof AbortSignal, start: (ms: number, ring: () => void) => Handle, clock: ProgramClock) {
  const { timeout } = owner
  Object.defineProperty(owner, 'timeout', {
    configurable: true,
    writable: true,
    enumerable: true,
    value(ms: number) {
      const native = timeout.call(owner, ms)
      const controller = new AbortController()
      const abort = () => controller.abort(
        native.reason ?? new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      )
      const timer = start(ms, () => clock.isSet() && abort())
      if (typeof timer === 'object')
        timer.unref()
      native.addEventListener('abort', () => clock.isSet() || abort(), { once: true })
      return controller.signal
    },
  })
}
