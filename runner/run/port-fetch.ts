/**
 * `fetch` over a message port: in the kitchen's own tab a program's thread, which reaches nothing else, asks the page
 * for its eggs. One asks, the other answers; the body comes piece by piece, each when it is asked for.
 */

/** From the thread to the page. `n` names a request of the thread. */
export type Ask
  = | { kind: 'ask', n: number, url: string, method: string, headers: [string, string][] }
    /** The next piece of the body. */
    | { kind: 'more', n: number }
    /** It is called off. */
    | { kind: 'leave', n: number }

/** From the page to the thread. */
export type Told
  = | { kind: 'head', n: number, url: string, status: number, statusText: string, headers: [string, string][], hasBody: boolean }
    | { kind: 'piece', n: number, bytes?: Uint8Array<ArrayBuffer> }
    | { kind: 'failed', n: number, text: string }

/** In the thread. */
export function fetchOver(port: MessagePort): typeof fetch {
  const post = port.postMessage.bind(port) as (ask: Ask) => void
  const waiting = new Map<number, (told: Told) => void>()
  let asked = 0
  port.onmessage = ({ data }: MessageEvent<Told>) => {
    const hear = waiting.get(data.n)
    waiting.delete(data.n)
    hear?.(data)
  }

  return async (input, init) => {
    const { url, method, headers, signal } = new Request(input, init)
    signal.throwIfAborted()
    const n = ++asked
    let onAbort = () => {}
    const calledOff = new Promise<never>((_, reject) => onAbort = () => {
      waiting.delete(n)
      post({ kind: 'leave', n })
      reject(signal.reason)
    })
    calledOff.catch(() => {})
    signal.addEventListener('abort', onAbort, { once: true })
    const over = () => signal.removeEventListener('abort', onAbort)

    async function say(ask: Ask): Promise<Exclude<Told, { kind: 'failed' }>> {
      const told = await Promise.race([new Promise<Told>((resolve) => {
        waiting.set(n, resolve)
        post(ask)
      }), calledOff])
      if (told.kind !== 'failed')
        return told
      over()
      throw new TypeError(told.text)
    }

    const head = await say({ kind: 'ask', n, url, method, headers: [...headers] })
    if (head.kind !== 'head')
      throw new TypeError('The kitchen answered out of order.')
    const body = head.hasBody
      ? new ReadableStream<Uint8Array>({
          async pull(controller) {
            try {
              const piece = await say({ kind: 'more', n })
              if (piece.kind === 'piece' && piece.bytes)
                return controller.enqueue(piece.bytes)
              over()
              controller.close()
            }
            catch (error) {
              controller.error(error)
            }
          },
          cancel: onAbort,
        }, { highWaterMark: 0 })
      : null
    if (!body)
      over()
    const { status, statusText, headers: given } = head
    return Object.defineProperty(new Response(body, { status, statusText, headers: given }), 'url', { value: head.url })
  }
}

/** In the page: answers what a thread asks by `fetch`. What it answers ends all that is under way. */
export function answerOver(port: MessagePort, answer: typeof fetch): () => void {
  const open = new Map<number, { calledOff: AbortController, body?: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> }>()
  const tell = (told: Told) => port.postMessage(told)

  async function ask({ n, url, method, headers }: Ask & { kind: 'ask' }) {
    const calledOff = new AbortController()
    open.set(n, { calledOff })
    try {
      const reply = await answer(url, { method, headers, signal: calledOff.signal, cache: 'no-store' })
      const body = reply.body?.getReader()
      if (body)
        open.set(n, { calledOff, body })
      else open.delete(n)
      tell({
        kind: 'head',
        n,
        url: reply.url || url,
        status: reply.status,
        statusText: reply.statusText,
        headers: [...reply.headers],
        hasBody: body !== undefined,
      })
    }
    catch (error) {
      fail(n, error)
    }
  }

  async function more(n: number) {
    try {
      const { done, value } = await open.get(n)!.body!.read()
      if (done)
        open.delete(n)
      tell({ kind: 'piece', n, bytes: value })
    }
    catch (error) {
      fail(n, error)
    }
  }

  function fail(n: number, error: unknown) {
    if (open.delete(n))
      tell({ kind: 'failed', n, text: error instanceof Error ? error.message : String(error) })
  }

  function leave(n: number) {
    const request = open.get(n)
    open.delete(n)
    request?.calledOff.abort()
    void request?.body?.cancel().catch(() => {})
  }

  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    if (data.kind === 'ask')
      void ask(data)
    else if (data.kind === 'more')
      void more(data.n)
    else
      leave(data.n)
  }
  return () => {
    [...open.keys()].forEach(leave)
    port.close()
  }
}
