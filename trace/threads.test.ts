import type { RunEvent, ThreadDid, ThreadSeen } from './events.ts'
import { describe, expect, it } from 'vitest'
import { finished, moved, parked, ran } from './fixtures.ts'
import { toLanes } from './lanes.ts'
import { compareWork, coresUsed, summarize, tellCost, tellShare, threadTime } from './words.ts'

const process = { ...ran, engine: 'process' as const }

function saw(thread: number, from: number, ...did: [ThreadDid, number][]): ThreadSeen {
  return {
    t: from + did.reduce((sum, [, ms]) => sum + ms, 0),
    kind: 'thread',
    witness: 'program',
    thread,
    process: 1,
    name: 'python3',
    from,
    did,
  }
}

function works(task: string, thread: number, from: number, to: number): RunEvent[] {
  return [{ ...moved(from, 'start', task, thread), work: true, thread }, { ...moved(to, 'end', task, thread), thread }]
}

function statesOf(events: RunEvent[], task: string, now?: number) {
  return toLanes(events, now).lanes.find(lane => lane.task === task)!.program.map(({ state, from, to }) => [state, from, to])
}

/** Two threads, one lock: they take turns of 100 ms. */
const turns = [
  process,
  ...works('A', 1, 0, 400),
  ...works('B', 2, 0, 400),
  saw(1, 0, ['working', 100], ['lock', 100], ['working', 100], ['lock', 100]),
  saw(2, 0, ['lock', 100], ['working', 100], ['ready', 50], ['lock', 50], ['working', 100]),
  { ...finished(410, 'done'), cpu: 420 },
]

describe('a task whose thread was seen', () => {
  it('works where its thread had a core, and is blocked where that slept', () => {
    expect(statesOf(turns, 'A')).toEqual([
      ['working', 0, 100],
      ['blocked', 100, 200],
      ['working', 200, 300],
      ['blocked', 300, 400],
    ])
    expect(statesOf(turns, 'B')).toEqual([
      ['blocked', 0, 100],
      ['working', 100, 200],
      ['ready', 200, 250],
      ['blocked', 250, 300],
      ['working', 300, 400],
    ])
  })

  it('says its share, and the sentence what all of them had', () => {
    const picture = toLanes(turns)
    expect(picture.lanes.map(({ share }) => tellShare(share!))).toEqual(['0.20 s of 0.40 s on a core', '0.20 s of 0.40 s on a core'])
    expect(coresUsed(picture)).toBe(1)
    expect(summarize(picture)).toBe('Done in 0.41 s: two tasks, one core’s worth of work')
    expect(picture.cpu).toBe(420)
  })

  it('is compared with others that computed the same', () => {
    const both = [
      process,
      ...works('A', 1, 0, 200),
      ...works('B', 2, 0, 200),
      saw(1, 0, ['working', 200]),
      saw(2, 0, ['working', 200]),
      finished(205, 'done'),
    ]
    expect(
      compareWork([
        { slug: 'locked', picture: toLanes(turns) },
        { slug: 'free', picture: toLanes(both) },
      ]),
    ).toBe('locked 0.41 s on 1.0 cores; free 0.20 s on 2.0 cores, 0.50 times locked')
    expect(
      compareWork([
        { slug: 'locked', picture: toLanes(turns) },
        { slug: 'eggs', picture: toLanes([process, finished(100, 'done')]) },
      ]),
    ).toBeUndefined()
  })

  it('is drawn the same in whatever order it is told, and from half of it no more than that', () => {
    expect(toLanes(turns.toReversed())).toEqual(toLanes(turns))
    const early = turns.filter(({ t, kind }) => kind !== 'finish' && t <= 0)
    expect(statesOf(early, 'A', 50)).toEqual([['working', 0, 0]])
    expect(statesOf([...early, saw(1, 0, ['working', 20])], 'A', 50)).toEqual([['working', 0, 20]])
    expect(statesOf([...early, saw(1, 0, ['working', 20], ['blocked', 10])], 'A', 50)).toEqual([['working', 0, 20], ['blocked', 20, 50]])
  })

  it('gives a thread to one task at a time, and back to who called it', () => {
    const events = [
      process,
      ...works('outer', 1, 0, 300),
      ...works('inner', 1, 100, 200),
      saw(1, 0, ['working', 300]),
      finished(300, 'done'),
    ]
    expect(statesOf(events, 'outer')).toEqual([
      ['working', 0, 100],
      ['ready', 100, 200],
      ['working', 200, 300],
    ])
    expect(statesOf(events, 'inner')).toEqual([['working', 100, 200]])
  })

  it('is not known where it was not seen', () => {
    const events = [process, ...works('A', 1, 0, 100), saw(1, 40, ['working', 60]), finished(100, 'done')]
    expect(statesOf(events, 'A')).toEqual([['unknown', 0, 40], ['working', 40, 100]])
    expect(toLanes(events).lanes[0]!.share).toBeUndefined()
    expect(toLanes(events).unmeasured).toBeUndefined()
  })
})

