import { describe, expect, it } from 'vitest'
import { finished, fried, moved, ran } from '../../trace/fixtures.ts'
import { toLanes } from '../../trace/lanes.ts'
import { frequencyOf, notesBetween } from './melody.ts'

describe('what a run sounds like', () => {
  const started = [ran, moved(0, 'start', 'top level'), ...['A', 'B', 'C', 'D'].map((egg, i) => moved(1, 'start', egg, i + 1))]

  it('is a chord when all eggs start at once', () => {
    const notes = notesBetween(toLanes([ran]), toLanes(started))
    expect(notes.map(({ task, kind }) => [task, kind])).toEqual([['A', 'wait'], ['B', 'wait'], ['C', 'wait'], ['D', 'wait']])
    expect(new Set(notes.map(({ frequency }) => frequency)).size).toBe(4)
  })

  it('is a tune when they come one by one: each its own note, when it starts and when it is done', () => {
    const first = toLanes([ran, ...fried('A', 0, 2000, 1)])
    const second = toLanes([ran, ...fried('A', 0, 2000, 1), moved(2001, 'start', 'B', 2)])
    expect(notesBetween(undefined, first)).toEqual([{ task: 'A', kind: 'done', frequency: frequencyOf(0) }])
    expect(notesBetween(first, second)).toEqual([{ task: 'B', kind: 'wait', frequency: frequencyOf(1) }])
  })

  it('sounds otherwise for an egg that is lost', () => {
    const burnt = toLanes([...started, moved(900, 'fail', 'B', 2), finished(900, 'stopped')])
    expect(notesBetween(toLanes(started), burnt)).toContainEqual(expect.objectContaining({ task: 'B', kind: 'lost' }))
  })

  it('is silent while nothing changes', () => {
    expect(notesBetween(toLanes(started, 100), toLanes(started, 500))).toEqual([])
  })

  it('stays where ears and speakers are good, for two hundred eggs, too', () => {
    for (let i = 0; i < 200; i++) {
      expect(frequencyOf(i)).toBeGreaterThan(200)
      expect(frequencyOf(i)).toBeLessThan(2500)
    }
  })
})
