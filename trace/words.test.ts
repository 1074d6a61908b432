import type { RunEvent } from './events.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finished, fried, fullKitchen, guest, moved, parked, ran } from './fixtures.ts'
import { toLanes } from './lanes.ts'
import { doneAfter, seconds, summarize } from './words.ts'

const eggs = ['A', 'B', 'C', 'D']
const together = eggs.flatMap((egg, i) => fried(egg, 0, 2000 + i, i + 1))
const oneByOne = eggs.flatMap((egg, i) => fried(egg, i * 2000, i * 2000 + 2000, i + 1))

describe('the time at which a program was done', () => {
  const race = [
    ran,
    moved(0, 'start', 'top level'),
    parked(1, 'park', 'top level', 9),
    ...fried('A', 1, 900, 1),
    ...fried('B', 1, 2000, 2),
    finished(2010, 'done'),
  ]
  const wentOn: RunEvent[] = [{ ...parked(901, 'resume', 'top level', 9), by: 'A' }, moved(903, 'end', 'top level')]

  it('is when it had what it waited for, though some of it goes on', () => {
    expect(doneAfter(toLanes([...race, ...wentOn]))).toBe(903)
  })

  it('is the whole run where it waited for nothing, or never went on', () => {
    expect(doneAfter(toLanes([...race, moved(2, 'end', 'top level')]))).toBe(2010)
    expect(doneAfter(toLanes(race))).toBe(2010)
  })
})

