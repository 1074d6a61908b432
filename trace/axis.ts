/** A time axis: how far it reaches and where its marks stand, in milliseconds. */
export interface Axis {
  /** What it has room for; the last mark may stand before it. */
  max: number
  ticks: number[]
}

/** Distances between two marks that people can add up in their heads. */
const STEPS = [1, 2, 5]

/**
 * An axis from 0 that has room for `ms` milliseconds, with at most `most` marks at round distances, 0 included. It ends
 * where the time ends rather than at a round number, so that it grows smoothly with a run.
 */
export function niceAxis(ms: number, most = 5): Axis {
  const max = Math.max(ms, 1)
  const step = stepFor(max, most)
  return { max, ticks: Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step) }
}

/** The smallest round distance at which no more than `most` marks fit. */
function stepFor(max: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of STEPS) {
      if (Math.floor(max / (factor * power)) + 1 <= most)
        return factor * power
    }
  }
}

/** The label of a mark: `0 s`, `0.5 s`, `2 s`; all marks of an axis with the same number of decimals. */
export function tickLabels({ ticks }: Axis): string[] {
  const seconds = ticks.map(tick => tick / 1000)
  const decimals = Math.max(0, ...seconds.map(second => (String(second).split('.')[1] ?? '').length))
  return seconds.map(second => second === 0 ? '0 s' : `${second.toFixed(Math.min(decimals, 3))} s`)
}
