import type { Problem } from './problem.ts'
import { quote } from './problem.ts'

/** What the guests ordered: six eggs on three slips of paper, each slip naming the next. */
const PAGES = [['A', 'B'], ['C', 'D'], ['E', 'F']]

/** One page of the orders, and the name under which it appears in a trace. */
export interface Page {
  task: string
  body: { orders: string[], next: string | null }
}

/** The page at a cursor; the first one without. */
export function findPage(cursor: string | undefined): Page | Problem {
  const index = cursor === undefined ? 0 : Number(/^page-(\d)$/.exec(cursor)?.[1] ?? Number.NaN) - 1
  const orders = PAGES[index]
  if (!orders) {
    return {
      status: 404,
      title: 'Unknown cursor',
      detail: `There is no page of orders at the cursor ${quote(cursor ?? '')}. Begin with /orders, and take each cursor from "next" of the page before.`,
    }
  }
  return {
    task: index === 0 ? 'orders' : `orders-${index + 1}`,
    body: { orders, next: index + 1 < PAGES.length ? `page-${index + 2}` : null },
  }
}
