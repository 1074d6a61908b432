import type { RunEvent } from './events.ts'

/** Who waits on which line of the demo file: tasks by line, in the order in which they parked. */
export type Parked = Map<number, string[]>

/** Who is parked where at that moment of a run (milliseconds since it began; the last thing seen, if nothing is said). */
export function parkedAt(events: readonly RunEvent[], t = Infinity): Parked {
  const parked: Parked = new Map()
  const open = new Map<string, { line: number, task: string, id?: number }>()
  for (const event of events) {
    if (event.t > t)
      continue
    if (event.kind === 'finish')
      return parked
    if (event.kind === 'park')
      open.set(keyOf(event), event)
    else if (event.kind === 'resume')
      open.delete(keyOf(event))
    else if ('work' in event && event.kind !== 'start')
      open.forEach((place, key) => place.task === event.task && place.id === undefined && open.delete(key))
  }
  for (const { line, task } of open.values())
    add(parked, line, task)
  return parked
}

/** All lines on which a run's tasks ever waited, and who did. */
export function everParked(events: readonly RunEvent[]): Parked {
  const parked: Parked = new Map()
  for (const event of events) {
    if (event.kind === 'park')
      add(parked, event.line, event.task)
  }
  return parked
}

function add(parked: Parked, line: number, task: string) {
  const tasks = parked.get(line)
  if (!tasks)
    parked.set(line, [task])
  else if (!tasks.includes(task))
    tasks.push(task)
}

function keyOf({ task, line, id }: { task: string, line: number, id?: number }): string {
  return `${id ?? ''} ${line} ${task}`
}