describe('the status of a run, in words', () => {
  it('says how much faster four eggs at once are', () => {
    expect(summarize([ran, ...together, finished(2010, 'done')])).toBe('4 of 4 eggs in 2.01 s, 4.0 times as fast as one by one')
  })

  it('uses the time that one by one really took, where it is known', () => {
    expect(summarize([ran, ...together, finished(2000, 'done')], { oneByOneMs: 9000 })).toBe(
      '4 of 4 eggs in 2.00 s, 4.5 times as fast as one by one',
    )
  })

  it('says that one egg came after another', () => {
    expect(summarize([ran, ...oneByOne, finished(8010, 'done')])).toBe('4 of 4 eggs in 8.01 s, one by one')
  })

  it('makes no comparison for a single egg', () => {
    expect(summarize([ran, ...fried('A', 0, 2000, 1), finished(2003, 'done')])).toBe('1 of 1 egg in 2.00 s')
  })

  it('makes no comparison for a gain too small to see', () => {
    const overlapping = [...fried('A', 0, 2000, 1), ...fried('B', 1950, 3950, 2)]
    expect(summarize([ran, ...overlapping, finished(3950, 'done')])).toBe('2 of 2 eggs in 3.95 s')
  })

  it('compares by the program\'s own times when nobody in the kitchen looked', () => {
    const events = together.filter(event => event.witness === 'program')
    expect(summarize([ran, ...events, finished(2003, 'done')])).toBe('4 of 4 eggs in 2.00 s, 4.0 times as fast as one by one')
  })

  it('works from the kitchen alone, for programs in other languages', () => {
    const events = together.filter(event => event.witness === 'kitchen')
    expect(summarize([ran, ...events, finished(2000, 'done')])).toBe('4 of 4 eggs in 2.00 s, 4.0 times as fast as one by one')
  })

  it('tells how long a virtual machine took to start, and does not hold it against its eggs', () => {
    const late = eggs.flatMap((egg, i) => fried(egg, 800, 2800, i + 1))
    expect(summarize([ran, ...late, finished(2800, 'done')])).toBe(
      '4 of 4 eggs in 2.80 s, the first 0.80 s to start up, 4.0 times as fast as one by one',
    )
    expect(
      summarize([ran, { ...moved(300, 'start', 'sum'), work: true }, { ...moved(500, 'end', 'sum'), work: true }, finished(500, 'done')]),
    ).toBe('Done in 0.50 s, the first 0.30 s to start up')
    expect(summarize([ran], { now: 300 })).toBe('Starting up: 0.30 s')
    expect(summarize([ran], { now: 300, quiet: true })).toBe('Starting up')
    expect(summarize([ran], { now: 30, quiet: true })).toBe('Running')
  })

  it('does not count a task that is no egg', () => {
    expect(
      summarize([
        ran,
        moved(0, 'start', 'top level', 1),
        ...fried('A', 0, 2000, 2),
        moved(2001, 'end', 'top level', 1),
        finished(2003, 'done'),
      ]),
    ).toBe('1 of 1 egg in 2.00 s')
  })

  it('does not take the program\'s own work for an egg', () => {
    const work = [{ ...moved(0, 'start', 'A'), work: true as const }, { ...moved(500, 'end', 'A'), work: true as const }]
    expect(summarize([ran, ...work, finished(500, 'done')])).toBe('Done in 0.50 s')
    expect(summarize([ran, ...work, ...fried('A', 500, 2500, 4), finished(2503, 'done')])).toBe('1 of 1 egg in 2.50 s')
  })

  it('counts the same egg twice as two eggs', () => {
    expect(summarize([ran, ...fried('A', 0, 2000, 1), ...fried('A', 0, 2000, 2), finished(2000, 'done')])).toBe(
      '2 of 2 eggs in 2.00 s, 2.0 times as fast as one by one',
    )
    expect(summarize([ran, moved(0, 'start', 'A'), moved(0.1, 'start', 'A')], { now: 1320 })).toBe(
      'Running: 0 of 2 eggs, 2 in the pan, 1.32 s',
    )
  })

  it('says who came out and what became of the others', () => {
    const race = [
      ran,
      ...fried('B', 0, 1000, 2),
      ...fried('A', 0, 1004, 1, 'abort'),
      ...fried('C', 0, 1004, 3, 'abort'),
      finished(1010, 'done'),
    ]
    expect(summarize(race)).toBe('1 of 3 eggs in 1.01 s: B came out, 2 were taken off the heat')
  })

  it('says that eggs fried on when nobody waited for them any more', () => {
    const asked = [moved(0, 'start', 'A', 1), moved(2, 'start', 'A', 1, 'kitchen')]
    const race = [ran, ...fried('B', 0, 1000, 2), ...asked, finished(1000, 'done')]
    expect(summarize(race)).toBe('1 of 2 eggs in 1.00 s: B came out, 1 is still in the pan')
    expect(summarize([...race, moved(2000, 'end', 'A', 1, 'kitchen')])).toBe('1 of 2 eggs in 1.00 s: B came out, 1 came out for no guest')
  })

  it('counts eggs while it runs', () => {
    const half = [ran, ...together.filter(event => event.kind === 'start'), moved(1000, 'end', 'A', 1), moved(1000, 'end', 'B', 2)]
    expect(summarize(half, { now: 1320 })).toBe('Running: 2 of 4 eggs, 2 in the pan, 1.32 s')
  })

  it('does not put an egg in the pan that still queues for its turn', () => {
    const queue = [ran, moved(0, 'start', 'A', 1), moved(0, 'start', 'B', 2), moved(2, 'start', 'A', 1, 'kitchen')]
    expect(summarize(queue, { now: 100 })).toBe('Running: 0 of 2 eggs, 1 in the pan, 0.10 s')
  })

  it('changes for a screen reader only when an egg does', () => {
    const half = [ran, ...together.filter(event => event.kind === 'start'), moved(1000, 'end', 'A', 1)]
    expect(summarize(half, { now: 1320, quiet: true })).toBe('Running: 1 of 4 eggs, 3 in the pan')
    expect(summarize(half, { now: 1990, quiet: true })).toBe(summarize(half, { now: 1320, quiet: true }))
    expect(summarize([ran], { quiet: true })).toBe('Running')
  })

  it('says what a stop did to the eggs', () => {
    const stopped = [
      ran,
      ...fried('A', 0, 900, 1),
      ...fried('B', 0, 900, 2),
      ...fried('C', 0, 1320, 3, 'abort'),
      ...fried('D', 0, 1320, 4, 'abort'),
      finished(1320, 'stopped'),
    ]
    expect(summarize(stopped)).toBe('Stopped after 1.32 s with 2 of 4 eggs: 2 were taken off the heat')
    expect(summarize([ran, finished(20, 'stopped')])).toBe('Stopped after 0.02 s')
  })

  it('says that an egg never reached the pan', () => {
    const queue = [ran, ...fried('A', 0, 700, 1, 'abort'), moved(0, 'start', 'B', 2), finished(700, 'stopped')]
    expect(summarize(queue)).toBe('Stopped after 0.70 s with 0 of 2 eggs: 1 was taken off the heat, 1 never reached the pan')
  })

  it('says what went wrong', () => {
    expect(summarize([ran, finished(20, 'failed', 'boom is not defined')])).toBe('Failed after 0.02 s: boom is not defined')
    expect(summarize([ran, ...fried('A', 0, 1000, 1, 'fail'), finished(1000, 'failed')])).toBe(
      'Failed after 1.00 s with 0 of 1 egg: 1 went wrong',
    )
  })

  it('names the limit that ended it', () => {
    const events = [ran, moved(0, 'start', 'A', 1), moved(0, 'start', 'A', 1, 'kitchen'), finished(30_012, 'timeout')]
    expect(summarize(events)).toBe('Ended by its limit of 30 s with 0 of 1 egg: 1 is still in the pan')
  })

  it('says that a run never began, and not after how long it ended', () => {
    expect(summarize([ran, finished(0, 'timeout', 'The program\'s thread did not begin within 10 s')])).toBe(
      'It never began: The program\'s thread did not begin within 10 s',
    )
    expect(summarize([ran, finished(0, 'stopped')])).toBe('Stopped before it began')
    expect(summarize([ran, finished(0, 'stopped', 'its window is gone')])).toBe('Stopped before it began: its window is gone')
  })

  it('is the same from a picture as from the events', () => {
    const events = [ran, ...together, finished(2010, 'done')]
    expect(summarize(toLanes(events))).toBe(summarize(events))
    expect(summarize([])).toBe('Not run yet')
    expect(summarize([ran, finished(30, 'done')])).toBe('Done in 0.03 s')
  })

  it('never says "1 eggs" or anything that is not a number', () => {
    const time = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100_000, noNaN: true }))
    const events: fc.Arbitrary<RunEvent[]> = fc.array(
      fc.oneof(
        fc
          .tuple(
            time,
            fc.constantFrom('start', 'end', 'fail', 'abort'),
            fc.constantFrom('A', 'B'),
            fc.constantFrom(1, 2, undefined),
            fc.constantFrom('program', 'kitchen'),
          )
          .map(args => moved(...args)),
        fc.tuple(time, fc.constantFrom('done', 'failed', 'stopped', 'timeout')).map(args => finished(...args)),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(events, fc.boolean(), time, (events, quiet, now) => {
        const words = summarize(events, { quiet, now })
        expect(words).not.toMatch(/NaN|Infinity|undefined|\b1 eggs|-\d/)
      }),
    )
  })
})

