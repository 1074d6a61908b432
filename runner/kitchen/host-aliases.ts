/**
 * More host names of the kitchen. A browser opens no more than six connections to a host name, so programs that run
 * side by side would queue for them and the wrong one would win. Every name under `localhost` is this machine, and the
 * kitchen answers to all of them: each program of a race gets a name of its own.
 */
export interface HostAliases {
  /** Tries the aliases of so many programs, each of them once; settles when they have answered, or have not. */
  open: (count: number) => Promise<void>
  /** The kitchen's address for the program with that number, from 0; the first one's, where its own did not answer. */
  at: (index: number) => string
}

/**
 * The aliases of the kitchen at this address. `answers` asks at an address whether the kitchen is there: not every
 * browser finds every name.
 */
export function createHostAliases(url: string, answers: (url: string) => Promise<boolean>): HostAliases {
  const tried = new Map<string, Promise<void>>()
  const isOpen = new Set<string>()

  async function tryAlias(alias: string) {
    if (await answers(alias))
      isOpen.add(alias)
  }

  return {
    async open(count) {
      const aliases = Array.from({ length: count }, (_, index) => aliasOf(url, index)).filter(alias => alias !== url)
      for (const alias of aliases) {
        if (!tried.has(alias))
          tried.set(alias, tryAlias(alias))
      }
      await Promise.all(aliases.map(alias => tried.get(alias)))
    },
    at(index) {
      const alias = aliasOf(url, index)
      return isOpen.has(alias) ? alias : url
    },
  }
}

/** `http://door-2.localhost:3001` for the second of a kitchen on `localhost`. Other names have no names below them. */
function aliasOf(url: string, index: number): string {
  const address = new URL(url)
  if (index === 0 || address.hostname !== 'localhost')
    return url
  address.hostname = `door-${index + 1}.localhost`
  return address.origin
}
