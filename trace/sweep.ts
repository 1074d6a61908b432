import type { Picture } from './lanes.ts'

/** The same work done once by one, by two, by four…: how much quicker were they? */

/** What `threads` of them did, whose lanes are called `1 of 4` to `4 of 4`. */
export interface Effort {
  threads: number
  /** From the first one's first work to the last one's end, in milliseconds. */
  ms: number
  /** How many times as quick as one of them. */
  times: number
  /** How many cores they had between them, on average, where that was measured. */
  cores?: number
}

/** Of a run whose lanes say which of how many they are. Nothing until one has done it alone. */
export function toSweep({ lanes }: Pick<Picture, 'lanes'>): Effort[] {
  const groups = new Map<number, { from: number, to: number, done: number, worked?: number }>()
  for (const { task, program, outcome, ended = 0, share } of lanes) {
    const threads = Number(/^\d+ of (\d+)$/.exec(task)?.[1])
    if (!threads || outcome !== 'done')
      continue
    const group = groups.get(threads) ?? { from: Infinity, to: 0, done: 0, worked: 0 }
    const from = program.find(({ state }) => state !== 'waiting')?.from ?? ended
    groups.set(threads, {
      from: Math.min(group.from, from),
      to: Math.max(group.to, ended),
      done: group.done + 1,
      worked: share && group.worked !== undefined ? group.worked + share.worked : undefined,
    })
  }
  const alone = groups.get(1)
  if (!alone)
    return []
  return [...groups]
    .filter(([threads, { from, to, done }]) => done === threads && to > from)
    .sort(([a], [b]) => a - b)
    .map(([threads, { from, to, worked }]) => ({
      threads,
      ms: to - from,
      times: (alone.to - alone.from) / (to - from),
      ...worked !== undefined && { cores: worked / (to - from) },
    }))
}

/** A part of the work was done by one, and the rest by several: how much quicker was it than all of it by one? */
export interface Spread {
  /** How much of the work was spread, in per cent, and over how many. */
  share: number
  threads: number
  times: number
  /** Milliseconds by one, and by all. */
  alone: number
  together: number
}

/** Of a run with the lanes `all`, `10 %` and `1 of 4` to `4 of 4`, in this order. Nothing until all are done. */
export function toSpread({ lanes }: Pick<Picture, 'lanes'>): Spread | undefined {
  const spanOf = (those: Picture['lanes']) => {
    const from = Math.min(...those.map(({ program, ended = 0 }) => program.find(({ state }) => state !== 'waiting')?.from ?? ended))
    return Math.max(...those.map(({ ended = 0 }) => ended)) - from
  }
  const whole = lanes.find(({ task }) => task === 'all')
  const serial = lanes.find(({ task }) => /^\d+ %$/.test(task))
  const several = lanes.filter(({ task }) => /^\d+ of \d+$/.test(task))
  const threads = Number(several[0]?.task.split(' ').at(-1))
  if (!whole || !serial || several.length !== threads || [whole, serial, ...several].some(({ outcome }) => outcome !== 'done'))
    return undefined
  const [alone, together] = [spanOf([whole]), spanOf([serial]) + spanOf(several)]
  return { share: 100 - Number.parseInt(serial.task), threads, times: alone / together, alone, together }
}
