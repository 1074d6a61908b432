import type { RunEvent } from './events.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advise, UNHANDLED } from './advice.ts'
import { finished, fried, moved, parked, ran } from './fixtures.ts'

const log = (t: number, text: string): RunEvent => ({ t, kind: 'log', witness: 'program', stream: 'stdout', text })
const resumed = (t: number, task: string, by: string): RunEvent => ({ ...parked(t, 'resume', task, 9, 1), by })
function oneByOne(count: number, ms = 2000) {
  return [...'ABCDEFGH'].slice(0, count).flatMap((egg, i) => fried(egg, i * ms, (i + 1) * ms - 3, i + 1))
}

describe('eggs that were fried one by one', () => {
  it('could have been fried together, if none needs another: the saving is said, the condition too', () => {
    expect(advise([ran, ...oneByOne(4), finished(8000, 'done')])).toBe(
      'If none needs the one before, starting all 4 at once would have taken 2.01 s instead of 8.00 s.',
    )
    expect(advise([ran, ...oneByOne(2), finished(4000, 'done')])).toBe(
      'If the second does not need the first, starting both at once would have taken 2.00 s instead of 4.00 s.',
    )
  })

  it('get no advice when they overlapped, when there was a pause, or when one was not fried', () => {
    expect(advise([ran, ...fried('A', 0, 2000, 1), ...fried('B', 1000, 3000, 2), finished(3000, 'done')])).toBeUndefined()
    expect(advise([ran, ...fried('A', 0, 2000, 1), ...fried('B', 2500, 4500, 2), finished(4500, 'done')])).toBeUndefined()
    expect(advise([ran, ...fried('A', 0, 2000, 1), ...fried('B', 2001, 4000, 2, 'fail'), finished(4000, 'done')])).toBeUndefined()
  })

  it('get none where each plainly needs the one before: pages of orders', () => {
    const pages = ['orders', 'orders-2', 'orders-3'].flatMap((page, i) => fried(page, i * 500, (i + 1) * 500 - 2, i + 1))
    expect(advise([ran, ...pages, finished(1500, 'done')])).toBeUndefined()
  })

  it('get none where so many would not start at once, and none for a small gain', () => {
    expect(advise([ran, ...oneByOne(7), finished(14_000, 'done')])).toBeUndefined()
    expect(advise([ran, ...fried('A', 0, 5000, 1), ...fried('B', 5001, 5100, 2), finished(5100, 'done')])).toBeUndefined()
  })
})

describe('losers of a race', () => {
  const race = [
    ran,
    moved(0, 'start', 'top level'),
    ...fried('A', 0, 2000, 1),
    ...fried('B', 0, 1000, 2),
    ...fried('C', 0, 3000, 3),
    resumed(1001, 'top level', 'B'),
    log(1002, 'B is first'),
    moved(1003, 'end', 'top level'),
  ]

  it('that fry on for no guest are pointed out', () => {
    expect(advise([...race, finished(3001, 'done')])).toBe(
      'Done after 1.00 s, but 2 eggs fried on until 3.00 s for no guest. An AbortSignal calls them off.',
    )
  })

  it('are no losers when somebody still hears of them', () => {
    expect(advise([...race, log(2001, 'A as well'), finished(3001, 'done')])).toBeUndefined()
    expect(advise([...race, resumed(2001, 'helper', 'A'), resumed(3001, 'helper', 'C'), finished(3001, 'done')])).toBeUndefined()
  })

  it('are no losers when they were called off', () => {
    const off = [
      ran,
      moved(0, 'start', 'top level'),
      ...fried('A', 0, 1005, 1, 'abort'),
      ...fried('B', 0, 1000, 2),
      resumed(1001, 'top level', 'B'),
      moved(1003, 'end', 'top level'),
      finished(1006, 'done'),
    ]
    expect(advise(off)).toBeUndefined()
  })
})

describe('a rejection that nobody handled', () => {
  it('is explained', () => {
    expect(advise([ran, finished(1000, 'failed', `${UNHANDLED}Error: Burnt`)])).toContain('nobody was waiting for it')
    expect(advise([ran, finished(1000, 'failed', 'Error: Burnt')])).toBeUndefined()
  })
})

it('very many requests at once, which a browser refuses, are better asked for in parts', () => {
  const asked = (n: number) => [ran, ...Array.from({ length: n }, (_, i) => moved(1, 'start', `egg-${i}`, i))]
  const failed = { ...finished(9000, 'failed'), text: 'TypeError: Failed to fetch (try.ts, line 1)' }
  expect(advise([...asked(5000), failed])).toBe('A browser refuses requests when thousands are under way. Ask for a few hundred at a time.')
  expect(advise([...asked(4), failed])).toBeUndefined()
  expect(advise([...asked(5000), { ...failed, text: 'TypeError: x is not a function' }])).toBeUndefined()
})

describe('a queue', () => {
  const produced = (every: number, takes: number, count: number) =>
    Array.from({ length: count }, (_, i) => fried(`egg-${i}`, i * every, Math.max(i * every, 0) + takes, i + 1)).flat()

  it('that only grew is pointed out, when something did come out meanwhile', () => {
    // Each takes longer than the one before.
    const slow = Array.from({ length: 12 }, (_, i) => fried(`egg-${i}`, i * 100, i * 100 + 500 + i * 400, i + 1)).flat()
    expect(advise([ran, ...slow, finished(7000, 'done')])).toMatch(/^The queue only grew: when the last was started, \d+ were under way/)
  })

  it('is no queue when all start at once, or when as much comes out as goes in', () => {
    expect(advise([ran, ...produced(0, 2000, 12), finished(2000, 'done')])).toBeUndefined()
    expect(advise([ran, ...produced(300, 200, 12), finished(4000, 'done')])).toBeUndefined()
  })
})

