import type { RunEvent } from './events.ts'
import type { Lane } from './lanes.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finished, fried, fullKitchen, guest, moved, parked, ran } from './fixtures.ts'
import { createPicture, toLanes } from './lanes.ts'

const allAtOnce = [ran, ...['A', 'B', 'C', 'D'].flatMap((egg, i) => fried(egg, 1 + i, 2001 + i, i + 1)), finished(2010, 'done')]

describe('the picture of a run', () => {
  it('has a lane for each egg, in the order they were asked for', () => {
    const { lanes, outcome, running, to } = toLanes(allAtOnce)
    expect(lanes.map(lane => lane.task)).toEqual(['A', 'B', 'C', 'D'])
    expect(lanes.map(lane => lane.outcome)).toEqual(['done', 'done', 'done', 'done'])
    expect({ outcome, running, to }).toEqual({ outcome: 'done', running: false, to: 2010 })
  })

  it('keeps what the kitchen saw apart from what the program saw', () => {
    const [lane] = toLanes(fried('A', 0, 2000, 1)).lanes
    expect(lane!.program).toEqual([{ from: 0, to: 2000, state: 'waiting', open: false, outcome: 'end', id: 1 }])
    expect(lane!.kitchen).toEqual([{ from: 2, to: 1998, state: 'waiting', open: false, outcome: 'end', id: 1 }])
    expect(lane).toMatchObject({ started: 0, ended: 2000 })
  })

  it('shows the program\'s own work as work, and as waiting only while it waits', () => {
    const work = { work: true as const }
    const states = (events: RunEvent[]) => toLanes(events).lanes[0]!.program.map(({ state, from, to }) => [state, from, to])
    expect(
      states([
        { ...moved(0, 'start', 'A'), ...work },
        { ...moved(500, 'end', 'A'), ...work },
      ]),
    ).toEqual([['working', 0, 500]])
    expect(states([{ ...moved(5, 'start', 'A'), ...work }, parked(5, 'park', 'A', 3), { ...moved(500, 'end', 'A'), ...work }])).toEqual([
      ['waiting', 5, 500],
    ])
  })

  it('says where work is drawn by the clock: it was long, and its thread told nothing of it', () => {
    const work = (task: string, from: number, to: number): RunEvent[] =>
      [{ ...moved(from, 'start', task), work: true }, { ...moved(to, 'end', task), work: true }]
    expect(toLanes([ran, ...work('A', 0, 500), finished(500, 'done')]).byClock).toBe(true)
    expect(toLanes([ran, ...work('A', 0, 40), finished(500, 'done')]).byClock).toBeUndefined()
    expect(toLanes([{ ...ran, engine: 'process' }, ...work('A', 0, 500), finished(500, 'done')]).byClock).toBeUndefined()

    const own: RunEvent[] = [
      ran,
      { ...moved(0, 'start', 'top level'), work: true },
      { ...moved(10, 'start', 'A'), work: true },
      { ...parked(10, 'resume', 'A', 3), thread: 0 },
      { t: 510, kind: 'thread', witness: 'program', thread: 0, process: 0, name: 'A', from: 10, did: [['working', 300], ['ready', 200]] },
      { ...moved(510, 'end', 'A'), work: true },
      { ...moved(520, 'end', 'top level'), work: true },
      finished(520, 'done'),
    ]
    const picture = toLanes(own)
    expect(picture.byClock).toBeUndefined()
    expect(picture.lanes.map(({ task, program }) => [task, ...program.map(({ state, from, to }) => [state, from, to])])).toEqual([
      ['top level', ['working', 0, 10], ['ready', 10, 510], ['working', 510, 520]],
      ['A', ['working', 10, 310], ['ready', 310, 510]],
    ])
  })

  it('has lanes for a program that says nothing, from the kitchen alone', () => {
    const kitchen = allAtOnce.filter(event => event.witness === 'kitchen')
    const { lanes } = toLanes(kitchen)
    expect(lanes.map(lane => lane.task)).toEqual(['A', 'B', 'C', 'D'])
    expect(lanes[0]).toMatchObject({ program: [], outcome: 'done', started: 3, ended: 1999 })
  })

  it('knows how long the program took to its first sign of life, whoever saw it', () => {
    const signs = [moved(800, 'start', 'A', 1, 'kitchen'), finished(3000, 'done')]
    expect(toLanes([ran]).startUp).toBe(0)
    expect(toLanes([ran], 300).startUp).toBe(300)
    expect(toLanes([ran, signs[0]!], 900).startUp).toBe(800)
    expect(toLanes([signs[1]!, signs[0]!, ran]).startUp).toBe(800)
    expect(toLanes([ran, { t: 500, kind: 'log', witness: 'program', text: 'here I am', stream: 'stderr' }, ...signs]).startUp).toBe(500)
    expect(toLanes([ran, finished(700, 'failed')]).startUp).toBe(700)
  })

  it('grows with the clock while an egg fries', () => {
    const begun = [ran, moved(0, 'start', 'A', 1), moved(2, 'start', 'A', 1, 'kitchen')]
    const { lanes, running, to } = toLanes(begun, 1320)
    expect({ running, to }).toEqual({ running: true, to: 1320 })
    expect(lanes[0]).toMatchObject({ outcome: 'waiting', program: [{ from: 0, to: 1320, open: true }], kitchen: [{ to: 1320 }] })
    expect(lanes[0]).not.toHaveProperty('ended')
  })

  it('stands still once the run is over', () => {
    expect(toLanes(allAtOnce, 60_000)).toEqual(toLanes(allAtOnce))
  })

  it('draws an egg that was asked for twice twice, in one lane', () => {
    const events = [moved(0, 'start', 'A', 1), moved(1, 'start', 'A', 2), moved(5, 'end', 'A', 2), moved(9, 'fail', 'A', 1)]
    expect(toLanes(events).lanes).toMatchObject([
      { task: 'A', outcome: 'failed', started: 0, ended: 9, program: [
        { from: 0, to: 9, id: 1, outcome: 'fail' },
        { from: 1, to: 5, id: 2, outcome: 'end' },
      ] },
    ])
  })

  it('takes the one that waited longest where eggs of one name have no number', () => {
    const events = [moved(0, 'start', 'A'), moved(1, 'start', 'A'), moved(5, 'end', 'A'), moved(9, 'end', 'A')]
    expect(toLanes(events).lanes[0]!.program).toMatchObject([{ from: 0, to: 5 }, { from: 1, to: 9 }])
  })

  it('leaves the lane open while one of two eggs of a name fries', () => {
    const events = [moved(0, 'start', 'A', 1), moved(5, 'end', 'A', 1), moved(6, 'start', 'A', 2)]
    expect(toLanes(events, 7).lanes[0]).toMatchObject({ outcome: 'waiting' })
    expect(toLanes(events, 7).lanes[0]).not.toHaveProperty('ended')
  })

  it('says why an egg was called off', () => {
    const events: RunEvent[] = [moved(0, 'start', 'A', 1), { ...moved(5, 'abort', 'A', 1), text: 'the client hung up' }]
    expect(toLanes(events).lanes[0]).toMatchObject({ outcome: 'aborted', program: [{ outcome: 'abort', text: 'the client hung up' }] })
  })

  it('shows the end of an egg whose start nobody saw', () => {
    const [lane] = toLanes([moved(5, 'end', 'A', 1)]).lanes
    expect(lane).toMatchObject({ outcome: 'done', ended: 5, program: [{ from: 5, to: 5, outcome: 'end' }] })
    expect(lane).not.toHaveProperty('started')
  })

  it('is not disturbed by an egg that is reported twice, at times that differ a little', () => {
    const again = allAtOnce.filter(event => event.witness === 'kitchen').map(event => ({ ...event, t: event.t + 0.7 }))
    expect(toLanes([...allAtOnce, ...again]).lanes).toEqual(toLanes(allAtOnce).lanes)
  })

  it('shows what the kitchen saw after the program was gone', () => {
    const race = [
      moved(0, 'start', 'A', 1),
      moved(2, 'start', 'A', 1, 'kitchen'),
      finished(1000, 'done'),
      moved(1004, 'abort', 'A', 1, 'kitchen'),
    ]
    const { lanes, to } = toLanes(race)
    expect(to).toBe(1004)
    expect(lanes[0]).toMatchObject({
      outcome: 'aborted',
      ended: 1004,
      program: [{ from: 0, to: 1000, open: true }],
      kitchen: [{ from: 2, to: 1004, open: false, outcome: 'abort' }],
    })
  })

  it('counts a task as called off when its program was stopped', () => {
    const { lanes } = toLanes([moved(0, 'start', 'top level', 1), finished(700, 'stopped')])
    expect(lanes[0]).toMatchObject({ outcome: 'aborted', ended: 700 })
  })

  it('never begins before the run, whatever an aligned clock says', () => {
    expect(toLanes([moved(-0.3, 'start', 'A', 1)], 5).lanes[0]!.program).toMatchObject([{ from: 0, to: 5 }])
  })
})

