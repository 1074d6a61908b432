import type { Fetched, GuardOptions } from './guard.ts'
import type { Problem } from './problem.ts'
import { createGuard } from './guard.ts'

/** How one may ask. No GET changes anything. */
export const METHODS = 'GET, HEAD, OPTIONS'

/** A run's base address takes the rules of that run, `/clock` below it its clock, and nothing else can be changed. */
export const RULES_METHODS = 'POST, OPTIONS'
const RULES_TARGET = /^\/run\/[^/?#]+(?:\/clock)?$/

/** Names have 32 characters, and all a query may say fits in a hundred; some room for honest mistakes. */
const LONGEST_URL = 1000

/** What a browser says of a page, or of a frame, that is nobody. */
const OPAQUE = 'null'

/** A request, as far as one has to know it to refuse it or to fry an egg. */
export interface Asked extends Fetched {
  method: string
  /** The path and the query. */
  target: string
  host: string
  /** `null`: there is no such header. */
  origin: string | null
}

/** What all runs do, or one. */
const TRACE = /^\/(?:run\/[^/?]+\/)?trace\/?(?:[?#]|$)/

/** What keeps a request out before anything is read of what it asks for. */
export interface RequestGuard {
  /** Why this request is not let in. */
  refuse: (asked: Asked) => Problem | undefined
}

/** The kitchen's guard. `isProgram`: whether a target has the name that the program of an announced run was given. */
export function createRequestGuard(options: GuardOptions, isProgram: (target: string) => boolean = () => false): RequestGuard {
  const guard = createGuard(options)
  const methods = new Set(METHODS.split(', '))
  return {
    refuse(asked) {
      const { method, target, host, origin } = asked
      // A program runs in a frame without an origin. The name that it was given for its run tells it from all others.
      // Its clock is not its own to set: it would be set by what is meant to obey it.
      const isLetIn = origin === OPAQUE && method !== 'POST' && isProgram(target)
      const isForDeck = origin !== null && (method === 'POST' || TRACE.test(decode(target)))
      const wrong = guard.host(host)
        ?? (isLetIn ? undefined : guard.origin(origin) ?? (isForDeck ? guard.deck(origin, host) : undefined))
        ?? guard.site(asked)
      if (wrong)
        return wrong
      if (!methods.has(method) && !(method === 'POST' && RULES_TARGET.test(target))) {
        return {
          status: 405,
          title: 'Method not allowed',
          detail: `${method} changes nothing here: the kitchen only answers ${METHODS}. Ask for an egg with GET.`,
          headers: { Allow: METHODS },
        }
      }
      if (target.length > LONGEST_URL) {
        return {
          status: 414,
          title: 'URL too long',
          detail: `The URL has ${target.length} characters, and the kitchen reads ${LONGEST_URL}. A name has at most 32.`,
        }
      }
    },
  }
}

/** What a Fetch-API request asks. */
export function askedOf({ method, url, headers }: Request): Asked {
  const host = url.indexOf('//') + 2
  const path = url.indexOf('/', host)
  return {
    method,
    target: url.slice(path),
    host: url.slice(host, path),
    origin: headers.get('origin'),
    site: headers.get('sec-fetch-site'),
    mode: headers.get('sec-fetch-mode'),
    dest: headers.get('sec-fetch-dest'),
    user: headers.get('sec-fetch-user'),
    purpose: headers.get('sec-purpose'),
  }
}

/** As the router will see it. */
function decode(target: string): string {
  try {
    return decodeURIComponent(target)
  }
  catch {
    return target
  }
}
