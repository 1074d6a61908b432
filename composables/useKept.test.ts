import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** A browser's storage, as far as it matters here; full, where it takes nothing more. */
function storage(entries: Record<string, string> = {}, isFull = false) {
  return {
    entries,
    getItem: (key: string) => entries[key] ?? null,
    setItem(key: string, value: string) {
      if (isFull)
        throw new DOMException('', 'QuotaExceededError')
      entries[key] = value
    },
  }
}

async function load(local: unknown) {
  vi.resetModules()
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('addEventListener', () => {})
  if (local instanceof Error)
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => { throw local } })
  else
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: local })
  return await import('./useKept.ts')
}

describe('what a browser keeps of its reader', () => {
  let before: PropertyDescriptor | undefined
  beforeEach(() => void (before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')))
  afterEach(() => {
    vi.unstubAllGlobals()
    if (before)
      Object.defineProperty(globalThis, 'localStorage', before)
    else
      delete (globalThis as { localStorage?: unknown }).localStorage
  })

  it('is there again, with the fields that an older version lacked', async () => {
    const local = storage({ 'four-eggs:reading': '{"last":"a/b","seen":["b"]}' })
    const { useKept, isKeeping } = await load(local)
    const kept = useKept<{ last?: string, seen: string[], places: object }>('reading', { seen: [], places: {} })
    expect(kept.value).toEqual({ last: 'a/b', seen: ['b'], places: {} })
    kept.value = { ...kept.value, last: 'a/c' }
    expect(JSON.parse(local.entries['four-eggs:reading']!)).toMatchObject({ last: 'a/c' })
    expect(useKept('reading', {}).value).toBe(kept.value)
    expect(isKeeping.value).toBe(true)
  })

  it.each([
    ['is full', storage({}, true)],
    ['is blocked', new Error('SecurityError')],
  ])('works where the storage %s, and says that nothing is kept', async (_, local) => {
    const { useKept, isKeeping } = await load(local)
    const kept = useKept('votes', {} as Record<string, string>)
    expect(isKeeping.value).toBe(false)
    kept.value = { one: 'True' }
    expect(useKept('votes', {} as Record<string, string>).value).toEqual({ one: 'True' })
    expect(isKeeping.value).toBe(false)
  })

  it.each(['no json', '[1]', 'null', '3'])('takes %j for nothing', async (text) => {
    const { useKept } = await load(storage({ 'four-eggs:reading': text }))
    expect(useKept('reading', { seen: [] }).value).toEqual({ seen: [] })
  })
})
