import { isIP } from 'node:net'

/**
 * The names under which the deck answers. A name that a stranger's DNS points at this machine is none of them, whatever
 * address it leads to (DNS rebinding); an address as such cannot be pointed elsewhere.
 */
export interface Hosts {
  has: (host: string) => boolean
  /**
   * Whether a page's host is one that a proxy in front of the deck is known by: the proxy may have replaced the
   * request's own.
   */
  isProxied: (host: string) => boolean
}

/** `name`, `name:port`, `[::1]:port`. */
const HOST = /^(\[[\d:a-f.]+\]|[^\s:/?#@[\]\\]+)(?::\d{1,5})?$/i

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * `extra`: `talk.example`, `talk.example:8443`, or `.talk.example` for all names below it. `isOpen`: other machines may
 * ask, too.
 */
export function createHosts({
  extra = [],
  isOpen = false,
  ownNames = [],
}: { extra?: string[], isOpen?: boolean, ownNames?: string[] } = {}): Hosts {
  const extras = extra.map(host => host.toLowerCase()).filter(host => !isLoopbackHost(host))
  const own = new Set(ownNames.map(host => host.toLowerCase()))

  const matches = (name: string | undefined) =>
    name !== undefined && extras.some(one => (one.startsWith('.') ? name.endsWith(one) || name === one.slice(1) : name === one))

  return {
    // With its port: another port of the same host is another page.
    isProxied: host => matches(host.toLowerCase()),
    has(host) {
      const name = nameOf(host)
      return (
        name !== undefined
        && (LOOPBACK.test(name) || matches(name) || matches(host.toLowerCase()) || (isOpen && (own.has(name) || isAddress(name))))
      )
    },
  }
}

/** Whether this is a name of this machine that leads nowhere else. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(nameOf(host) ?? '')
}

function nameOf(host: string): string | undefined {
  return HOST.exec(host)?.[1]?.toLowerCase().replace(/\.$/, '')
}

function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0
}
