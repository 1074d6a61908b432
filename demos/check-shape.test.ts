import type { RunEvent } from '../trace/events.ts'
import type { Expectation } from './catalogue/demo.ts'
import { describe, expect, it } from 'vitest'
import { finished, fried, fullKitchen, moved, ran } from '../trace/fixtures.ts'
import { checkShape } from './check-shape.ts'

const expected: Expectation = { eggs: ['A', 'B'], overlap: 'all', time: [1, 1.2], outcome: 'done' }

const together = [ran, ...fried('A', 0, 2000, 1), ...fried('B', 0, 2100, 2), finished(2110, 'done')]
const oneByOne = [ran, ...fried('A', 0, 2000, 1), ...fried('B', 2000, 4000, 2), finished(4000, 'done')]

function problems(events: RunEvent[], change: Partial<Expectation> = {}) {
  return checkShape({ expect: { ...expected, ...change } }, events).join(' ')
}

const log = (text: string): RunEvent => ({ t: 1, kind: 'log', witness: 'program', text, stream: 'stdout' })

describe('the shape of a run', () => {
  it('is right when it is what the entry expects, in whatever order its events come', () => {
    expect(problems(together)).toBe('')
    expect(problems(together.toReversed())).toBe('')
  })

  it('knows one by one from all at once', () => {
    expect(problems(oneByOne)).toContain('at most 1 are in the pan at once')
    expect(problems(oneByOne, { time: [3, 4] })).toContain('2.00 times an egg')
    expect(problems([...oneByOne.slice(0, -1), finished(9000, 'done')])).toContain('4.50 times an egg')
    expect(problems(oneByOne, { overlap: 'none', time: [2, 2.1], maxInPan: 1 })).toBe('')
    expect(problems(together, { maxInPan: 1 })).toContain('not 1')
  })

  it('counts the eggs, and those ordered twice', () => {
    expect(problems(together, { eggs: ['A', 'B', 'B'] })).toContain('In the pan were A, B, not A, B, B.')
  })

  it('takes the kitchen\'s word for what burnt and what was called off', () => {
    const events = [ran, ...fried('A', 0, 2000, 1, 'fail'), ...fried('B', 0, 2100, 2, 'abort'), finished(2110, 'done')]
    expect(problems(events, { burnt: ['A'], calledOff: ['B'] })).toBe('')
    expect(problems(events)).toBe('Burnt are A, not none. Called off are B, not none.')
  })

  it('counts those for whom a full kitchen had no place', () => {
    const full: Partial<Expectation> = { eggs: ['A', 'B', 'C', 'D'], refused: 1, overlap: 'none', time: undefined }
    expect(problems(fullKitchen, full)).toBe('')
    expect(problems(fullKitchen, { ...full, refused: 2 })).toContain('Refused are C, and not 2 of them.')
    expect(problems(fullKitchen, { ...full, refused: undefined })).toBe('In the pan were A, B, D, not A, B, C, D.')
    expect(problems(fullKitchen.filter(({ kind }) => kind !== 'refused'), full)).toContain('Refused are none, and not 1 of them.')
  })

  it('counts those called off where luck says which', () => {
    const events = [ran, ...fried('A', 0, 2000, 1), ...fried('B', 0, 2000, 2, 'abort'), finished(2110, 'done')]
    expect(problems(events, { calledOff: 1 })).toBe('')
    expect(problems(events, { calledOff: 2 })).toBe('Called off are B, and not 2 of them.')
    expect(problems(together, { calledOff: 1 })).toBe('Called off are none, and not 1 of them.')
  })

  it('sees what is still in the pan', () => {
    expect(problems(together.filter(event => event.kind !== 'end'))).toContain('still in the pan')
  })

  it('wants the run to end, and as expected', () => {
    expect(problems(together.slice(0, -1))).toBe('The run has no end.')
    expect(problems([...together.slice(0, -1), finished(2110, 'failed', 'A is raw.')])).toBe('The run ended as failed, not done: A is raw.')
  })

  it('looks at the program\'s own work where there is no egg', () => {
    const busy = { eggs: [], lanes: ['A', 'B'] }
    const work = (task: string, from: number, to: number) => [moved(from, 'start', task), moved(to, 'end', task)]
    const inTurn = [ran, ...work('A', 0, 1000), ...work('B', 1000, 2000), finished(2000, 'done')]
    expect(problems(inTurn, { ...busy, overlap: 'none' })).toBe('')
    expect(problems(inTurn, busy)).toContain('at most 1 are at work at once')
    expect(problems(inTurn, { ...busy, overlap: 'none', ends: ['B', 'A'] })).toContain('in the order A, B, not B, A')
    expect(problems(inTurn, { ...busy, overlap: 'none', lanes: ['A', 'B', 'C'] })).toContain('reports of A, B, not A, B, C')
    expect(problems(inTurn, { ...busy, overlap: 'none', lanes: ['A'] })).toContain('reports of A, B, not A')
  })

  it('takes all that a process tells for its own work, numbered or not', () => {
    const busy: Partial<Expectation> = { eggs: [], lanes: ['A', 'B'], overlap: 'none' }
    const told = [moved(0, 'start', 'A', 1), moved(1000, 'end', 'A', 1), moved(1000, 'start', 'B', 2), moved(2000, 'end', 'B', 2), finished(2000, 'done')]
    const work = told.map(event => event.kind === 'start' ? { ...event, work: true as const } : event)
    expect(problems([{ ...ran, engine: 'process' }, ...work], busy)).toBe('')
    expect(problems([ran, ...told], busy)).toContain('The program reports of none, not A')
  })

  it('reads what was printed', () => {
    const events = [...together, log('B\nA is late')]
    expect(problems(events, { prints: ['B', 'A is late'], says: ['late'], neverSays: ['early'] })).toBe('')
    expect(problems(events, { printsInAnyOrder: ['A is late', 'B'] })).toBe('')
    expect(problems(events, { prints: ['A is late', 'B'], says: ['early'], neverSays: ['late'] }))
      .toBe('It printed “B” “A is late”, not “A is late” “B”. It never printed “early”. It printed “late”, which it should not.')
  })

  it('expects something else of a browser where the entry says so', () => {
    const inBrowser: Expectation['inBrowser'] = { overlap: 'none', time: [2, 2.1] }
    const inNode: RunEvent[] = oneByOne.map(event => event.kind === 'run' ? { ...event, toolchain: { node: '20' } } : event)
    expect(problems(oneByOne, { inBrowser })).toBe('')
    expect(problems(inNode, { inBrowser })).not.toBe('')
  })
})
