import type { Problem } from '../../egg-server/problem.ts'
import type { Run } from '../../runner/run/start-run.ts'
import type { KitchenEvent, RunEvent } from '../../trace/events.ts'
import { createGrowingRun } from '../../runner/run/growing-run.ts'

/** As many phones as have an egg in the pan at once; the kitchen itself tells the next one that it is full. */
const PANS = 500

/** An egg of the room takes so many times the usual, so that a room that presses within seconds fries together. */
const SLOWER = 3
const LONGEST_MS = 10_000

/** Between two looks at what the kitchen has seen. */
const LOOK_EVERY_MS = 250

/** A room that goes on and on: nobody looks at more lanes than this. */
const MOST_ORDERS = 5_000

/** A phone that orders, hangs up and orders again waits so long between two orders. */
const NEXT_AFTER_MS = 1_000

/** What is told about the run where that needs names. */
const DEMO = 'the-room'

export interface OrdersOptions {
  /** The kitchen's address, without a slash at its end. */
  kitchen: () => string
  /** How long an egg usually takes there, in milliseconds. */
  eggMs: number
  now?: () => number
  /** Shows the run in all windows. */
  show: (run: Run, preparing: string) => void
}

export interface Orders {
  /** Takes orders from now on, in a run of its own; the one before is closed. */
  open: (round: number) => void
  isOpen: () => boolean
  /** Takes no more; the run ends with its last egg. */
  close: () => Promise<void>
  /** An egg for a phone: what it is told when that is ready. The phone that hangs up calls its egg off. */
  order: (phone: string, round: unknown, signal: AbortSignal) => Promise<string | Problem>
}

const closed: Problem = { status: 409, title: 'Closed', detail: 'The kitchen takes no more orders. Look at the screen.' }

/** The room's phones as clients of the one kitchen. What is drawn is what the kitchen has seen of them. */
export function createOrders({ kitchen, eggMs, show, now = () => performance.now() }: OrdersOptions): Orders {
  let current: Round | undefined
  return {
    open(round) {
      if (current?.round === round)
        return
      void current?.close()
      current = openRound(round, kitchen(), Math.min(LONGEST_MS, SLOWER * eggMs), now)
      show(current.run, 'Waiting for the first phone')
    },
    isOpen: () => current?.isOpen() ?? false,
    close: async () => current?.close(),
    order: async (phone, round, signal) => current?.round === round ? current!.order(phone, signal) : closed,
  }
}

type Round = ReturnType<typeof openRound>

function openRound(round: number, kitchen: string, ms: number, now: () => number) {
  const id = `room-${round.toString(36)}`
  const address = `${kitchen}/run/${id}`
  const growing = createGrowingRun()
  /** The number of each phone that has ordered: its lane's name. */
  const numbers = new Map<string, number>()
  const frying = new Set<string>()
  const orderedAt = new Map<string, number>()
  let isOpen = true
  let ordered = 0
  let beganAt: number | undefined
  let taken = 0
  let looking: Promise<void> | undefined

  const ruled = fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pans: PANS }),
  }).catch(() => {})
  const timer = setInterval(() => beganAt !== undefined && void look(), LOOK_EVERY_MS)

  function begin() {
    if (beganAt !== undefined)
      return
    beganAt = performance.now()
    add({ t: 0, kind: 'run', witness: 'program', run: id, demo: DEMO, engine: 'process', startedAt: new Date().toISOString(), source: '', toolchain: {} })
  }

  function add(event: RunEvent) {
    growing.add(event)
  }

  /** Takes over what the kitchen has seen since. Its first event is the beginning of the run. */
  function look(): Promise<void> {
    return looking ??= (async () => {
      try {
        const text = await fetch(`${address}/trace`).then(reply => reply.ok ? reply.text() : '')
        const seen = text.split('\n').filter(Boolean).map(line => JSON.parse(line) as KitchenEvent)
        for (const { at: _, ...event } of seen.slice(taken))
          add(event)
        taken = Math.max(taken, seen.length)
      }
      catch {
        // The kitchen is away; it is started again, and knows nothing of these eggs.
      }
      looking = undefined
    })()
  }

  async function finish() {
    if (isOpen || frying.size > 0 || growing.events.at(-1)?.kind === 'finish')
      return
    clearInterval(timer)
    await look()
    begin()
    const t = growing.events.at(-1)!.t
    add({ t, kind: 'finish', witness: 'program', run: id, outcome: 'done', ms: t })
  }

  async function close() {
    isOpen = false
    await finish()
  }

  return {
    round,
    isOpen: () => isOpen,
    close,
    run: {
      ...growing,
      id,
      stop: close,
      elapsed: () => beganAt === undefined ? undefined : performance.now() - beganAt,
    } satisfies Run,
    async order(phone: string, signal: AbortSignal): Promise<string | Problem> {
      if (!isOpen)
        return closed
      if (frying.has(phone))
        return { status: 409, title: 'One egg a phone', detail: 'Your egg is in the pan. Order the next when it is ready.' }
      if (now() - (orderedAt.get(phone) ?? -Infinity) < NEXT_AFTER_MS)
        return { status: 429, title: 'Too soon', detail: 'Wait a second, and order the next egg.', headers: { 'Retry-After': '1' } }
      orderedAt.set(phone, now())
      const number = numbers.get(phone) ?? numbers.size + 1
      numbers.set(phone, number)
      frying.add(phone)
      ordered++
      if (ordered >= MOST_ORDERS)
        isOpen = false
      try {
        await ruled
        begin()
        const asked = performance.now()
        const reply = await fetch(`${address}/phone-${number}?ms=${ms}`, { signal })
        if (reply.ok) {
          await reply.text()
          return `Egg ${number} is ready, after ${((performance.now() - asked) / 1000).toFixed(1)} s. Look for phone-${number}.`
        }
        const { title = 'No egg' } = await reply.json() as { title?: string }
        return reply.status === 503
          ? { status: 503, title: 'The kitchen is full', detail: `The kitchen is full: ${PANS} eggs are in the pan. Try again.` }
          : { status: 502, title, detail: `The kitchen gave no egg: ${title}.` }
      }
      catch {
        return { status: 502, title: 'No kitchen', detail: 'The kitchen does not answer. Try again.' }
      }
      finally {
        frying.delete(phone)
        void finish()
      }
    },
  }
}
