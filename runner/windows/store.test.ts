import type { Store, Update } from './store.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStore } from './store.ts'

function openStore(me: string, { clock = () => 1_000, now = () => 0 }: { clock?: () => number, now?: () => number } = {}): Store {
  return createStore({ me, clock, now })
}

describe('the store that all windows share', () => {
  it('keeps the later of two writes, whichever window made it', () => {
    const [one, other] = [openStore('one'), openStore('other')]
    const first = one.write('promise-all guess', '4 s')
    expect(other.take(first)).toBe('changed')
    const second = other.write('promise-all guess', '2 s')
    expect(one.take(second)).toBe('changed')
    expect(other.take(first)).toBe('ignored')
    expect(one.get('promise-all guess')).toMatchObject({ value: '2 s', owner: 'other' })
  })

  it('lets a window with a late clock write, too', () => {
    const [early, late] = [openStore('early', { clock: () => 120_000 }), openStore('late', { clock: () => 0 })]
    late.take(early.write('x', 1))
    expect(early.take(late.write('x', 2))).toBe('changed')
    expect(early.get('x')!.value).toBe(2)
  })

  it('does not bring back what was cleared', () => {
    const [one, other] = [openStore('one'), openStore('other')]
    const written = one.write('x', 1)
    other.take(written)
    one.take(other.write('x'))
    expect(one.take(written)).toBe('ignored')
    expect(one.get('x')).not.toHaveProperty('value.x')
    expect(one.get('x')!.value).toBeUndefined()
  })

  it('tells of very much news in parts, all of it', () => {
    const [one, other] = [openStore('one'), openStore('other')]
    const list: unknown[] = []
    other.take(one.write('x', 'value', { list }))
    list.push(...'abcde')
    const parts: unknown[][] = []
    do {
      const update = one.grew('x', 'later', 2)
      parts.push(update.list)
      expect(other.take(update)).toBe('changed')
    } while (one.owes('x'))
    expect(parts).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect(other.get('x')).toMatchObject({ value: 'later', list: ['a', 'b', 'c', 'd', 'e'] })
    expect(other.owes('x')).toBe(false)
  })

  it('tells of a list only what is new, and copies none of it at home', () => {
    const [one, other] = [openStore('one'), openStore('other')]
    const list: unknown[] = ['a']
    other.take(one.write('x', {}, { list }))
    list.push('b', 'c')
    const update = one.grew('x')
    expect(update).toMatchObject({ from: 1, list: ['b', 'c'] })
    expect(other.take(update)).toBe('changed')
    expect(other.take(update)).toBe('ignored')
    expect(other.get('x')!.list).toEqual(['a', 'b', 'c'])
    expect(one.get('x')!.list).toBe(list)
  })

  it('notices that it missed the beginning, and catches up from all there is', () => {
    const [one, late] = [openStore('one'), openStore('late')]
    const list: unknown[] = ['a']
    one.write('x', {}, { list })
    list.push('b')
    expect(late.take(one.grew('x'))).toBe('missed')
    one.all().forEach(late.take)
    expect(late.get('x')!.list).toEqual(['a', 'b'])
  })

  it('knows since when, though no two clocks agree and messages are slow', () => {
    let now = 500
    const one = openStore('one', { now: () => now })
    const far = openStore('far', { now: () => now + 120_000 })
    const list: unknown[] = []
    const first = one.write('x', {}, { list })
    now += 300
    far.take(first)
    expect(far.now() - far.get('x')!.writtenAt).toBe(0)
    list.push('a')
    // One that comes at once puts it right.
    far.take(one.grew('x'))
    expect(far.now() - far.get('x')!.writtenAt).toBe(300)
  })

  it('two windows that hear the same in another order agree', () => {
    const update = fc.record({
      key: fc.constantFrom('a', 'b'),
      owner: fc.constantFrom('p', 'q', 'r'),
      version: fc.nat({ max: 5 }),
      value: fc.nat(),
      from: fc.constant(0),
      list: fc.constant<unknown[]>([]),
      ageMs: fc.constant(0),
    })
    // No window writes a key twice with one version.
    const updates = fc.uniqueArray(update, { selector: ({ key, owner, version }) => `${key} ${owner} ${version}` })
    fc.assert(
      fc.property(
        updates.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]: [Update[], Update[]]) => {
          const [one, other] = [openStore('one'), openStore('other')]
          all.forEach(one.take)
          shuffled.forEach(other.take)
          const sorted = (store: Store) => store.entries().toSorted((a, b) => a.key.localeCompare(b.key))
          expect(sorted(other)).toEqual(sorted(one))
        },
      ),
    )
  })
})
