/** A kitchen that is there has heard its rules by then. */
const RULES_MS = 5_000

/** Tells the kitchen how full it may get in the run at this address. Says why it did not take that, if it did not. */
export async function setRules(ask: typeof fetch, address: string, rules: object): Promise<string | undefined> {
  const why = await ask(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(rules),
    signal: AbortSignal.timeout(RULES_MS),
  }).then(
    async reply => (reply.ok ? undefined : (await reply.text()) || `status ${reply.status}`),
    (error: Error) => error.message,
  )
  return why === undefined ? undefined : `The kitchen did not take the rules of this run: ${why}`
}