describe('a queue that tells its height', () => {
  const grown = (capacity?: number): RunEvent[] =>
    [1, 2, 3, 4, 5, 6, 5, 4].map((height, i) => ({
      t: i * 100,
      kind: 'step',
      witness: 'program',
      text: 'queue',
      state: { level: 'queue', height, ...(capacity !== undefined && { capacity }) },
    }))

  it('wants a limit when it has grown without one', () => {
    expect(advise([ran, ...grown(), finished(2000, 'done')])).toBe(
      'The queue grew to 6, and nothing held the sender back. With a capacity the sender waits, and the queue stays short.',
    )
  })

  it('is left alone when it has one, or stayed short', () => {
    expect(advise([ran, ...grown(6), finished(2000, 'done')])).toBeUndefined()
    expect(advise([ran, ...grown().slice(0, 4), finished(2000, 'done')])).toBeUndefined()
  })
})

it('a run that is under way or was stopped gets no advice', () => {
  expect(advise([ran, ...oneByOne(4)])).toBeUndefined()
  expect(advise([ran, ...oneByOne(4), finished(8000, 'stopped')])).toBeUndefined()
  expect(advise([])).toBeUndefined()
})

it('a saving that its own two numbers do not show is not worth a sentence', () => {
  expect(advise([ran, ...fried('A', 5, 11, 1), ...fried('B', 16, 22, 2), finished(22, 'done')])).toBeUndefined()
})

it('whatever the eggs, what it says of saving is possible', () => {
  const times = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 8 })
  fc.assert(fc.property(times, (times) => {
    let at = 0
    const eggs = times.flatMap((ms, i) => {
      at += ms + 5
      return fried(`egg-${i}`, at - ms, at, i + 1)
    })
    const [, together, whole] = /taken ([\d.]+) s instead of ([\d.]+) s/.exec(advise([ran, ...eggs, finished(at, 'done')]) ?? '') ?? []
    if (together !== undefined) {
      expect(Number(together)).toBeLessThan(Number(whole))
      expect(Number(together) * 1000).toBeGreaterThanOrEqual(Math.max(...times) - 60)
    }
  }))
})

describe('tasks that share what there is to compute with', () => {
  const task = (name: string, thread: number, did: readonly (readonly ['working' | 'ready' | 'lock', number])[]): RunEvent[] => [
    { t: 0, kind: 'start', witness: 'program', task: name, work: true, thread },
    { t: 1000, kind: 'thread', witness: 'program', thread, process: 1, name: 'cook', from: 0, did },
    { t: 1000, kind: 'end', witness: 'program', task: name, work: true, thread },
  ]
  const process = { ...ran, engine: 'process' } as RunEvent

  it('under a lock had one core’s worth of work, whatever their number', () => {
    const events = [process, ...task('A', 1, [['working', 500], ['lock', 500]]), ...task('B', 2, [['lock', 500], ['working', 500]]), finished(1000, 'done')]
    expect(advise(events)).toBe(
      'Two tasks, one core’s worth of work: one worked at a time, and the others were held. One after the other would have taken no longer.',
    )
  })

  it('and lost hardly anything by it are given no advice', () => {
    const half = [['working', 10], ['ready', 10]] as const
    expect(advise([process, ...[1, 2, 3, 4].flatMap(i => task('ABCD'[i - 1]!, i, half)), finished(1000, 'done')])).toBeUndefined()
  })

  it('on too few cores were ready for as long as they had none', () => {
    const half = [['working', 500], ['ready', 500]] as const
    const events = [process, ...[1, 2, 3, 4].flatMap(i => task('ABCD'[i - 1]!, i, half)), finished(1000, 'done')]
    expect(advise(events)).toBe(
      'Four tasks, 2.0 cores’ worth of work: they could have worked for another 2.00 s and had no core. More threads would not be quicker.',
    )
  })

  it('on one thread took turns, whatever the cores', () => {
    const turn = (t: number, kind: 'park' | 'resume', task: string): RunEvent =>
      ({ t, kind, witness: 'program', task, line: 3, thread: 1, ...kind === 'park' && { due: t } })
    const events: RunEvent[] = [
      process,
      { t: 0, kind: 'start', witness: 'program', task: 'A', work: true, thread: 1 },
      turn(400, 'park', 'A'),
      { t: 401, kind: 'start', witness: 'program', task: 'B', work: true, thread: 1 },
      turn(800, 'park', 'B'),
      turn(801, 'resume', 'A'),
      { t: 900, kind: 'end', witness: 'program', task: 'A', work: true, thread: 1 },
      turn(901, 'resume', 'B'),
      { t: 1000, kind: 'thread', witness: 'program', thread: 1, process: 1, name: 'cook', from: 0, did: [['working', 1000]] },
      { t: 1000, kind: 'end', witness: 'program', task: 'B', work: true, thread: 1 },
      finished(1000, 'done'),
    ]
    expect(advise(events)).toBe('Two tasks, one core’s worth of work: they share one thread, and one has it at a time.')
  })

  it('get no advice where each had a core, and where nobody measured it', () => {
    const full = [['working', 1000]] as const
    expect(advise([process, ...task('A', 1, full), ...task('B', 2, full), finished(1000, 'done')])).toBeUndefined()
    expect(advise([process, ...['A', 'B'].flatMap(name => [moved(0, 'start', name), moved(1000, 'end', name)]), finished(1000, 'done')])).toBeUndefined()
  })
})
