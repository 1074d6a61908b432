/**
 * The pantry: the site's own files, kept by the browser, so that the deck opens with the cable pulled.
 *
 * Each version of the site has a shelf of its own. The shelf before it stays, too: a window that was opened with the old
 * version may still want a chapter of it after a newer one has moved in.
 */

/** A file of the site. `revision` is null where the file's name changes with its content. */
export interface Supply {
  /** Relative to the site's folder. */
  url: string
  revision: string | null
}

export interface Pantry {
  /** Fetches what this version needs; what an earlier version has already is not fetched again. */
  stock: () => Promise<void>
  /** Throws out all but this version and the one before. */
  tidy: () => Promise<void>
  /** Finds a file of the site, or nothing. */
  find: (request: Request) => Promise<Response | undefined>
  /** Whether this is a file of the site. */
  has: (request: Request) => boolean
}

/** How many files are fetched at a time: few enough to leave the page its share of the connections. */
const FETCHED_AT_A_TIME = 4

/** A pantry for the site in this folder (with a slash at its end). */
export function createPantry(site: string, supplies: readonly Supply[], caches: CacheStorage): Pantry {
  const prefix = `four-eggs:${new URL(site).pathname}:`
  const version = hash(supplies.map(({ url, revision }) => `${url} ${revision}`).sort().join('\n'))
  const shelf = `${prefix}${version}`
  /** Addresses of files, each with the key it has on a shelf. */
  const keys = new Map(supplies.map(({ url, revision }) => {
    const { href } = new URL(url, site)
    return [href, revision === null ? href : `${href}?revision=${revision}`]
  }))

  const shelves = async (): Promise<string[]> => (await caches.keys()).filter(name => name.startsWith(prefix))

  function keyOf(url: string): string | undefined {
    const [plain = url] = url.split(/[?#]/, 1)
    return keys.get(plain) ?? (plain === site ? keys.get(`${site}index.html`) : undefined)
  }

  async function put(cache: Cache, href: string, key: string): Promise<void> {
    if (await cache.match(key))
      return
    const kept = await caches.match(key)
    const reply = kept ?? await fetch(href, { cache: key === href ? 'default' : 'reload', credentials: 'same-origin' })
    if (!reply.ok)
      throw new Error(`The site is not complete: ${href} was answered with ${reply.status}.`)
    // An answer that was redirected may not be given to a navigation.
    await cache.put(key, reply.redirected ? new Response(reply.body, reply) : reply)
  }

  return {
    async stock() {
      const cache = await caches.open(shelf)
      const left = [...keys]
      await Promise.all(Array.from({ length: FETCHED_AT_A_TIME }, async () => {
        for (let next = left.shift(); next; next = left.shift())
          await put(cache, ...next)
      }))
    },
    async tidy() {
      const others = (await shelves()).filter(name => name !== shelf)
      await Promise.all(others.slice(0, -1).map(name => caches.delete(name)))
    },
    has: ({ url }) => keyOf(url) !== undefined || url.startsWith(`${site}assets/`),
    async find({ url }) {
      const key = keyOf(url)
      const found = key && await (await caches.open(shelf)).match(key)
      return found || caches.match(url.split('#', 1)[0]!)
    },
  }
}

/** FNV-1a: names a version; nothing depends on it being hard to forge. */
function hash(text: string): string {
  let h = 0x811C9DC5
  for (let i = 0; i < text.length; i++)
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h >>> 0).toString(16).padStart(8, '0')
}
