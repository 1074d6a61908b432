import type { RunEvent } from './events.ts'
import { expect, it } from 'vitest'
import { finished, fiveStates, fried, fullKitchen, guest, moved, parked, ran } from './fixtures.ts'
import { toLanes } from './lanes.ts'
import { toRows, toThreadRows } from './table.ts'

it('tells a finished run in seconds, one row a task', () => {
  const events = [
    ran,
    ...fried('A', 1, 2012, 1),
    ...fried('B', 2, 500, 2, 'fail'),
    ...fried('C', 3, 700, 3, 'abort'),
    finished(2013, 'done'),
  ]
  expect(toRows(toLanes(events))).toMatchObject([
    {
      task: 'A',
      started: '0.00',
      ended: '2.01',
      outcome: 'done',
      waiting: '2.01',
      working: '',
      ready: '',
      kitchen: '0.00 to 2.01',
      resumedBy: '',
    },
    { task: 'B', started: '0.00', ended: '0.50', outcome: 'failed' },
    { task: 'C', started: '0.00', ended: '0.70', outcome: 'called off' },
  ])
})

it('tells what never went on from what was called off', () => {
  const gone = { kind: 'abort', witness: 'program', text: 'the program is over' } as const
  const events: RunEvent[] = [
    ran,
    moved(0, 'start', 'top level'),
    parked(1, 'park', 'top level', 9),
    ...fried('A', 2, 800, 1).slice(0, 2),
    { ...moved(805, 'abort', 'A', 1, 'kitchen') },
    { ...gone, t: 800, task: 'A', id: 1 },
    { ...gone, t: 800, task: 'top level' },
    finished(800, 'failed'),
  ]
  expect(toRows(toLanes(events)).map(({ task, outcome }) => [task, outcome])).toEqual([
    ['top level', 'never went on'],
    ['A', 'called off'],
  ])
})

it('leaves the end empty while an egg fries', () => {
  const events = [ran, moved(0, 'start', 'A', 1), moved(2, 'start', 'A', 1, 'kitchen')]
  expect(toRows(toLanes(events, 1000))).toMatchObject([
    { task: 'A', started: '0.00', ended: '', outcome: 'in the pan', kitchen: '0.00 to now' },
  ])
})

it('tells waiting from working, and both from being in the pan', () => {
  const events = [ran, moved(0, 'start', 'A', 1), parked(1, 'park', 'top level', 3), parked(2, 'resume', 'top level', 3)]
  expect(toRows(toLanes(events, 5)).map(row => row.outcome)).toEqual(['waiting', 'working'])
})

it('takes the kitchen\'s times where the program says nothing', () => {
  const events = fried('A', 0, 2000, 1).filter(event => event.witness === 'kitchen')
  expect(toRows(toLanes(events))).toMatchObject([
    { task: 'A', started: '0.00', ended: '2.00', outcome: 'done', waiting: '', kitchen: '0.00 to 2.00' },
  ])
})

it('tells how long a program waited and worked, and who set it going again', () => {
  const events: RunEvent[] = [
    ran,
    moved(0, 'start', 'main'),
    parked(100, 'park', 'main', 9),
    ...fried('A', 50, 1100, 1),
    { ...parked(1100, 'resume', 'main', 9), by: 'A' },
    moved(1400, 'end', 'main'),
    finished(1400, 'done'),
  ]
  expect(toRows(toLanes(events)).find(({ task }) => task === 'main')).toMatchObject({ waiting: '1.00', working: '0.40', resumedBy: 'A' })
})

it('tells what a full kitchen did with each guest', () => {
  expect(toRows(toLanes(fullKitchen)).map(({ task, outcome, kitchen, late }) => [task, outcome, kitchen, late])).toEqual([
    ['A', 'done', '0.00 to 1.00', ''],
    ['B', 'done', 'queued 0.10 to 1.00, 1.00 to 2.00', '0.90'],
    ['C', 'refused', 'refused at 0.20', ''],
    ['D', 'called off', '2.00 to 2.30, for no guest 2.30 to 3.00', ''],
  ])
  expect(toRows(toLanes([ran, guest(100, 'queued', 'B', 1)], 400))).toMatchObject([
    { outcome: 'in the queue', kitchen: 'queued 0.10 to now' },
  ])
})

it('has a column for each of the five states', () => {
  expect(toRows(toLanes(fiveStates))).toMatchObject([
    { task: 'A', working: '1.00', ready: '1.00', blocked: '1.00', waiting: '1.00', unknown: '1.00' },
  ])
})

it('tells of each thread what it did, and of all work whose it was', () => {
  expect(toThreadRows(toLanes(fiveStates))).toEqual([
    { label: 'main', name: 'python3', working: '1.00', ready: '1.00', blocked: '1.00', idle: '1.00', beside: '', tasks: 'A' },
  ])
  const small: RunEvent = { t: 15, kind: 'thread', witness: 'program', thread: 8, process: 7, name: 'VM Thread', from: 0, did: [['working', 15]] }
  const started: RunEvent = { ...small, t: 40, thread: 9, name: 'C1 CompilerThre', did: [['working', 40]] }
  expect(toThreadRows(toLanes([...fiveStates, small, started])).map(({ label, working, beside }) => [label, working, beside])).toEqual([
    ['main', '1.00', ''],
    ['compiler', '0.04', '0.04'],
    ['all others', '0.01', '0.01'],
  ])
})
