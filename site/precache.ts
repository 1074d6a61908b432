/**
 * The site's own files, kept by the browser, so that the deck opens with the cable pulled.
 *
 * Each version of the site has a cache of its own. The cache before it stays, too: a window that was opened with the
 * old version may still want a chapter of it after a newer one has been installed.
 */

/** A file of the site. */
export interface ManifestEntry {
  /** Relative to the site's folder. */
  url: string
  /** SHA-256 of its content, in base64. */
  sha256: string
}

export interface Precache {
  /** Fetches what this version needs; what an earlier version has already is not fetched again. */
  install: () => Promise<void>
  /** Deletes all caches but this version's and the one before. */
  cleanup: () => Promise<void>
  /** A file of the site as it was built, or nothing: a kept file whose content has been changed is deleted. */
  match: (request: Request) => Promise<Response | undefined>
  /** Whether this is a file of the site. */
  has: (request: Request) => boolean
}

/** How many files are fetched at a time: few enough to leave the page its share of the connections. */
const FETCHED_AT_A_TIME = 4

/** The precache of the site in this folder (with a slash at its end). */
export function createPrecache(site: string, manifest: readonly ManifestEntry[], caches: CacheStorage): Precache {
  const prefix = `four-eggs:${new URL(site).pathname}:`
  const version = digest(new TextEncoder().encode(manifest.map(({ url, sha256 }) => `${url} ${sha256}`).sort().join('\n')))
  const name = version.then(text => prefix + text)
  const entries = new Map(manifest.map(({ url, sha256 }) => [new URL(url, site).href, sha256]))
  /** Under what a file is kept: its address with its hash, so that two versions of it can be told apart. */
  const keyOf = (href: string, sha256: string): string => `${href}?sha256=${encodeURIComponent(sha256)}`

  const own = async (): Promise<Cache> => caches.open(await name)
  const ours = async (): Promise<string[]> => (await caches.keys()).filter(other => other.startsWith(prefix))

  function addressOf(url: string): string {
    const [plain = url] = url.split(/[?#]/, 1)
    return plain === site ? `${site}index.html` : plain
  }

  async function keep(cache: Cache, href: string, sha256: string): Promise<void> {
    const key = keyOf(href, sha256)
    const kept = await cache.match(key) ?? await caches.match(key)
    if (kept && await isWhole(kept, sha256))
      return cache.put(key, kept)
    // The browser itself compares the hash; a name with a hash in it never changes its content.
    const isImmutable = href.startsWith(`${site}assets/`)
    const reply = await fetch(href, {
      cache: isImmutable ? 'default' : 'reload',
      credentials: 'same-origin',
      integrity: `sha256-${sha256}`,
    })
    if (!reply.ok)
      throw new Error(`The site is not complete: ${href} was answered with ${reply.status}.`)
    // An answer that was redirected may not be given to a navigation.
    await cache.put(key, reply.redirected ? new Response(reply.body, reply) : reply)
  }

  return {
    async install() {
      const cache = await own()
      const left = [...entries]
      await Promise.all(Array.from({ length: FETCHED_AT_A_TIME }, async () => {
        for (let next = left.shift(); next; next = left.shift())
          await keep(cache, ...next)
      }))
    },
    async cleanup() {
      const current = await name
      const others = (await ours()).filter(other => other !== current)
      await Promise.all(others.slice(0, -1).map(other => caches.delete(other)))
    },
    has: ({ url }) => entries.has(addressOf(url)) || url.startsWith(`${site}assets/`),
    async match({ url }) {
      const href = addressOf(url)
      const sha256 = entries.get(href)
      if (sha256 === undefined)
        return matchEarlier(href)
      const cache = await own()
      const kept = await cache.match(keyOf(href, sha256))
      if (!kept || await isWhole(kept, sha256))
        return kept
      await cache.delete(keyOf(href, sha256))
    },
  }

  /** A file that only an earlier version had, for a window that still shows that version. */
  async function matchEarlier(href: string): Promise<Response | undefined> {
    for (const other of await ours()) {
      const cache = await caches.open(other)
      const request = (await cache.keys()).find(({ url }) => url.startsWith(`${href}?sha256=`))
      const kept = request && await cache.match(request)
      if (kept && await isWhole(kept, new URL(request.url).searchParams.get('sha256')!))
        return kept
    }
  }
}

/** Whether a kept file still has the content that was kept: whatever runs on this origin may write to its caches. */
async function isWhole(kept: Response, sha256: string): Promise<boolean> {
  return await digest(await kept.clone().arrayBuffer()) === sha256
}

async function digest(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))))
}
