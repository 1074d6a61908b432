import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { finished, ran } from './fixtures.ts'
import { toLanes } from './lanes.ts'
import { toSpread, toSweep } from './sweep.ts'

function work(task: string, from: number, to: number): RunEvent[] {
  return [
    { t: from, kind: 'start', witness: 'program', task, work: true },
    { t: to, kind: 'end', witness: 'program', task, work: true },
  ]
}

describe('the same work by one, by two and by four', () => {
  it('is quicker by what it took one, over what it took all of them', () => {
    const events = [
      ran,
      ...work('1 of 1', 100, 1100),
      ...work('1 of 2', 1100, 1600),
      ...work('2 of 2', 1110, 1620),
      ...[1, 2, 3, 4].flatMap(i => work(`${i} of 4`, 1700 + i, 2200 + i)),
      finished(2300, 'done'),
    ]
    expect(toSweep(toLanes(events))).toEqual([
      { threads: 1, ms: 1000, times: 1 },
      { threads: 2, ms: 520, times: 1000 / 520 },
      { threads: 4, ms: 503, times: 1000 / 503 },
    ])
  })

  it('tells of those only that are all done, and of nothing before one was alone', () => {
    expect(toSweep(toLanes([ran, ...work('1 of 1', 0, 100), ...work('1 of 2', 100, 150)], 160)).map(({ threads }) => threads)).toEqual([1])
    expect(toSweep(toLanes([ran, ...work('1 of 2', 0, 100), ...work('2 of 2', 0, 100), finished(100, 'done')]))).toEqual([])
    expect(toSweep(toLanes([ran, ...work('A', 0, 100), finished(100, 'done')]))).toEqual([])
  })

  it('begins when a thread does, and not when it was asked for', () => {
    const thread: RunEvent[] = [
      { t: 0, kind: 'start', witness: 'program', task: '1 of 1', work: true },
      { t: 0, kind: 'park', witness: 'program', task: '1 of 1', line: 3 },
      { t: 40, kind: 'resume', witness: 'program', task: '1 of 1', line: 3 },
      { t: 140, kind: 'end', witness: 'program', task: '1 of 1', work: true },
    ]
    expect(toSweep(toLanes([{ ...ran, engine: 'worker' } as RunEvent, ...thread, finished(150, 'done')]))).toEqual([{ threads: 1, ms: 100, times: 1 }])
  })

  it('says how many cores they had, where their threads were seen', () => {
    const events: RunEvent[] = [
      { ...ran, engine: 'process' } as RunEvent,
      { t: 0, kind: 'start', witness: 'program', task: '1 of 1', work: true, thread: 7 },
      { t: 100, kind: 'end', witness: 'program', task: '1 of 1', work: true, thread: 7 },
      { t: 100, kind: 'thread', witness: 'program', thread: 7, process: 7, name: 'x', from: 0, did: [['working', 60], ['ready', 40]] },
      finished(100, 'done'),
    ]
    expect(toSweep(toLanes(events))[0]!.cores).toBeCloseTo(0.6)
  })
})

describe('work of which a part is spread', () => {
  const run = [ran, ...work('all', 0, 1000), ...work('20 %', 1050, 1250), ...work('1 of 2', 1300, 1700), ...work('2 of 2', 1310, 1720)]

  it('is compared with all of it by one, without what starting a thread takes', () => {
    expect(toSpread(toLanes([...run, finished(1800, 'done')]))).toEqual({ share: 80, threads: 2, times: 1000 / 620, alone: 1000, together: 620 })
  })

  it('is not before all are done', () => {
    expect(toSpread(toLanes([...run.slice(0, -1)], 1700))).toBeUndefined()
    expect(toSpread(toLanes([ran, ...work('1 of 2', 0, 10), ...work('2 of 2', 0, 10)]))).toBeUndefined()
  })
})
