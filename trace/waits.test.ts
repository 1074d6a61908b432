import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { createWaits, STUCK, toWaits } from './waits.ts'

let t = 0

function hold(task: string, does: string, thing: string): RunEvent {
  return { t: ++t, kind: 'step', witness: 'program', text: '', state: { task, does, thing } }
}

function park(task: string, line: number, id: number): RunEvent {
  return { t: ++t, kind: 'park', witness: 'program', task, line, id }
}

function finish(text = STUCK): RunEvent {
  return { t: ++t, kind: 'finish', witness: 'program', outcome: 'failed', ms: t, text }
}

const twoLocks = [
  hold('A', 'has', 'the salt'),
  hold('B', 'has', 'the pepper'),
  hold('A', 'wants', 'the pepper'),
  park('A', 14, 1),
  hold('B', 'wants', 'the salt'),
  park('B', 14, 2),
]

describe('who waits for whom', () => {
  it('is a circle with two locks in two orders, while it still runs and when it is over', () => {
    const said = 'A waits on line 14 for the pepper, which B has; B waits on line 14 for the salt, which A has: a circle.'
    expect(toWaits(twoLocks)).toMatchObject({ circle: ['A', 'B'], sentence: said })
    expect(toWaits([...twoLocks, finish()])).toMatchObject({ circle: ['A', 'B'], sentence: said })
  })

  it('is nothing as long as one of them can go on, and nothing again when it has', () => {
    expect(toWaits(twoLocks.slice(0, 4))).toBeUndefined()
    const waits = createWaits()
    twoLocks.slice(0, 4).forEach(waits.add)
    waits.add(hold('B', 'gives', 'the pepper'))
    waits.add(hold('A', 'has', 'the pepper'))
    waits.add(hold('B', 'wants', 'the salt'))
    expect(waits.now()).toBeUndefined()
  })

  it('is a circle of a pool only when all who have a part of it wait', () => {
    const pool = 'a connection'
    const two = [hold('A', 'has', pool), hold('B', 'has', pool), hold('A', 'wants', pool)]
    expect(toWaits(two)).toBeUndefined()
    expect(toWaits([...two, hold('B', 'wants', pool)])).toMatchObject({
      circle: ['A', 'B'],
      sentence: 'A waits for a connection, which A and B have; B waits for a connection, which A and B have: a circle.',
    })
    expect(toWaits([...two, hold('C', 'has', pool), hold('B', 'wants', pool)])).toBeUndefined()
  })

  it('is a circle of one, who takes a lock twice', () => {
    expect(toWaits([hold('A', 'has', 'the salt'), hold('A', 'wants', 'the salt')])).toMatchObject({
      circle: ['A'],
      sentence: 'A waits for the salt, which A has: a circle.',
    })
  })

  it('names those on the circle first, then those who wait for it; of many only some', () => {
    const behind = ['C', 'D', 'E'].map(task => hold(task, 'wants', 'the salt'))
    const { circle, waiting, sentence } = toWaits([...behind, ...twoLocks])!
    expect(circle).toEqual(['A', 'B'])
    expect(waiting.map(({ isStuck }) => isStuck)).toEqual([true, true, true, true, true])
    expect(sentence).toMatch(/^A waits .*; B waits .*; C waits for the salt, which A has; D waits .*; 1 more wait: a circle\.$/)
  })

  it('goes three tasks round', () => {
    const things = ['x', 'y', 'z']
    const tasks = ['A', 'B', 'C']
    const three = [
      ...tasks.map((task, i) => hold(task, 'has', things[i]!)),
      ...tasks.map((task, i) => hold(task, 'wants', things[(i + 1) % 3]!)),
    ]
    expect(toWaits(three)!.circle).toEqual(['A', 'B', 'C'])
  })

  it('knows what is owed from what is had, and forgets a wait that is over', () => {
    const owed = [hold('B', 'owes', 'a value in x'), hold('A', 'owes', 'a value in y'), hold('A', 'wants', 'a value in x')]
    expect(toWaits([...owed, hold('B', 'wants', 'a value in y')])!.sentence)
      .toBe('A waits for a value in x, which B owes; B waits for a value in y, which A owes: a circle.')
    expect(toWaits([...owed, hold('A', 'leaves', 'a value in x'), hold('B', 'wants', 'a value in y')])).toBeUndefined()
  })

  it('is a circle of two channels, by what each task awaits, and no wait once it goes on', () => {
    const ends = [
      hold('cook', 'owes', 'room in orders'),
      hold('waiter', 'owes', 'a value in orders'),
      hold('waiter', 'owes', 'room in plates'),
      hold('cook', 'owes', 'a value in plates'),
    ]
    const sends = { ...park('waiter', 15, 1), thing: 'room in orders' } as RunEvent
    const answers = { ...park('cook', 23, 2), thing: 'room in plates' } as RunEvent
    expect(toWaits([...ends, sends])).toBeUndefined()
    expect(toWaits([...ends, sends, answers])).toMatchObject({
      circle: ['waiter', 'cook'],
      sentence: 'waiter waits on line 15 for room in orders, which cook owes; cook waits on line 23 for room in plates, which waiter owes: a circle.',
    })
    const goesOn = { ...park('waiter', 15, 1), kind: 'resume' } as RunEvent
    expect(toWaits([...ends, sends, answers, goesOn])).toBeUndefined()
  })

  it('says what is waited for, and no more, where nobody is known to owe it', () => {
    const receives = { ...park('cook', 9, 1), thing: 'a value in a channel' } as RunEvent
    expect(toWaits([receives])).toBeUndefined()
    expect(toWaits([receives, finish()])).toMatchObject({
      circle: [],
      sentence: 'cook waits on line 9 for a value in a channel, and nothing is on its way.',
    })
  })

  it('without a thing, says where those wait that still do, and only when the run is over', () => {
    const events = [park('top level', 3, 1), park('cook', 7, 2), { ...park('cook', 7, 2), kind: 'resume' } as RunEvent]
    expect(toWaits(events)).toBeUndefined()
    expect(toWaits([...events, finish()])!.sentence).toBe('top level waits on line 3, and nothing is on its way.')
    expect(toWaits([...events, finish('It was stopped.')])).toBeUndefined()
  })

  it('says nothing where not all was told', () => {
    expect(toWaits([...twoLocks, hold('', 'stops', '')])).toBeUndefined()
    expect(toWaits([...twoLocks, { t: ++t, kind: 'capped', witness: 'program' }, finish()])).toBeUndefined()
  })

  it('takes no step of another machine for a hold', () => {
    const step: RunEvent = { t: 1, kind: 'step', witness: 'program', text: '', state: { task: 'A', does: 'wants' } }
    expect(toWaits([step, finish()])).toBeUndefined()
  })
})
