import type { RunEvent } from './events.ts'

/** Who waits on which line of the demo file: tasks by line, in the order in which they parked. */
export type Parked = Map<number, string[]>

/** Who is parked where, while a run grows. */
export interface GrowingParked {
  /** How many events it has taken in. */
  taken: () => number
  add: (event: RunEvent) => void
  now: () => Parked
}

export function createParked(): GrowingParked {
  const open = new Map<string, Place>()
  /** What each task is parked at by itself, and not for a request: that is over when its work is. */
  const ofWork = new Map<string, Set<string>>()
  let taken = 0
  let isOver = false

  return {
    taken: () => taken,
    now: () => byLine(isOver ? [] : open.values()),
    add(event) {
      taken++
      if (event.kind === 'finish') {
        isOver = true
      }
      else if (event.kind === 'park') {
        const key = keyOf(event)
        open.set(key, event)
        if (event.id === undefined)
          ofWork.set(event.task, (ofWork.get(event.task) ?? new Set()).add(key))
      }
      else if (event.kind === 'resume') {
        open.delete(keyOf(event))
      }
      else if ('work' in event && event.kind !== 'start') {
        ofWork.get(event.task)?.forEach(key => open.delete(key))
        ofWork.delete(event.task)
      }
    },
  }
}

/**
 * Who is parked where at that moment of a run (milliseconds since it began; the last thing seen, if nothing is said).
 */
export function parkedAt(events: readonly RunEvent[], t = Infinity): Parked {
  const parked = createParked()
  for (const event of events) {
    if (event.t <= t)
      parked.add(event)
  }
  return parked.now()
}

/** All lines on which a run's tasks ever waited, and who did. */
export function everParked(events: readonly RunEvent[]): Parked {
  return byLine(events.filter((event): event is RunEvent & Place => event.kind === 'park'))
}

interface Place { line: number, task: string }

function byLine(places: Iterable<Place>): Parked {
  const tasks = new Map<number, Set<string>>()
  for (const { line, task } of places) {
    const here = tasks.get(line)
    if (here)
      here.add(task)
    else
      tasks.set(line, new Set([task]))
  }
  return new Map([...tasks].map(([line, here]) => [line, [...here]]))
}

function keyOf({ task, line, id }: { task: string, line: number, id?: number }): string {
  return `${id ?? ''} ${line} ${task}`
}