describe('a task that says where it waits', () => {
  it('works until it parks, waits at a line and goes on', () => {
    const events = [
      moved(0, 'start', 'top level', 1),
      parked(1, 'park', 'top level', 14, 1),
      parked(2010, 'resume', 'top level', 14, 1),
      moved(2012, 'end', 'top level', 1),
    ]
    expect(toLanes(events).lanes[0]!.program).toEqual([
      { from: 0, to: 1, state: 'working', open: false, id: 1 },
      { from: 1, to: 2010, state: 'waiting', open: false, line: 14, id: 1 },
      { from: 2010, to: 2012, state: 'working', open: false, outcome: 'end', id: 1 },
    ])
  })

  it('can go on while it is not over', () => {
    const events = [parked(1, 'park', 'top level', 14, 1), parked(3, 'resume', 'top level', 14, 1)]
    expect(toLanes(events, 5).lanes[0]).toMatchObject({ outcome: 'ready', program: [{ state: 'waiting' }, { state: 'working', to: 5 }] })
  })

  it('may go on and park again within one tick of the clock', () => {
    const events = [
      parked(1, 'park', 'A', 3, 1),
      parked(5, 'resume', 'A', 3, 1),
      parked(5, 'park', 'A', 4, 2),
      parked(9, 'resume', 'A', 4, 2),
    ]
    expect(toLanes(events, 10).lanes[0]!.program.map(({ from, to, line }) => ({ from, to, line }))).toEqual([
      { from: 1, to: 5, line: 3 },
      { from: 5, to: 5, line: undefined },
      { from: 5, to: 9, line: 4 },
      { from: 9, to: 10, line: undefined },
    ])
  })

  it('gets no edge that nobody saw', () => {
    expect(toLanes([...allAtOnce, parked(1, 'park', 'top level', 14), parked(2005, 'resume', 'top level', 14)]).edges).toEqual([])
  })
})

