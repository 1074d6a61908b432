import type { TaskMoved } from '../../../trace/events.ts'
import type { SeenInside } from '../../run/messages.ts'
import type { Pending } from './pending.ts'
import { show } from '../../run/format.ts'

/**
 * The program as a witness: a `fetch` that is everybody's, and says when the answer to a request is complete.
 */

/** An answer that is complete when it begins. */
const WHOLE = /^(?:text\/plain|application\/json)\b/

/** Where README says that the kitchen is. */
const DEFAULT_KITCHEN = /^http:\/\/(?:localhost|127\.0\.0\.1):3001$/

interface Options {
  fetch: typeof fetch
  Request: typeof Request
  Response: typeof Response
  /** Base address of the kitchen, the run's part included, without a slash at its end. */
  kitchen: string
  tell: (event: SeenInside) => void
  pending: Pending
  now: () => number
  /** A program of one's own may ask any address. */
  anywhere?: boolean
  /** The program asks for a task, right now. */
  asked?: (task: string) => void
  /** A task's answer is here, or more of it: what goes on in this turn goes on because of it. */
  answered?: (task: string) => void
}

/** Follows one request from here to its end, which it reports once. */
interface Request$ {
  task: string
  over: (kind: 'end' | 'fail' | 'abort', text?: string, at?: number) => void
}

export interface WitnessedFetch {
  fetch: typeof fetch
  /** A reply has been read, as far as it is one that came through here. */
  answered: (reply: object) => void
  /** The program is over, and what is still open with it; `why` says so. */
  leave: (why: string) => void
}

/** Wraps a `fetch` so that it reaches only the kitchen, and reports every egg it asks for. */
export function witnessFetch(options: Options): WitnessedFetch {
  // A browser's `fetch` insists on being called as a plain function.
  const { fetch, Request, kitchen, tell, pending, now, asked, answered, anywhere = false } = options
  const { origin } = new URL(kitchen)
  const open = new Set<Request$>()
  /** Answers that have come, and that the program has not begun to read. */
  const untouched = new Set<Request$>()
  /** Which task a reply answers. */
  const tasks = new WeakMap<object, string>()
  let ids = 0

  function begin(task: string): Request$ {
    const id = ++ids
    tell({ at: now(), kind: 'start', task, id })
    const request: Request$ = {
      task,
      over(kind, text, at = now()) {
        if (open.delete(request))
          tell({ at, kind, task, id, ...text !== undefined && { text } } satisfies Omit<TaskMoved, 't' | 'witness'> & { at: number })
      },
    }
    open.add(request)
    return request
  }

  async function witnessed(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const address = addressOf(input, kitchen)
    if (address.origin !== origin && !anywhere)
      throw new TypeError(refusal(address, origin))
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const task = address.origin === origin ? taskOf(address, kitchen) : `${address.host}${address.pathname}`
    const request = task === undefined ? undefined : begin(task)
    if (task !== undefined)
      asked?.(task)
    const end = pending.begin()
    try {
      const reply = await fetch(input instanceof Request && input.url === address.href ? input : address.href, {
        cache: 'no-store',
        ...init,
      })
      if (!request || task === undefined)
        return reply
      const answer = await follow(reply, request, signal, address.origin === origin)
      tasks.set(answer, task)
      answered?.(task)
      return answer
    }
    catch (error) {
      request?.over(...whyNot(error, signal))
      if (task !== undefined)
        answered?.(task)
      throw error
    }
    finally {
      end()
    }
  }

  /**
   * Ends the request with its answer: now, if all of it is known to be here or on its way, or when it has been read.
   */
  async function follow(reply: Response, request: Request$, signal: AbortSignal | undefined, isKitchen: boolean): Promise<Response> {
    if (reply.status >= 400) {
      const at = now()
      const copy = reply.clone()
      void pending.track(titleOf(copy).then(title => request.over('fail', title, at)))
      return reply
    }
    // An egg is complete when it comes; stages of one come one after the other.
    if (!reply.body || reply.headers.has('content-length') || (isKitchen && WHOLE.test(reply.headers.get('content-type') ?? ''))) {
      request.over('end')
      return reply
    }
    return withBody(reply, readThrough(reply.body, request, signal), options.Response)
  }

  /** The same bytes, asked for only as the program asks, so that its reading and its leaving are seen. */
  function readThrough(body: ReadableStream<Uint8Array>, request: Request$, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
    const reader = body.getReader()
    let isLeft = false
    untouched.add(request)
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        untouched.delete(request)
        try {
          const { done, value } = await pending.track(reader.read())
          answered?.(request.task)
          if (!done)
            return controller.enqueue(value)
          request.over('end')
          if (!isLeft)
            controller.close()
        }
        catch (error) {
          request.over(...whyNot(error, signal))
          controller.error(error)
        }
      },
      cancel(reason) {
        isLeft = true
        untouched.delete(request)
        request.over('abort', 'called off by the program')
        return reader.cancel(reason)
      },
    }, { highWaterMark: 0 })
  }

  return {
    fetch: witnessed,
    answered(reply) {
      const task = tasks.get(reply)
      if (task !== undefined)
        answered?.(task)
    },
    leave: why => open.forEach(request => untouched.has(request) ? request.over('end') : request.over('abort', why)),
  }
}

