import type { KitchenEvent } from '../trace/events.ts'
import { expect, it } from 'vitest'
import { createLedger } from './ledger.ts'
import { createPan } from './pan.ts'

function setUp(capacity?: number, limits = {}) {
  let time = 1000
  const clock = { now: () => time, until: () => () => {} }
  const ledger = createLedger(limits)
  return { pan: createPan(clock, ledger, capacity), ledger, pass: (ms: number) => time += ms }
}

it('an egg that is done is counted once, whatever comes after', () => {
  const { pan } = setUp()
  const egg = pan.start('A')!
  expect(pan.counts.pan).toBe(1)
  pan.end(egg)
  pan.abort(egg, 'too late')
  pan.fail(egg, 'too late')
  expect(pan.counts).toEqual({ pan: 0, served: 1, burnt: 0, aborted: 0 })
})

it('no more eggs go in than fit, and one that leaves makes room', () => {
  const { pan } = setUp(2)
  const first = pan.start('A')!
  pan.start('B')
  expect(pan.start('C')).toBeUndefined()
  pan.abort(first, 'hungry no more')
  expect(pan.start('C')).toBeDefined()
})

it('a run\'s times count from its first egg, and its eggs from one', () => {
  const { pan, ledger, pass } = setUp()
  pan.start('A', 'r')
  pass(30)
  const again = pan.start('A', 'r')!
  pass(20.5)
  pan.fail(again, 'burnt')
  expect(ledger.find('r')?.events).toEqual([
    { t: 0, kind: 'start', witness: 'kitchen', task: 'A', id: 1, at: 1000, run: 'r' },
    { t: 30, kind: 'start', witness: 'kitchen', task: 'A', id: 2, at: 1030, run: 'r' },
    { t: 50.5, kind: 'fail', witness: 'kitchen', task: 'A', id: 2, at: 1050.5, run: 'r', text: 'burnt' },
  ])
})

it('a listener hears of walk-ins too, which belong to no run, until it leaves', () => {
  const { pan, pass } = setUp()
  const heard: KitchenEvent[] = []
  pass(7)
  const leave = pan.subscribe(event => heard.push(event))
  const egg = pan.start('A')!
  leave()
  pan.end(egg)
  expect(heard).toEqual([{ t: 7, kind: 'start', witness: 'kitchen', task: 'A', id: 1, at: 1007 }])
})

it('the run that was quiet longest is forgotten first', () => {
  const { pan, ledger } = setUp(undefined, { runs: 2 })
  pan.start('A', 'first')
  pan.start('A', 'second')
  pan.start('B', 'first')
  pan.start('A', 'third')
  expect(ledger.find('second')).toBeUndefined()
  expect(ledger.find('first')?.events).toHaveLength(2)
})

it('a run that never ends is cut, and says how much is missing', () => {
  const { pan, ledger } = setUp(undefined, { eventsPerRun: 3 })
  for (let i = 0; i < 5; i++)
    pan.start('A', 'long')
  expect(ledger.find('long')).toMatchObject({ dropped: 2, eggs: 5 })
  expect(ledger.find('long')?.events).toHaveLength(3)
})

it('all runs together keep no more events than agreed', () => {
  const { pan, ledger } = setUp(undefined, { events: 4 })
  for (const run of ['a', 'b', 'c']) {
    pan.start('A', run)
    pan.start('B', run)
  }
  expect(ledger.find('a')).toBeUndefined()
  expect(ledger.find('c')?.events).toHaveLength(2)
})

it('a run that was forgotten while its egg fried is not remembered by its end', () => {
  const { pan, ledger } = setUp(undefined, { runs: 1 })
  const egg = pan.start('A', 'old')!
  pan.start('A', 'new')
  pan.end(egg)
  expect(ledger.find('old')).toBeUndefined()
  expect(ledger.find('new')?.events).toHaveLength(1)
})
