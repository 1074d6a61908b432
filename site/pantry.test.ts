import type { Supply } from './pantry.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPantry } from './pantry.ts'

const SITE = 'https://talk.example/eggs/'

/** A browser's caches, as far as a pantry uses them. */
class Shelves implements Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'match'> {
  readonly all = new Map<string, Map<string, Response>>()

  async open(name: string) {
    const shelf = this.all.get(name) ?? new Map<string, Response>()
    this.all.set(name, shelf)
    return {
      match: async (key: string) => shelf.get(key)?.clone(),
      put: async (key: string, reply: Response) => void shelf.set(key, reply),
    } as unknown as Cache
  }

  keys = async () => [...this.all.keys()]
  delete = async (name: string) => this.all.delete(name)

  async match(key: RequestInfo | URL) {
    for (const shelf of this.all.values()) {
      const found = shelf.get(String(key))
      if (found)
        return found.clone()
    }
  }
}

/** What the host has, by path. */
let host: Record<string, string>
let asked: string[]
let shelves: Shelves

const first: Supply[] = [{ url: 'index.html', revision: 'one' }, { url: 'assets/deck-1.js', revision: null }, { url: 'assets/same-0.js', revision: null }]
const second: Supply[] = [{ url: 'index.html', revision: 'two' }, { url: 'assets/deck-2.js', revision: null }, { url: 'assets/same-0.js', revision: null }]
const third: Supply[] = [{ url: 'index.html', revision: 'three' }]

const open = (supplies: Supply[]) => createPantry(SITE, supplies, shelves as unknown as CacheStorage)
const find = async (supplies: Supply[], path: string) => (await open(supplies).find(new Request(SITE + path)))?.text()

beforeEach(() => {
  host = { 'index.html': 'page one', 'assets/deck-1.js': 'deck one', 'assets/deck-2.js': 'deck two', 'assets/same-0.js': 'same' }
  asked = []
  shelves = new Shelves()
  vi.stubGlobal('fetch', async (address: string) => {
    const path = address.slice(SITE.length)
    asked.push(path)
    return host[path] === undefined ? new Response('', { status: 404 }) : new Response(host[path])
  })
})

afterEach(() => vi.unstubAllGlobals())

describe('the pantry', () => {
  it('keeps every file of the site, each fetched once', async () => {
    await open(first).stock()
    await open(first).stock()
    expect(asked.sort()).toEqual(['assets/deck-1.js', 'assets/same-0.js', 'index.html'])
    expect(await find(first, 'assets/deck-1.js')).toBe('deck one')
  })

  it('finds the page by the site’s folder, whatever question or place follows', async () => {
    await open(first).stock()
    expect(await find(first, '')).toBe('page one')
    expect(await find(first, '?handout#/3')).toBe('page one')
    expect(await find(first, 'index.html')).toBe('page one')
  })

  it('knows what is its own', () => {
    const { has } = open(first)
    expect([`${SITE}`, `${SITE}assets/deck-1.js`, `${SITE}assets/from-an-older-version.js`].map(url => has(new Request(url)))).toEqual([true, true, true])
    expect([`${SITE}robots.txt`, 'https://talk.example/', 'https://other.example/eggs/index.html'].map(url => has(new Request(url)))).toEqual([false, false, false])
  })

  it('fetches of a newer version only what is new, and tells the two apart', async () => {
    await open(first).stock()
    asked = []
    host['index.html'] = 'page two'
    await open(second).stock()
    expect(asked.sort()).toEqual(['assets/deck-2.js', 'index.html'])
    expect(await find(first, '')).toBe('page one')
    expect(await find(second, '')).toBe('page two')
  })

  it('keeps the version before for windows that still show it, and none older', async () => {
    for (const version of [first, second, third]) {
      await open(version).stock()
      await open(version).tidy()
    }
    expect(shelves.all.size).toBe(2)
    expect(await find(third, 'assets/deck-2.js')).toBe('deck two')
    expect(await find(third, 'assets/deck-1.js')).toBeUndefined()
  })

  it('leaves alone what is not its own', async () => {
    shelves.all.set('another site’s', new Map())
    shelves.all.set('four-eggs:/other/:abc', new Map())
    for (const version of [first, second, third]) {
      await open(version).stock()
      await open(version).tidy()
    }
    expect([...shelves.all.keys()]).toEqual(expect.arrayContaining(['another site’s', 'four-eggs:/other/:abc']))
  })

  it('does not call itself complete when a file is missing, and goes on from there', async () => {
    delete host['assets/deck-1.js']
    await expect(open(first).stock()).rejects.toThrow('The site is not complete: https://talk.example/eggs/assets/deck-1.js was answered with 404.')
    host['assets/deck-1.js'] = 'deck one'
    asked = []
    await open(first).stock()
    expect(asked).toEqual(['assets/deck-1.js'])
  })
})
