import type { RunEvent, RunFinished, RunStarted, TaskMoved, TaskParked, Witness } from './events.ts'

/** Events as tests write them: the least that each kind must say. */
export const ran: RunStarted = {
  t: 0,
  kind: 'run',
  witness: 'program',
  demo: 'promise-all',
  engine: 'worker',
  startedAt: '2026-01-02T03:04:05.000Z',
  source: 'c0ffee',
  toolchain: { chrome: '153' },
}

export function moved(t: number, kind: TaskMoved['kind'], task: string, id?: number, witness: Witness = 'program'): TaskMoved {
  return { t, kind, witness, task, ...id !== undefined && { id } }
}

export function parked(t: number, kind: TaskParked['kind'], task: string, line: number, id?: number): TaskParked {
  return { t, kind, witness: 'program', task, line, ...id !== undefined && { id } }
}

export function finished(t: number, outcome: RunFinished['outcome'], text?: string): RunFinished {
  return { t, kind: 'finish', witness: 'program', outcome, ms: t, ...text !== undefined && { text } }
}

/** An egg as both witnesses see it; the kitchen a little later than the program, and done a little earlier. */
export function fried(task: string, from: number, to: number, id: number, kind: 'end' | 'fail' | 'abort' = 'end'): RunEvent[] {
  return [
    moved(from, 'start', task, id),
    moved(from + 2, 'start', task, id, 'kitchen'),
    moved(to - 2, kind, task, id, 'kitchen'),
    moved(to, kind, task, id),
  ]
}
