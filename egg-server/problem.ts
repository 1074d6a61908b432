import type { Plate } from './stove.ts'

/**
 * What went wrong, as `application/problem+json` (RFC 9457).
 */

/** A problem before it is sent. `detail` is a sentence or three: what happened, what was expected, what to do now. */
export interface Problem {
  status: number
  title: string
  detail: string
  /** Response headers that go with it: `Allow`, `Retry-After`. */
  headers?: Record<string, string>
}

/** Enough to recognise one's request by. */
const LONGEST_INSTANCE = 200

/** The body of a problem document. `instance` is the request that met it. */
function problemBody({ status, title, detail }: Problem, instance: string): string {
  const type = `urn:four-eggs:${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  return `${JSON.stringify({ type, title, status, detail, instance: instance.slice(0, LONGEST_INSTANCE) }, null, 2)}\n`
}

/** What every problem is sent with. */
const PROBLEM_HEADERS = {
  'Content-Type': 'application/problem+json',
  'Cache-Control': 'no-store',
  'Vary': 'Origin',
}

/** The problem as an answer. */
export function problemPlate(problem: Problem, instance: string): Plate {
  return { status: problem.status, headers: { ...PROBLEM_HEADERS, ...problem.headers }, body: problemBody(problem, instance) }
}

/** A stranger's text, fit to be repeated in a sentence: short, and without control characters. */
export function quote(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return JSON.stringify(shown)
}
