import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunEvent } from '../../trace/events.ts'
import type { Played } from '../run/messages.ts'
import { checkPromised } from '../../demos/check-shape.ts'

/** Why an order is red: a sentence a reason, and none where all is well. */
export function whyRed({ orders }: Pick<Demo, 'orders'>, { outcome, text, lost }: Played, events: readonly RunEvent[]): string[] {
  return [
    ...outcome === 'failed' ? [text ?? 'It failed.'] : [],
    ...lost > 0 ? [`It was over with ${lost === 1 ? 'an egg' : `${lost} eggs`} still in the pan.`] : [],
    ...orders ? checkPromised(orders, events) : [],
  ]
}
