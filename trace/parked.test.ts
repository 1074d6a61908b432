import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { everParked, parkedAt } from './parked.ts'

const park = (t: number, task: string, line: number, id: number): RunEvent => ({ t, kind: 'park', witness: 'program', task, line, id })
const resume = (t: number, task: string, line: number, id: number): RunEvent => ({ t, kind: 'resume', witness: 'program', task, line, id })

const run = [
  park(0, 'A', 5, 1),
  park(1, 'B', 5, 2),
  park(2, 'top level', 11, 3),
  resume(2000, 'A', 5, 1),
  resume(2001, 'B', 5, 2),
  resume(2002, 'top level', 11, 3),
]

describe('parked tasks', () => {
  it('stand on their lines, several where several wait', () => {
    expect([...parkedAt(run, 1000)]).toEqual([[5, ['A', 'B']], [11, ['top level']]])
  })

  it('leave their line when they go on', () => {
    expect([...parkedAt(run, 2000)]).toEqual([[5, ['B']], [11, ['top level']]])
    expect(parkedAt(run).size).toBe(0)
  })

  it('leave their line when what they did by themselves is over', () => {
    const work = { witness: 'program', task: 'A', work: true } as const
    const turn: RunEvent[] = [
      { ...work, t: 0, kind: 'start' },
      { t: 0, kind: 'park', witness: 'program', task: 'A', line: 5 },
      { ...work, t: 9, kind: 'end' },
    ]
    expect([...parkedAt(turn, 1)]).toEqual([[5, ['A']]])
    expect(parkedAt(turn).size).toBe(0)
  })

  it('are nowhere once the run is over, even if nobody ever came', () => {
    expect(parkedAt([park(0, 'A', 5, 1), { t: 9, kind: 'finish', witness: 'program', outcome: 'stopped', ms: 9 }]).size).toBe(0)
  })

  it('are remembered, to find a bar by its line', () => {
    expect([...everParked(run)]).toEqual([[5, ['A', 'B']], [11, ['top level']]])
  })
})