describe('a full kitchen', () => {
  const told = ({ kitchen }: Lane) =>
    kitchen.map(({ from, to, guest, outcome, late }) => ({
      from,
      to,
      ...(guest && { guest }),
      ...(outcome && { outcome }),
      ...(late !== undefined && { late }),
    }))

  it('has the queue, the refusal, the late egg and the one for no guest in its lanes', () => {
    const { lanes } = toLanes(fullKitchen)
    expect(lanes.map(({ task, outcome }) => [task, outcome])).toEqual([['A', 'done'], ['B', 'done'], ['C', 'refused'], ['D', 'aborted']])
    expect(lanes.map(told)).toEqual([
      [{ from: 0, to: 1000, outcome: 'end' }],
      [{ from: 100, to: 1000, guest: 'queued' }, { from: 1000, to: 2000, outcome: 'end', late: 900 }],
      [{ from: 200, to: 200, outcome: 'refused' }],
      [{ from: 2000, to: 2300 }, { from: 2300, to: 3000, guest: 'gone', outcome: 'end' }],
    ])
    expect(toLanes(fullKitchen.toReversed())).toEqual(toLanes(fullKitchen))
  })

  it('hatches a request that its program waits for until it has a pan, and never if it never has one', () => {
    const asked = (end: RunEvent[]) =>
      toLanes([ran, moved(0, 'start', 'B', 1), guest(2, 'queued', 'B', 1), ...end]).lanes[0]!.program.map(({ state, from, to }) => [
        state,
        from,
        to,
      ])
    expect(asked([moved(1000, 'start', 'B', 1, 'kitchen'), moved(1998, 'end', 'B', 1, 'kitchen'), moved(2000, 'end', 'B', 1)])).toEqual([
      ['ready', 0, 1000],
      ['waiting', 1000, 2000],
    ])
    expect(asked([moved(798, 'abort', 'B', 1, 'kitchen'), moved(800, 'abort', 'B', 1)])).toEqual([['ready', 0, 800]])
  })

  it('calls a failed answer a refusal where the kitchen had no place, and each attempt by what became of it', () => {
    const attempt = (at: number, id: number) => [
      moved(at, 'start', 'A', id),
      guest(at + 2, 'refused', 'A', id),
      moved(at + 4, 'fail', 'A', id),
    ]
    const [refused] = toLanes([ran, ...attempt(0, 1), finished(10, 'failed')]).lanes
    expect(refused).toMatchObject({ outcome: 'refused', ended: 4 })
    const [served] = toLanes([ran, ...attempt(0, 1), ...attempt(500, 2), ...fried('A', 1000, 2000, 3), finished(2010, 'done')]).lanes
    expect(served!.outcome).toBe('done')
    expect(served!.program.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'end'])
    // What burns is no refusal.
    expect(toLanes([ran, ...fried('A', 0, 1000, 1, 'fail'), finished(1010, 'failed')]).lanes[0]!.outcome).toBe('failed')
  })
})

