import type { ManifestEntry } from './precache.ts'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPrecache } from './precache.ts'

const SITE = 'https://talk.example/eggs/'

/** A browser's caches, as far as a precache uses them. */
class Caches implements Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'match'> {
  readonly all = new Map<string, Map<string, Response>>()

  async open(name: string) {
    const cache = this.all.get(name) ?? new Map<string, Response>()
    this.all.set(name, cache)
    return {
      match: async (key: string | Request) => cache.get(typeof key === 'string' ? key : key.url)?.clone(),
      put: async (key: string, reply: Response) => void cache.set(key, reply),
      delete: async (key: string) => cache.delete(key),
      keys: async () => [...cache.keys()].map(url => new Request(url)),
    } as unknown as Cache
  }

  keys = async () => [...this.all.keys()]
  delete = async (name: string) => this.all.delete(name)

  async match(key: RequestInfo | URL) {
    for (const cache of this.all.values()) {
      const found = cache.get(String(key))
      if (found)
        return found.clone()
    }
  }
}

/** What the host has, by path. */
let host: Record<string, string>
let asked: string[]
let caches: Caches

const entry = (url: string, content: string): ManifestEntry => ({ url, sha256: createHash('sha256').update(content).digest('base64') })
const first = [entry('index.html', 'page one'), entry('assets/deck-1.js', 'deck one'), entry('assets/same-0.js', 'same')]
const second = [entry('index.html', 'page two'), entry('assets/deck-2.js', 'deck two'), entry('assets/same-0.js', 'same')]
const third = [entry('index.html', 'page three')]

const open = (manifest: ManifestEntry[]) => createPrecache(SITE, manifest, caches as unknown as CacheStorage)
const find = async (manifest: ManifestEntry[], path: string) => (await open(manifest).match(new Request(SITE + path)))?.text()

beforeEach(() => {
  host = { 'index.html': 'page one', 'assets/deck-1.js': 'deck one', 'assets/deck-2.js': 'deck two', 'assets/same-0.js': 'same' }
  asked = []
  caches = new Caches()
  vi.stubGlobal('fetch', async (address: string, { integrity }: RequestInit) => {
    const path = address.slice(SITE.length)
    asked.push(path)
    const content = host[path]
    if (content !== undefined && integrity !== `sha256-${entry(path, content).sha256}`)
      throw new TypeError('Failed to fetch')
    return content === undefined ? new Response('', { status: 404 }) : new Response(content)
  })
})

afterEach(() => vi.unstubAllGlobals())

describe('the precache', () => {
  it('keeps every file of the site, each fetched once', async () => {
    await open(first).install()
    await open(first).install()
    expect(asked.sort()).toEqual(['assets/deck-1.js', 'assets/same-0.js', 'index.html'])
    expect(await find(first, 'assets/deck-1.js')).toBe('deck one')
  })

  it('finds the page by the site’s folder, whatever question or place follows', async () => {
    await open(first).install()
    expect(await find(first, '')).toBe('page one')
    expect(await find(first, '?handout#/3')).toBe('page one')
    expect(await find(first, 'index.html')).toBe('page one')
  })

  it('knows what is its own', () => {
    const { has } = open(first)
    expect([`${SITE}`, `${SITE}assets/deck-1.js`, `${SITE}assets/from-an-older-version.js`].map(url => has(new Request(url)))).toEqual([
      true,
      true,
      true,
    ])
    expect(
      [`${SITE}robots.txt`, 'https://talk.example/', 'https://other.example/eggs/index.html'].map(url => has(new Request(url))),
    ).toEqual([false, false, false])
  })

  it('fetches of a newer version only what is new, and tells the two apart', async () => {
    await open(first).install()
    asked = []
    host['index.html'] = 'page two'
    await open(second).install()
    expect(asked.sort()).toEqual(['assets/deck-2.js', 'index.html'])
    expect(await find(first, '')).toBe('page one')
    expect(await find(second, '')).toBe('page two')
  })

  it('keeps the version before for windows that still show it, and none older', async () => {
    for (const version of [first, second, third]) {
      host['index.html'] = version === first ? 'page one' : version === second ? 'page two' : 'page three'
      await open(version).install()
      await open(version).cleanup()
    }
    expect(caches.all.size).toBe(2)
    expect(await find(third, 'assets/deck-2.js')).toBe('deck two')
    expect(await find(third, 'assets/deck-1.js')).toBeUndefined()
  })

  it('leaves alone what is not its own', async () => {
    caches.all.set('another site’s', new Map())
    caches.all.set('four-eggs:/other/:abc', new Map())
    for (const version of [first, second, third]) {
      host['index.html'] = version === first ? 'page one' : version === second ? 'page two' : 'page three'
      await open(version).install()
      await open(version).cleanup()
    }
    expect([...caches.all.keys()]).toEqual(expect.arrayContaining(['another site’s', 'four-eggs:/other/:abc']))
  })

  it('does not call itself complete when a file is missing, and goes on from there', async () => {
    delete host['assets/deck-1.js']
    await expect(open(first).install()).rejects.toThrow(
      'The site is not complete: https://talk.example/eggs/assets/deck-1.js was answered with 404.',
    )
    host['assets/deck-1.js'] = 'deck one'
    asked = []
    await open(first).install()
    expect(asked).toEqual(['assets/deck-1.js'])
  })

  it('does not keep what is not as it was built', async () => {
    host['assets/deck-1.js'] = 'a deck of somebody else'
    await expect(open(first).install()).rejects.toThrow('Failed to fetch')
  })

  it('does not serve a kept file that was changed, and takes it from the host the next time', async () => {
    await open(first).install()
    for (const cache of caches.all.values()) {
      for (const key of cache.keys())
        cache.set(key, new Response('a program was here'))
    }
    expect(await find(first, '')).toBeUndefined()
    await open(first).install()
    expect(await find(first, '')).toBe('page one')
  })

  it('does not serve a changed file of an earlier version either', async () => {
    await open(first).install()
    host['index.html'] = 'page two'
    await open(second).install()
    expect(await find(second, 'assets/deck-1.js')).toBe('deck one')
    for (const cache of caches.all.values()) {
      for (const key of [...cache.keys()].filter(key => key.includes('deck-1')))
        cache.set(key, new Response('a program was here'))
    }
    expect(await find(second, 'assets/deck-1.js')).toBeUndefined()
  })
})
