import type { SeenInside } from './messages.ts'
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

it('says nothing of what never began', () => {
  const { told, report } = setUp()
  report({ kind: 'end', task: 'A' })
  report({ kind: 'park', task: 'A' })
  expect(told).toEqual([])
})
