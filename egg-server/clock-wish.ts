import type { Problem } from './problem.ts'
import { isRate, SLOWEST } from '../trace/clock.ts'
import { quote } from './problem.ts'

/**
 * What a `POST /run/{run}/clock` may ask: a rate, or a step to what is due next on the run's clock, but no further than
 * `until`, a time of that clock.
 */
export type ClockWish = { rate: number } | { step: true, until?: number }

/** Never throws. */
export function readClockWish(value: unknown): ClockWish | Problem {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad('What is said to a clock is a JSON object, such as {"rate":0.25}, {"rate":0} or {"step":true}.')
  const { rate, step, until, ...others } = value as Record<string, unknown>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    return bad(`A clock does not know ${quote(unknown)}. It knows rate, step and until.`)
  if ((rate === undefined) === (step === undefined))
    return bad('Say one of the two: {"rate":0.25} or {"step":true}.')
  if (step !== undefined) {
    if (step !== true)
      return bad(`"step" is ${show(step)}, and has to be true.`)
    if (until !== undefined && !Number.isFinite(until))
      return bad(`"until" is ${show(until)}, and has to be a time of the run's clock, in milliseconds.`)
    return { step, ...until !== undefined && { until: until as number } }
  }
  if (until !== undefined)
    return bad('"until" is for a step.')
  return isRate(rate) ? { rate } : bad(`"rate" is ${show(rate)}, and has to be 0, which pauses, or a number from ${SLOWEST} to 1.`)
}

function show(value: unknown): string {
  return quote(typeof value === 'string' ? value : JSON.stringify(value) ?? String(value))
}

function bad(detail: string): Problem {
  return { status: 400, title: 'Bad clock', detail }
}