/** Where a request goes. A path alone means the kitchen. */
export function addressOf(input: RequestInfo | URL, kitchen: string): URL {
  const text = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
  if (!URL.canParse(text, kitchen))
    throw new TypeError(`“${text}” is no address. An egg is at \`\${kitchen}/A\`.`)
  const address = new URL(text, kitchen)
  // What README says to type is this run's kitchen, wherever that is.
  return DEFAULT_KITCHEN.test(address.origin) && !address.pathname.startsWith('/run/')
    ? new URL(`${kitchen}${address.pathname}${address.search}`)
    : address
}

/** Why a program may not go there, as a sentence. */
export function refusal(address: URL, kitchen: string): string {
  return `A demo reaches only its kitchen at ${kitchen}, so that it works with the cable pulled: ${address.href} is somewhere else.`
}

const PAGE = /^page-(\d+)$/

/** The task that a request is about, by the kitchen's name for it; none for what is no egg and no page of orders. */
function taskOf(address: URL, kitchen: string): string | undefined {
  const { pathname } = new URL(kitchen)
  const base = `${pathname.replace(/\/$/, '')}/`
  const path = address.pathname.startsWith(base)
    ? address.pathname.slice(base.length)
    : address.pathname.replace(/^\/(?:run\/[^/]+\/)?/, '')
  const [first = ''] = path.split('/')
  if (first === 'orders') {
    const page = PAGE.exec(address.searchParams.get('cursor') ?? '')?.[1]
    return page && page !== '1' ? `orders-${page}` : 'orders'
  }
  if (['', 'health', 'trace', 'run'].includes(first))
    return undefined
  try {
    return decodeURIComponent(first)
  }
  catch {
    return first
  }
}

/** Whether it was called off or went wrong by itself, and why. */
function whyNot(error: unknown, signal: AbortSignal | undefined): ['abort' | 'fail', string] {
  if (signal?.aborted) {
    const reason: unknown = signal.reason
    const name = reason instanceof Error || reason instanceof DOMException ? reason.name : undefined
    return ['abort', name === 'AbortError' ? 'called off by the program' : name === 'TimeoutError' ? 'its time was up' : show(reason)]
  }
  if ((error as Error | undefined)?.name === 'AbortError')
    return ['abort', 'called off']
  return ['fail', `the kitchen did not answer (${show(error).replace(/\s+/g, ' ')})`]
}

/** What a failed answer calls itself: the title of its problem document, or its status. */
async function titleOf(reply: Response): Promise<string> {
  const status = `${reply.status}${reply.statusText ? ` ${reply.statusText}` : ''}`
  if (!/\bjson\b/.test(reply.headers.get('content-type') ?? ''))
    return status
  try {
    const { title } = await reply.json()
    return typeof title === 'string' ? title : status
  }
  catch {
    return status
  }
}

/** The same answer around another body. What a constructor cannot set is carried over, to copies too. */
function withBody(reply: Response, body: ReadableStream<Uint8Array>, ResponseClass: typeof Response): Response {
  const { status, statusText, headers, url, redirected, type } = reply
  const dress = (made: Response): Response => {
    const clone = made.clone.bind(made)
    return Object.defineProperties(made, {
      url: { value: url },
      redirected: { value: redirected },
      type: { value: type },
      clone: { value: () => dress(clone()) },
    })
  }
  return dress(new ResponseClass(body, { status, statusText, headers }))
}
