import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { toChromeTrace } from './chrome.ts'
import { finished, fiveStates, fried, moved, parked, ran } from './fixtures.ts'

const printed: RunEvent = { t: 2001, kind: 'log', witness: 'program', text: 'done', stream: 'stdout' }

describe('a run for Perfetto', () => {
  it('names the witnesses as processes and the tasks as threads', () => {
    const { traceEvents } = toChromeTrace([ran, ...fried('A', 0, 2000, 1), ...fried('B', 0, 2000, 2)])
    const names = traceEvents
      .filter(event => event.ph === 'M' && event.name.endsWith('_name'))
      .map(event => `${event.pid}/${event.tid} ${event.args.name}`)
    expect(names).toEqual(['1/0 program promise-all', '1/1 A', '1/2 B', '2/0 kitchen', '2/1 A', '2/2 B'])
  })

  it('measures in whole microseconds', () => {
    const { traceEvents, displayTimeUnit } = toChromeTrace([moved(0.5, 'start', 'A', 1), moved(2000.2504, 'end', 'A', 1)])
    expect(traceEvents.find(event => event.ph === 'X')).toMatchObject({ ts: 500, dur: 1_999_750, args: { outcome: 'end' } })
    expect(displayTimeUnit).toBe('ms')
  })

  it('marks what was printed as a moment', () => {
    const { traceEvents } = toChromeTrace([ran, printed])
    expect(traceEvents.find(event => event.ph === 'i')).toMatchObject({ name: 'done', ts: 2_001_000, s: 'p', cat: 'stdout' })
  })

  it('closes what was still open at the end, and says so', () => {
    const { traceEvents } = toChromeTrace([ran, moved(0, 'start', 'A', 1), finished(700, 'stopped')])
    expect(traceEvents.find(event => event.ph === 'X')).toMatchObject({ ts: 0, dur: 700_000, args: { unfinished: true } })
  })

  it('says at which line a task waited', () => {
    const { traceEvents } = toChromeTrace([parked(1, 'park', 'top level', 14, 1), parked(9, 'resume', 'top level', 14, 1)])
    expect(traceEvents.find(event => event.ph === 'X')).toMatchObject({
      name: 'top level waits at line 14',
      args: { line: 14, state: 'waiting' },
    })
  })

  it('carries all five states, and what the thread did meanwhile', () => {
    const { traceEvents } = toChromeTrace(fiveStates)
    const stretches = (pid: number) => traceEvents.flatMap(event => event.ph === 'X' && event.pid === pid ? [[event.cat, event.dur]] : [])
    expect(stretches(1)).toEqual(['working', 'ready', 'blocked', 'waiting', 'unknown'].map(state => [`program,${state}`, 1_000_000]))
    expect(stretches(3).slice(0, 4)).toEqual([
      ['thread,working', 1_000_000],
      ['thread,ready', 1_000_000],
      ['thread,blocked', 1_000_000],
      ['thread,idle', 1_000_000],
    ])
  })

  it('gives two eggs of one name at once a thread each, so that they do not cross', () => {
    const { traceEvents } = toChromeTrace([
      moved(0, 'start', 'A', 1),
      moved(1, 'start', 'A', 2),
      moved(5, 'end', 'A', 1),
      moved(9, 'end', 'A', 2),
    ])
    expect(traceEvents.filter(event => event.ph === 'X').map(event => event.tid)).toEqual([1, 2])
  })

  it('carries what ran, when and with which tools', () => {
    expect(toChromeTrace([ran, finished(2010, 'done')]).otherData).toEqual({
      demo: 'promise-all',
      engine: 'worker',
      startedAt: '2026-01-02T03:04:05.000Z',
      source: 'c0ffee',
      toolchain: 'chrome 153',
      outcome: 'done',
    })
  })
})
