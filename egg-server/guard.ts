import type { Problem } from './problem.ts'
import { quote } from './problem.ts'

/**
 * Who may ask. The kitchen listens on a developer's own machine, where any page in the browser can reach it. Two checks
 * keep the strangers out: the `Host` must be a name of this machine (against DNS rebinding), and the `Origin`, where
 * there is one, must be a page of this machine.
 */
export interface Guard {
  /** `host` with or without a port. */
  host: (host: string) => Problem | undefined
  /** `null` means that the header is absent: curl, a program, a plain navigation. */
  origin: (origin: string | null) => Problem | undefined
  /** Who may hear what others do, and set something: the deck's own page, and what is no page. */
  deck: (origin: string | null, host: string) => Problem | undefined
  /** A picture or a frame on a foreign page asks without an `Origin`. A link that a person follows may. */
  site: (fetched: Fetched) => Problem | undefined
}

/** What browsers say of a request, where they say it: `Sec-Fetch-Site`, `-Mode`, `-Dest`, `-User`, `Sec-Purpose`. */
export interface Fetched {
  site: string | null
  mode: string | null
  dest?: string | null
  user?: string | null
  /** That it is made before anybody has gone there. */
  purpose?: string | null
}

/** Who may ask besides the machine itself. */
export interface GuardOptions {
  /** Host names without port: `['kitchen.example']`. Pages on these hosts may ask, too. */
  hosts?: string[]
  /** Origins, exactly: `['https://talk.example']`. */
  origins?: string[]
  /**
   * The port of the deck whose kitchen this is. Where it is given, pages of this machine at other ports order eggs, and
   * do nothing else.
   */
  deckPort?: number
}

/** `localhost` and all names under it, 127.0.0.0/8 and ::1: names that no DNS server can point elsewhere. */
const LOOPBACK = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])\.?$/i

/** `name`, `name:port`, `[::1]:port`. */
const HOST = /^(\[[\d:a-f.]+\]|[^\s:/?#@[\]]+)(?::(\d{1,5}))?$/i

const ORIGIN = /^https?:\/\/([^/?#@]+)$/i

/** Names of this machine at which nothing but the deck can have the deck's port. */
const DECK = /^(?:(?:[\w-]+\.)*localhost|127\.0\.0\.1|\[::1\]):(\d+)$/

/** The guard at the kitchen's door. */
export function createGuard({ hosts = [], origins = [], deckPort }: GuardOptions = {}): Guard {
  const extraHosts = new Set(hosts.map(host => host.toLowerCase()))
  const extraOrigins = new Set(origins)

  /** The name in a host, without its port; `undefined` where it is none. */
  function nameIn(host: string): string | undefined {
    const [, name, port = '0'] = HOST.exec(host) ?? []
    return Number(port) <= 65_535 ? name : undefined
  }

  function knows(name: string): boolean {
    return LOOPBACK.test(name) || extraHosts.has(name.toLowerCase())
  }

  return {
    host(host) {
      const name = nameIn(host)
      if (name === undefined) {
        return {
          status: 400,
          title: 'Bad host',
          detail: `The request is for the host ${quote(host)}, which is no name with a port. Ask for http://localhost with the kitchen's port.`,
        }
      }
      if (knows(name))
        return undefined
      return {
        status: 403,
        title: 'Unknown host',
        detail: `This kitchen does not answer for the host ${quote(host)}. It answers for localhost and for the host it was started with. Ask for http://localhost with the kitchen's port.`,
      }
    },
    origin(origin) {
      if (origin === null || extraOrigins.has(origin))
        return undefined
      const name = nameIn(ORIGIN.exec(origin)?.[1] ?? '')
      if (name !== undefined && knows(name))
        return undefined
      return {
        status: 403,
        title: 'Foreign origin',
        detail: `Pages of ${quote(origin)} may not use this kitchen. Pages on localhost may. Open the deck from localhost, or start the kitchen with this origin allowed.`,
      }
    },
    deck(origin, host) {
      const itsHost = ORIGIN.exec(origin ?? '')?.[1]?.toLowerCase()
      const isDeck = origin === null || extraOrigins.has(origin)
        // What comes through the deck's server has been let in there, and calls itself by the kitchen's own name.
        || itsHost === host.toLowerCase() || Number(DECK.exec(itsHost ?? '')?.[1]) === deckPort
      if (deckPort === undefined || isDeck)
        return undefined
      return {
        status: 403,
        title: 'Not the deck',
        detail: `This is for the deck's own page, and ${quote(origin)} is another. It may order eggs: ask for /A.`,
      }
    },
    site({ site, mode, dest, user, purpose }) {
      const isFollowed = mode !== 'no-cors' && (dest == null || (dest === 'document' && user === '?1'))
      // Chromium says of what a page has it fetch ahead that it comes from no site.
      if (purpose == null && (site !== 'cross-site' || mode === 'cors' || isFollowed))
        return undefined
      return {
        status: 403,
        title: 'Foreign site',
        detail: 'A page of another site embeds this kitchen, and only pages on localhost may. Open the deck from localhost.',
      }
    },
  }
}
