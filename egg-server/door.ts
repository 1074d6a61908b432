import type { GuardOptions } from './guard.ts'
import type { Problem } from './problem.ts'
import { createGuard } from './guard.ts'

/** How one may ask. Nothing here can be changed from outside, so there is nothing to POST. */
export const METHODS = 'GET, HEAD, OPTIONS'

/** Names have 32 characters, and all a query may say fits in a hundred; some room for honest mistakes. */
export const LONGEST_URL = 1000

/** What keeps a request out before anything is read of what it asks for. */
export interface Door {
  /** Whether a request with this `Host` and `Origin` is let in. */
  admits: (host: string, origin: string | null) => boolean
  /** Why this request is not. */
  refuse: (request: Request) => Problem | undefined
}

/** The kitchen's door. */
export function createDoor(options: GuardOptions): Door {
  const guard = createGuard(options)
  return {
    admits: (host, origin) => !guard.host(host) && !guard.origin(origin),
    refuse({ url, method, headers }) {
      const wrong = guard.host(authorityOf(url)) ?? guard.origin(headers.get('origin')) ?? guard.site(headers.get('sec-fetch-site'), headers.get('sec-fetch-mode'))
      if (wrong)
        return wrong
      if (!METHODS.split(', ').includes(method)) {
        return {
          status: 405,
          title: 'Method not allowed',
          detail: `${method} changes nothing here: the kitchen only answers ${METHODS}. Ask for an egg with GET.`,
          headers: { Allow: METHODS },
        }
      }
      if (url.length > LONGEST_URL) {
        return {
          status: 414,
          title: 'URL too long',
          detail: `The URL has ${url.length} characters, and the kitchen reads ${LONGEST_URL}. A name has at most 32.`,
        }
      }
    },
  }
}

function authorityOf(url: string): string {
  const begin = url.indexOf('//') + 2
  return url.slice(begin, url.indexOf('/', begin))
}
