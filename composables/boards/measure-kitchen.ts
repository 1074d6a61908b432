/** Orders eggs at a steady rate and counts how many are on their way: what Little's law is about, at a real kitchen. */

/** Eggs are counted for so long once the first has had time to get ready. */
const COUNTED_MS = 3000

export interface Measured {
  /** How many were on their way, on average over the time that was counted. */
  inPan: number
  /** How long an egg took from order to plate, on average, in seconds. */
  seconds: number
}

export async function measureKitchen(kitchen: string, perSecond: number, seconds: number, signal: AbortSignal): Promise<Measured> {
  const run = `little${Math.random().toString(36).slice(2, 8)}`
  const lives: { from: number, to: number }[] = []
  const from = performance.now() + seconds * 1000
  const to = from + COUNTED_MS

  async function order(n: number) {
    const began = performance.now()
    const reply = await fetch(`${kitchen}/run/${run}/egg-${n}?ms=${Math.round(seconds * 1000)}`, { cache: 'no-store', signal })
    await reply.text()
    if (!reply.ok)
      throw new Error(`The kitchen would not fry it: ${reply.status}.`)
    lives.push({ from: began, to: performance.now() })
  }

  const orders: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; performance.now() < to; n++) {
    // Each at its own time since the beginning, so that late timers do not add up.
    await new Promise(resolve => setTimeout(resolve, Math.max(0, began + n * 1000 / perSecond - performance.now())))
    signal.throwIfAborted()
    orders.push(order(n))
  }
  await Promise.all(orders)
  const counted = lives.reduce((sum, life) => sum + Math.max(0, Math.min(life.to, to) - Math.max(life.from, from)), 0)
  return { inPan: counted / COUNTED_MS, seconds: lives.reduce((sum, life) => sum + life.to - life.from, 0) / lives.length / 1000 }
}