describe('a full kitchen in a sentence', () => {
  it('counts the refused, and those that came out for no guest', () => {
    expect(summarize(fullKitchen)).toBe('2 of 4 eggs in 3.01 s: 1 was refused, 1 came out for no guest')
  })

  it('tells the queue from the pan while it runs', () => {
    expect(summarize(fullKitchen.slice(0, 4), { now: 300 })).toBe('Running: 0 of 3 eggs, 1 in the pan, 1 in the queue, 0.30 s')
  })

  it('compares with the times in the pan only', () => {
    const eggs: RunEvent[] = [
      ran,
      moved(0, 'start', 'A', 1, 'kitchen'),
      guest(0, 'queued', 'B', 2),
      moved(1000, 'end', 'A', 1, 'kitchen'),
      moved(1000, 'start', 'B', 2, 'kitchen'),
      moved(2000, 'end', 'B', 2, 'kitchen'),
      finished(2000, 'done'),
    ]
    expect(summarize(eggs)).toBe('2 of 2 eggs in 2.00 s, one by one')
  })

  it('has nothing in the pan of what left the queue', () => {
    expect(
      summarize([
        ran,
        ...fried('A', 0, 1000, 1),
        guest(10, 'queued', 'B', 2),
        moved(500, 'abort', 'B', 2, 'kitchen'),
        finished(1000, 'done'),
      ]),
    ).toContain('1 never reached the pan')
  })
})

describe('seconds', () => {
  it('are as precise as is sensible', () => {
    expect([0, 200, 2013.4, 9994, 9996, 12_000, 99_960, 120_000].map(seconds))
      .toEqual(['0.00 s', '0.20 s', '2.01 s', '9.99 s', '10.0 s', '12.0 s', '100 s', '120 s'])
  })

  it('never are less than none', () => {
    expect([-5, Number.NaN].map(seconds)).toEqual(['0.00 s', '0.00 s'])
  })
})
