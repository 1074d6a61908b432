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

/** The body of a problem document. `instance` is the request that met it. */
export function problemBody({ status, title, detail }: Problem, instance: string): string {
  const type = `urn:four-eggs:${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  return `${JSON.stringify({ type, title, status, detail, instance }, null, 2)}\n`
}

/** What every problem is sent with. */
export const PROBLEM_HEADERS = {
  'Content-Type': 'application/problem+json',
  'Cache-Control': 'no-store',
  'Vary': 'Origin',
}

/** The problem as a response. */
export function problemResponse(problem: Problem, instance: string): Response {
  return new Response(problemBody(problem, instance), {
    status: problem.status,
    headers: { ...PROBLEM_HEADERS, ...problem.headers },
  })
}

/** A stranger's text, fit to be repeated in a sentence: short, and without control characters. */
export function quote(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return JSON.stringify(shown)
}