describe('a task that has parked', () => {
  const task = (thread: number, from: number, to: number): RunEvent[] => [
    { ...moved(from, 'start', 'A', 1), work: true, thread },
    { ...parked(from, 'park', 'A', 9), thread },
    { ...parked(to, 'resume', 'A', 9), thread },
    { ...moved(to, 'end', 'A', 1), thread },
  ]

  it('is blocked while its thread cannot do anything else', () => {
    expect(statesOf([process, ...task(1, 0, 100), saw(1, 0, ['blocked', 100]), finished(100, 'done')], 'A')).toEqual([['blocked', 0, 100]])
  })

  it('waits once its thread looks for other work, whatever holds that later', () => {
    expect(statesOf([process, ...task(1, 0, 100), saw(1, 0, ['idle', 50], ['blocked', 50]), finished(100, 'done')], 'A')).toEqual([
      ['waiting', 0, 100],
    ])
  })

  it('waits while its thread is on another task', () => {
    const other: RunEvent[] = [{ ...moved(1, 'start', 'B', 2), work: true, thread: 1 }, { ...moved(90, 'end', 'B', 2), thread: 1 }]
    const events = [process, ...task(1, 0, 100), ...other, saw(1, 0, ['blocked', 100]), finished(100, 'done')]
    expect(statesOf(events, 'A').map(([state]) => state)).toEqual(['blocked', 'waiting'])
    expect(statesOf(events, 'B')).toEqual([['blocked', 1, 90]])
  })
})

describe('work of which nobody saw the thread', () => {
  const events = [process, ...works('A', 1, 0, 100), finished(100, 'done')]

  it('is not known, and is said not to be', () => {
    expect(statesOf(events, 'A')).toEqual([['unknown', 0, 100]])
    expect(summarize(events)).toBe('Done in 0.10 s; what its tasks had of the cores is not measured here')
  })

  it('stays so in a replay', () => {
    expect(statesOf([{ ...process, engine: 'replay', ran: 'process' }, ...events.slice(1)], 'A')).toEqual([['unknown', 0, 100]])
  })

  it('has the program’s thread where that has only one', () => {
    const single = [
      process,
      { ...moved(0, 'start', 'A', 1), work: true as const },
      moved(100, 'end', 'A', 1),
      saw(7, 0, ['working', 60], ['ready', 40]),
      finished(100, 'done'),
    ]
    expect(statesOf(single, 'A')).toEqual([
      ['working', 0, 60],
      ['ready', 60, 100],
    ])
  })
})

describe('what waiting costs', () => {
  it('is how long its threads were taken: by work, by a wait for a core, by a call that held them', () => {
    const both = [process, saw(1, 0, ['working', 100], ['blocked', 1900]), saw(2, 0, ['ready', 50], ['blocked', 1950], ['idle', 500])]
    expect(threadTime(toLanes([...both, finished(2500, 'done')]))).toBe(4000)
    expect(tellCost(toLanes([...both, finished(2500, 'done')]))).toBe('4.00 cook-seconds')
  })

  it('is nothing for a thread that looks for whatever comes next', () => {
    expect(threadTime(toLanes([process, saw(1, 0, ['working', 100], ['idle', 1900]), finished(2000, 'done')]))).toBe(100)
  })

  it('is not told before the end, and said not to be measured where no thread was seen', () => {
    expect(tellCost(toLanes([process, saw(1, 0, ['blocked', 500])], 600))).toBe('')
    expect(tellCost(toLanes([process, finished(2000, 'done')]))).toBe('cook-seconds are not measured here')
  })
})

describe('the strip of threads', () => {
  it('shows what each did, and which task it was on', () => {
    const { threads } = toLanes([
      process,
      ...works('A', 1, 10, 50),
      saw(1, 0, ['idle', 10], ['working', 20], ['blocked', 20], ['lock', 50]),
      finished(100, 'done'),
    ])
    expect(threads).toEqual([
      {
        thread: 1,
        process: 1,
        name: 'python3',
        label: 'main',
        beside: 0,
        parts: [
          { from: 0, to: 10, state: 'idle' },
          { from: 10, to: 30, state: 'working', task: 'A' },
          { from: 30, to: 50, state: 'blocked', task: 'A' },
          { from: 50, to: 100, state: 'idle' },
        ],
      },
    ])
  })

  it('leaves out threads that did nothing', () => {
    expect(
      toLanes([process, saw(1, 0, ['idle', 100]), saw(2, 0, ['working', 100]), finished(100, 'done')]).threads.map(({ thread }) => thread),
    ).toEqual([2])
  })

  it('tells the program’s threads from its runtime’s, and leaves no work out', () => {
    const { threads, beside, lanes } = toLanes([
      process,
      ...works('A', 2, 50, 150),
      { ...saw(1, 0, ['working', 40], ['lock', 160]), name: 'java' },
      { ...saw(2, 30, ['working', 130]), name: 'Thread-0' },
      { ...saw(3, 0, ['working', 30], ['lock', 170]), name: 'C1 CompilerThre' },
      { ...saw(4, 0, ['working', 25]), name: 'GC Thread#0' },
      { ...saw(5, 0, ['working', 5]), name: 'VM Thread' },
      { ...saw(6, 0, ['working', 4]), name: 'HttpClient-1-Se' },
      { ...finished(200, 'done'), cpu: 234 },
    ])
    expect(threads.map(({ label, beside }) => [label, beside])).toEqual([
      ['main', 40],
      ['compiler', 30],
      ['collector', 25],
      ['thread 2', 30],
    ])
    expect(beside).toEqual({ worked: 134, runtime: 60, unlisted: 9 })
    expect(lanes[0]!.share!.worked + beside!.worked).toBe(234)
  })

  it('has a thread with a task for one of the program, whatever it is called', () => {
    const { threads, beside } = toLanes([process, ...works('A', 3, 0, 100), { ...saw(3, 0, ['working', 100]), name: 'VM Thread' }, finished(100, 'done')])
    expect(threads.map(({ label }) => label)).toEqual(['thread 1'])
    expect(beside).toEqual({ worked: 0, runtime: 0, unlisted: 0 })
  })
})
