import type { Reply } from './reply.ts'
import { FRESH } from './reply.ts'

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
const PROBLEM_HEADERS = { 'Content-Type': 'application/problem+json', ...FRESH }

/** The problem as an answer. */
export function problemReply(problem: Problem, instance: string): Reply {
  return { status: problem.status, headers: { ...PROBLEM_HEADERS, ...problem.headers }, body: problemBody(problem, instance) }
}

/** Whether it is a problem rather than what was wanted. */
export function isProblem(x: unknown): x is Problem {
  return typeof x === 'object' && x !== null && 'detail' in x
}

/** How much of a stranger's text is repeated. */
const LONGEST_QUOTE = 40

/** A stranger's text, fit to be repeated in a sentence: short, and with nothing in it that cannot be seen. */
export function quote(text: string): string {
  const characters = [...text]
  const shown = characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : text
  return JSON.stringify(shown).replaceAll(/\p{C}/gu, c => `\\u{${c.codePointAt(0)!.toString(16)}}`)
}