describe('a task that could go on', () => {
  const states = (events: RunEvent[], now?: number) =>
    toLanes(events, now).lanes[0]!.program.map(({ state, from, to }) => [state, from, to])
  const kitchen = (t: number, kind: 'start' | 'end' | 'abort', task = 'A', id = 1) => moved(t, kind, task, id, 'kitchen')

  it('is queued until it is in the pan, and ready when its answer is there and nobody takes it', () => {
    const events = [moved(0, 'start', 'A', 1), kitchen(500, 'start'), kitchen(1500, 'end'), moved(2000, 'end', 'A', 1)]
    expect(states(events)).toEqual([['ready', 0, 500], ['waiting', 500, 1500], ['ready', 1500, 2000]])
    const parts = toLanes(events).lanes[0]!.program
    expect(parts.map(({ id, outcome }) => [id, outcome])).toEqual([[1, undefined], [1, undefined], [1, 'end']])
  })

  it('is waiting while word is on its way', () => {
    expect(states(fried('A', 0, 2000, 1))).toEqual([['waiting', 0, 2000]])
    expect(states([moved(0, 'start', 'A', 1), kitchen(3, 'start'), kitchen(2000, 'end')], 2150)).toEqual([['waiting', 0, 2150]])
  })

  it('is queued for as long as nobody puts it in the pan, once the kitchen is known to speak', () => {
    const events = [moved(0, 'start', 'A', 1), moved(0, 'start', 'B', 2), kitchen(2, 'start', 'B')]
    expect(states(events, 1000)).toEqual([['ready', 0, 1000]])
    expect(states([...events, moved(1000, 'abort', 'A', 1)])).toEqual([['ready', 0, 1000]])
    expect(states(events.slice(0, 2), 1000)).toEqual([['waiting', 0, 1000]])
  })

  it('has not been answered when the kitchen called it off', () => {
    expect(states([moved(0, 'start', 'A', 1), kitchen(2, 'start'), kitchen(500, 'abort'), moved(900, 'abort', 'A', 1)])).toEqual([
      ['waiting', 0, 900],
    ])
  })

  it('is ready when its time has come and its thread has none, also while that lasts', () => {
    const alarm = [{ ...moved(0, 'start', 'A'), work: true as const }, { ...parked(0, 'park', 'A', 3), due: 250 }]
    expect(states(alarm, 1000)).toEqual([['waiting', 0, 250], ['ready', 250, 1000]])
    expect(states([...alarm, { ...moved(1800, 'end', 'A'), work: true }])).toEqual([['waiting', 0, 250], ['ready', 250, 1800]])
    const asleep = [moved(0, 'start', 'cook'), parked(1, 'park', 'cook', 3, 1), { ...parked(900, 'resume', 'cook', 3, 1), due: 400 }]
    expect(states(asleep, 900).slice(1, 3)).toEqual([['waiting', 1, 400], ['ready', 400, 900]])
  })

  it('is told apart from another of the same name that never reached the pan', () => {
    const events = [
      moved(0, 'start', 'A', 1),
      moved(300, 'abort', 'A', 1),
      moved(400, 'start', 'A', 2),
      kitchen(402, 'start'),
      kitchen(900, 'end'),
      moved(901, 'end', 'A', 2),
    ]
    expect(states(events)).toEqual([
      ['ready', 0, 300],
      ['waiting', 400, 901],
    ])
  })
})

