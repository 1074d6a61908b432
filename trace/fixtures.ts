import type { GuestSeen, RunEvent, RunFinished, RunStarted, TaskMoved, TaskParked, Witness } from './events.ts'

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

/** What a full kitchen did with the guest of one order. */
export function guest(t: number, kind: GuestSeen['kind'], task: string, id: number): GuestSeen {
  return { t, kind, witness: 'kitchen', task, id }
}

/**
 * A full kitchen with one pan: A fries, B queues and is served late, C is refused, D's guest leaves and it fries on.
 */
export const fullKitchen: RunEvent[] = [
  ran,
  moved(0, 'start', 'A', 1, 'kitchen'),
  guest(100, 'queued', 'B', 2),
  guest(200, 'refused', 'C', 3),
  moved(1000, 'end', 'A', 1, 'kitchen'),
  moved(1000, 'start', 'B', 2, 'kitchen'),
  { ...moved(2000, 'end', 'B', 2, 'kitchen'), late: 900 },
  moved(2000, 'start', 'D', 4, 'kitchen'),
  guest(2300, 'left', 'D', 4),
  moved(3000, 'end', 'D', 4, 'kitchen'),
  finished(3010, 'done'),
]

/** A task that does each of the five for a second: it works, is ready, blocked, waits, and nobody sees it any more. */
export const fiveStates: RunEvent[] = [
  { ...ran, engine: 'process' },
  { ...moved(0, 'start', 'A', 1), work: true, thread: 7 },
  { ...parked(3000, 'park', 'A', 5), thread: 7 },
  { ...parked(4000, 'resume', 'A', 5), thread: 7 },
  { ...moved(5000, 'end', 'A', 1), thread: 7 },
  {
    t: 4000,
    kind: 'thread',
    witness: 'program',
    thread: 7,
    process: 7,
    name: 'python3',
    from: 0,
    did: [['working', 1000], ['ready', 1000], ['blocked', 1000], ['idle', 1000]],
  },
  finished(5000, 'done'),
]

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
