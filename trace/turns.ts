import type { Picture } from './lanes.ts'
import type { State } from './life.ts'

/** A moment of a run in which tasks took turns, close up: turns of a few milliseconds are no more than a pixel else. */
export interface CloseUp {
  from: number
  to: number
  /** Those that had a turn in it, in the order of the lanes. */
  lanes: { task: string, parts: { from: number, to: number, state: State }[] }[]
}

/** Several turns of an interpreter's lock, of which each lasts five milliseconds; one can count them. */
const CLOSE_MS = 50

/** More have no room in a picture of a moment. */
const MOST_LANES = 8

/** What is shorter is no turn. */
const TURN_MS = 1

/** With fewer turns nothing is seen close up that is not seen in the whole; with less work nobody waited for a turn. */
const LEAST_TURNS = 2
const LEAST_WORK = 0.5
/** So many at a time, on average, must have been at it: each after the other is no turn. */
const LEAST_AT_ONCE = 1.5

/**
 * The fifty milliseconds in which the turn changed most often between tasks of which one waited while another worked;
 * of equals, those nearest to the middle of the run. Nothing while it runs, and where no such turns were seen.
 */
export function findCloseUp({ lanes, running, to: end }: Pick<Picture, 'lanes' | 'running' | 'to'>): CloseUp | undefined {
  if (running || end < 2 * CLOSE_MS)
    return undefined
  const working: { task: string, from: number, to: number }[] = []
  for (const { task, program } of lanes) {
    for (const { state, from, to } of program) {
      if (state === 'working' && to - from >= TURN_MS)
        working.push({ task, from, to })
    }
  }
  working.sort((a, b) => a.from - b.from)
  let best: { from: number, turns: number, off: number } | undefined
  let [first, next] = [0, 0]
  for (let from = 0; from + CLOSE_MS <= end; from += CLOSE_MS / 2) {
    const to = from + CLOSE_MS
    while (first < working.length && working[first]!.from < from)
      first++
    while (next < working.length && working[next]!.from < to)
      next++
    const begun = working.slice(first, next)
    const turns = begun.filter(({ task }, i) => i === 0 || task !== begun[i - 1]!.task).length
    const off = Math.abs(from + CLOSE_MS / 2 - end / 2)
    if (turns >= LEAST_TURNS && (!best || turns > best.turns || (turns === best.turns && off < best.off)) && isBusy(from, to))
      best = { from, turns, off }
  }
  if (!best)
    return undefined
  const [from, to] = [best.from, best.from + CLOSE_MS]
  const seen = lanes.flatMap(({ task, program }) => {
    const parts = program.flatMap(({ from: begin, to: end, state }) => {
      const part = { from: Math.max(from, begin), to: Math.min(to, end), state }
      return part.to > part.from ? [part] : []
    })
    return parts.some(({ state }) => state === 'working') ? [{ task, parts }] : []
  })
  const atIt = seen.flatMap(({ parts }) => parts.flatMap(part => part.state === 'waiting' ? [] : part.to - part.from))
  const isShared = atIt.reduce((sum, ms) => sum + ms, 0) >= LEAST_AT_ONCE * CLOSE_MS
  return isShared && seen.length > 1 && seen.length <= MOST_LANES ? { from, to, lanes: seen } : undefined

  function isBusy(from: number, to: number): boolean {
    const worked = working.reduce((sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, from)), 0)
    return worked >= LEAST_WORK * (to - from)
  }
}
