import type { SeenInside } from '../../run/messages.ts'
import { expect, it } from 'vitest'
import { createReport } from './report.ts'

function setUp() {
  const told: SeenInside[] = []
  let clock = 0
  const report = createReport({ file: 'report.test.ts', tell: event => told.push(event), now: () => ++clock })
  return { told, report }
}

it('tells of work that begins, waits at a line of the demo, goes on and ends', () => {
  const { told, report } = setUp()
  report({ kind: 'start', task: 'A' })
  report({ kind: 'park', task: 'A' })
  report({ kind: 'resume', task: 'A', at: 40 })
  report({ kind: 'end', task: 'A' })
  const line = expect.any(Number)
  expect(told).toEqual([
    { at: 1, kind: 'start', task: 'A', work: true },
    { at: 2, kind: 'park', task: 'A', line },
    { at: 40, kind: 'resume', task: 'A', line },
    { at: 3, kind: 'end', task: 'A', work: true },
  ])
})

it('tells until when a timer is set, and whose turn comes next only to those who draw it', () => {
  const told: SeenInside[] = []
  const asked: string[] = []
  const report = createReport({ file: 'report.test.ts', tell: event => told.push(event), now: () => 7, about: task => asked.push(task) })
  report({ kind: 'start', task: 'timer' })
  report({ kind: 'park', task: 'timer', due: 250 })
  report({ kind: 'about', task: 'A' })
  expect(told.at(-1)).toMatchObject({ kind: 'park', task: 'timer', due: 250 })
  expect(told).toHaveLength(2)
  expect(asked).toEqual(['A'])
})

it('says nothing of what never began', () => {
  const { told, report } = setUp()
  report({ kind: 'end', task: 'A' })
  report({ kind: 'park', task: 'A' })
  expect(told).toEqual([])
})