it('an egg that somebody waits for before it is asked for (at a lock, say) is one egg', () => {
  const { lanes } = toLanes([parked(0, 'park', 'A', 3, 1), parked(1, 'resume', 'A', 3, 1), ...fried('A', 2, 2000, 7)])
  expect(lanes[0]!.program.map(({ state, from, to, id }) => [state, from, to, id])).toEqual([
    ['waiting', 0, 1, 7],
    ['working', 1, 2, 7],
    ['waiting', 2, 2000, 7],
  ])
  expect(lanes[0]).toMatchObject({ outcome: 'done', started: 2, ended: 2000 })
})

describe('whatever the events', () => {
  const name = fc.constantFrom('A', 'B', 'top level')
  const time = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: -1, max: 5000, noNaN: true }))
  const id = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined })
  const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(time, fc.constantFrom('start', 'end', 'fail', 'abort'), name, id, fc.constantFrom('program', 'kitchen'))
        .map(args => moved(...args)),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(time, fc.constantFrom('park', 'resume'), name, fc.integer({ min: 1, max: 3 }), id).map(args => parked(...args)),
    },
    { weight: 1, arbitrary: fc.tuple(time, fc.constantFrom('done', 'failed', 'stopped', 'timeout')).map(args => finished(...args)) },
  )
  const anyEvents = fc.array(anyEvent, { maxLength: 30 })
  const now = fc.option(fc.double({ min: 0, max: 10_000, noNaN: true }), { nil: undefined })

  it('the order in which they arrive does not show', () => {
    const shuffled = anyEvents.chain(events =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), now),
    )
    fc.assert(
      fc.property(shuffled, ([events, other, now]) => {
        expect(toLanes(other, now)).toEqual(toLanes(events, now))
      }),
    )
  })

  it('a picture redrawn after every event ends like one drawn at once', () => {
    fc.assert(fc.property(anyEvents, now, (events, now) => {
      const growing = createPicture()
      for (const event of events) {
        growing.add(event)
        growing.at(event.t + 1)
      }
      expect(growing.at(now)).toEqual(toLanes(events, now))
    }))
  })

  it('a crowd whose lanes only grow looks at each moment like one drawn at once', () => {
    fc.assert(fc.property(anyEvents, fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), { maxLength: 5 }), (events, moments) => {
      const growing = createPicture({ crowd: 0 })
      events.forEach((event, i) => {
        growing.add(event)
        for (const now of moments)
          expect(growing.at(now)).toEqual(toLanes(events.slice(0, i + 1), now))
      })
    }))
  })

  it('no picture changes after it was handed out, but for crowds', () => {
    fc.assert(fc.property(anyEvents, (events) => {
      const growing = createPicture()
      const kept = events.map((event) => {
        growing.add(event)
        const picture = growing.at()
        return { picture, copy: structuredClone(picture) }
      })
      for (const { picture, copy } of kept)
        expect(picture).toEqual(copy)
    }))
  })

  it('hearing everything twice changes nothing', () => {
    fc.assert(fc.property(anyEvents, now, (events, now) => {
      expect(toLanes([...events, ...events], now)).toEqual(toLanes(events, now))
    }))
  })

  it('segments run forward, stay within the picture, and those of one life do not overlap', () => {
    fc.assert(fc.property(anyEvents, now, (events, now) => {
      const picture = toLanes(events, now)
      for (const segments of picture.lanes.flatMap(lane => [lane.program, lane.kitchen])) {
        const endOf = new Map<number, number>()
        for (const { from, to, id } of segments) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(to).toBeLessThanOrEqual(picture.to)
          if (id !== undefined) {
            expect(from).toBeGreaterThanOrEqual(endOf.get(id) ?? 0)
            endOf.set(id, to)
          }
        }
      }
    }))
  })
})
