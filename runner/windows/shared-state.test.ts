import type { Notes } from './shared-state.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { take } from './shared-state.ts'

describe('notes that all windows share', () => {
  const guess = (since: number, value?: unknown) => ({ place: 'promise-all', name: 'guess', since, ...value !== undefined && { value } })

  it('keeps the newest of a name at a place', () => {
    const notes: Notes = new Map()
    expect(take(notes, guess(1, '4 s'))).toBe(true)
    expect(take(notes, guess(2, '2 s'))).toBe(true)
    expect(take(notes, guess(1, '8 s'))).toBe(false)
    expect([...notes.values()]).toEqual([guess(2, '2 s')])
  })

  it('does not bring back what was taken off', () => {
    const notes: Notes = new Map()
    take(notes, guess(1, '4 s'))
    take(notes, guess(3))
    expect(take(notes, guess(2, '4 s'))).toBe(false)
    expect([...notes.values()][0]).not.toHaveProperty('value')
  })

  it('keeps places and names apart', () => {
    const notes: Notes = new Map()
    take(notes, guess(1, '4 s'))
    take(notes, { ...guess(1, '2 s'), place: 'sequential' })
    take(notes, { ...guess(1, 1320), name: 'moment' })
    expect(notes.size).toBe(3)
  })

  it('two windows that hear the same notes in another order agree', () => {
    const note = fc.record({ place: fc.constantFrom('a', 'b'), name: fc.constantFrom('x', 'y'), since: fc.nat(), value: fc.nat() })
    // No two windows write within one millisecond.
    const notes = fc.uniqueArray(note, { selector: ({ since }) => since })
    fc.assert(fc.property(notes.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
      const one: Notes = new Map()
      const other: Notes = new Map()
      all.forEach(note => take(one, note))
      shuffled.forEach(note => take(other, note))
      expect(other).toEqual(one)
    }))
  })
})
