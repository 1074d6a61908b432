import type { Problem } from './problem.ts'
import { quote } from './problem.ts'

/** The longest an egg may fry: longer than any demo runs, and short enough that a forgotten one goes away by itself. */
export const LONGEST_MS = 60_000

/** What a request asks for, once its query is understood. */
export interface Order {
  ms: number
  burn: boolean
  /** Only for `/orders`. */
  cursor: string | undefined
}

/** A plain decimal number, as programs print them: `200`, `66.66666666666667`, `1e-7`. */
const DECIMAL = /^\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i

/**
 * Reads the query of a request for an egg, its steps or a page of orders.
 *
 * @param query what stands behind the `?`, or nothing
 * @param defaultMs the time an egg takes when the query does not say
 * @param paged whether there may be a cursor
 */
export function readOrder(query: string, defaultMs: number, paged = false): Order | Problem {
  const order: Order = { ms: defaultMs, burn: false, cursor: undefined }
  if (query === '')
    return order
  const seen = new Set<string>()
  for (const [key, value] of new URLSearchParams(query)) {
    if (seen.has(key))
      return bad(`The query says ${quote(key)} twice. Say it once.`)
    seen.add(key)
    if (key === 'ms') {
      const ms = DECIMAL.test(value) ? Number(value) : Number.NaN
      if (!(ms <= LONGEST_MS))
        return bad(`"ms" is ${quote(value)}: an egg takes a number of milliseconds from 0 to ${LONGEST_MS}, such as ms=500.`)
      order.ms = ms
    }
    else if (key === 'burn') {
      if (!['', '1', 'true'].includes(value))
        return bad(`"burn" is ${quote(value)}, and it takes no value: write ?burn to burn the egg, or leave it out.`)
      order.burn = true
    }
    else if (key === 'cursor' && paged) {
      order.cursor = value
    }
    else {
      return bad(`The kitchen does not know ${quote(key)} in a query. It knows ${paged ? 'ms, burn and cursor' : 'ms and burn'} here.`)
    }
  }
  return order
}

function bad(detail: string): Problem {
  return { status: 400, title: 'Bad query', detail }
}
