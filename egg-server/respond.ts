import type { Plate } from './stove.ts'

/** What an adapter can say about one request, beyond the request. */
export interface KitchenBindings {
  /** Calls `stop` when the client is gone; returns what ends that. Without it the kitchen listens to `request.signal`. */
  gone?: (stop: () => void) => () => void
}

/** The plate as a Fetch-API response. */
export function respond({ status, headers, body }: Plate): Response {
  return new Response(body, { status, headers })
}

/**
 * Waits for a plate, and calls it off when the client is gone. `start` begins the work; it may serve before it returns,
 * and returns what calls the work off, or nothing when it declines.
 */
export function respondLater(request: Request, bindings: KitchenBindings | undefined, start: (done: (plate: Plate) => void) => (() => void) | undefined): Response | Promise<Response> | undefined {
  let served: Plate | undefined
  let serve = (plate: Plate): void => {
    served = plate
  }
  const stop = start(plate => serve(plate))
  if (served)
    return respond(served)
  if (!stop)
    return undefined
  return new Promise((resolve) => {
    const ignore = onGone(request, bindings, () => {
      stop()
      // Nobody reads it; an adapter waits for it all the same.
      resolve(new Response(null, { status: 499 }))
    })
    serve = (plate) => {
      ignore()
      resolve(respond(plate))
    }
  })
}

/** Calls `stop` when the client is gone; returns what ends that. */
export function onGone(request: Request, bindings: KitchenBindings | undefined, stop: () => void): () => void {
  if (bindings?.gone)
    return bindings.gone(stop)
  const { signal } = request
  if (signal.aborted)
    queueMicrotask(stop)
  signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}
