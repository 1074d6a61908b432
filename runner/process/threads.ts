import type { Reader } from '../../trace/readings.ts'
import type { SeenInside } from '../run/messages.ts'
import type { SeenThread } from './supervise.ts'
import { createReader } from '../../trace/readings.ts'

type Told = Extract<SeenInside, { kind: 'thread' }>

/**
 * What worked for less, and was held by a call for less, is not told of yet: a runtime has many threads that do nothing
 * for a program.
 */
const DID_MS = 2
const HELD_MS = 20

/** A thread that does nothing is told of only so often. */
const STILL_MS = 150

export interface ThreadReader {
  read: (seen: readonly SeenThread[]) => Told[]
  /** A task is on this thread, or on one that it does not name: it is told of, however little it does. */
  want: (thread?: number) => void
  /** What is left to tell. */
  flush: () => Told[]
}

/** Turns what was read of a program's threads into events of its run. */
export function createThreadReader(): ThreadReader {
  const readers = new Map<number, Reader>()
  /** What is not told yet, by thread. */
  const kept = new Map<number, Told>()
  /** How long each has worked, and was held. */
  const worked = new Map<number, number>()
  const held = new Map<number, number>()
  const wanted = new Set<number | undefined>()

  function tell(event: Told): Told[] {
    const isWanted = wanted.has(event.thread) || (wanted.has(undefined) && event.thread === event.process)
    if (!isWanted && worked.get(event.thread)! < DID_MS && held.get(event.thread)! < HELD_MS)
      return []
    kept.delete(event.thread)
    return [{ ...event, did: event.did.map(([did, ms]) => [did, Math.round(ms * 1000) / 1000] as const) }]
  }

  return {
    want: thread => void wanted.add(thread),
    flush: () => [...kept.values()].flatMap(tell),
    read: seen => seen.flatMap(({ thread, process, name, readings }) => {
      const reader = readers.get(thread) ?? createReader()
      readers.set(thread, reader)
      const read = reader.read(readings)
      if (!read)
        return []
      const before = kept.get(thread)
      const event: Told = {
        at: readings.at(-1)![0],
        kind: 'thread',
        thread,
        process,
        name,
        from: before?.from ?? read.from,
        did: join(before?.did ?? [], read.did),
      }
      const count = (what: Told['did'][number][0], before = 0) => read.did.reduce((sum, [did, ms]) => did === what ? sum + ms : sum, before)
      worked.set(thread, count('working', worked.get(thread)))
      held.set(thread, count('blocked', held.get(thread)))
      kept.set(thread, event)
      const isStill = event.did.length === 1 && event.did[0]![0] !== 'working' && event.at - event.from < STILL_MS
      return isStill ? [] : tell(event)
    }),
  }
}

function join(before: Told['did'], after: Told['did']): Told['did'] {
  const [last, first] = [before.at(-1), after[0]]
  return last && first && last[0] === first[0]
    ? [...before.slice(0, -1), [last[0], last[1] + first[1]], ...after.slice(1)]
    : [...before, ...after]
}
