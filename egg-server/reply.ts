/** An answer, before an adapter makes HTTP of it. `Content-Length` is the adapter's. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** What an adapter can say about one request, beyond the request. */
export interface Client {
  /** Calls `stop` when the client is gone; returns what ends that. */
  onGone: (stop: () => void) => () => void
}

/** What every answer says: it was made for you, and depends on who asked. */
export const FRESH = { 'Cache-Control': 'no-store', 'Vary': 'Origin' }

/** The reply as a Fetch-API response. */
export function toResponse({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers })
}

/** The client behind a Fetch-API request, where no adapter knows better. */
export function clientOf({ signal }: Request): Client {
  return {
    onGone(stop) {
      if (signal.aborted)
        queueMicrotask(stop)
      signal.addEventListener('abort', stop, { once: true })
      return () => signal.removeEventListener('abort', stop)
    },
  }
}
