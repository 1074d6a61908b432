import type { ClockTold } from '../../trace/events.ts'

/** A kitchen that is there has answered by then. */
const ANSWER_MS = 5_000

/** What one may wish of the clock of a run: a rate, 0 to pause it, or a step to the next answer. */
export type ClockWish = { rate: number } | { step: true }

/** Whether something another window sent is such a wish. The kitchen says what is wrong with one that is not. */
export function isClockWish(value: unknown): value is ClockWish {
  return typeof value === 'object' && value !== null && ('rate' in value ? typeof value.rate === 'number' : 'step' in value && value.step === true)
}

/** Asks the kitchen of the run at this address; answers how its clock goes from now on, or why it does not. */
export async function askClock(ask: typeof fetch, address: string, wish: object): Promise<Pick<ClockTold, 'at' | 'time' | 'rate'> | string> {
  try {
    const reply = await ask(`${address}/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    const told = await reply.json() as Pick<ClockTold, 'at' | 'time' | 'rate'> & { detail?: string }
    return reply.ok ? told : `The kitchen did not set the clock of this run: ${told.detail ?? `status ${reply.status}`}`
  }
  catch (error) {
    return `The kitchen did not set the clock of this run: ${error instanceof Error ? error.message : String(error)}`
  }
}
