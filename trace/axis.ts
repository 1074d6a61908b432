/** A time axis: where it ends and where its marks stand, in milliseconds. */
export interface Axis {
  max: number
  ticks: number[]
}

/** Distances between two marks that people can add up in their heads. */
const STEPS = [1, 2, 5]

/**
 * An axis from 0 that has room for `ms` milliseconds, with at most `most` marks at round distances, 0 included.
 */
export function niceAxis(ms: number, most = 5): Axis {
  const span = Math.max(ms, 1)
  let step = 1
  for (let power = 1; ; power *= 10) {
    const fitting = STEPS.map(factor => factor * power).find(candidate => Math.ceil(span / candidate - 1e-9) + 1 <= most)
    if (fitting !== undefined) {
      step = fitting
      break
    }
  }
  const count = Math.ceil(span / step - 1e-9)
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) }
}

/** The label of a mark: `0 s`, `0.5 s`, `2 s`; all marks of an axis with the same number of decimals. */
export function tickLabels({ ticks }: Axis): string[] {
  const seconds = ticks.map(tick => tick / 1000)
  const decimals = Math.max(0, ...seconds.map(second => (String(second).split('.')[1] ?? '').length))
  return seconds.map(second => second === 0 ? '0 s' : `${second.toFixed(Math.min(decimals, 3))} s`)
}
