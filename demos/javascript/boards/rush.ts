import type { Knobs } from './rush-settings.ts'
import { stove } from '../kitchen.ts'
import { listen } from '../listen.ts'
import { step } from '../step.ts'
import { settings } from './rush-settings.ts'

const { scale, open, plan } = settings
let knobs = settings.knobs

/** An order of a guest: the first, or one that repeats it. Times in milliseconds of the usual kitchen. */
interface Order { name: string, isOver: boolean, gas: AbortController, settle: (hasEgg: boolean) => void }

/** How long an egg takes that is not one of the slow ones. */
const TAKES = 500
/** Later than that is one of the slow ones. */
const LATE = 750
const MOST_TRIES = 3
/** So many repeats are paid for by one first order. */
const BUDGET = 0.1
const MOST_SAVED = 5
const TELL_MS = 200
const PAUSE = 500

const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms * scale))

const waiting: Order[] = []
const frying = new Set<{ order: Order }>()
let saved = 1
/** What has happened since the last picture: the name, when, and whether there was an egg. */
let came: [name: string, at: number][] = []
let over: [name: string, at: number, hasEgg: boolean][] = []
let went: [name: string, at: number][] = []

/** One order: it ends with an egg, or when its guest has waited for long enough. */
function place(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const gas = new AbortController()
    let late: ReturnType<typeof setTimeout>
    const order: Order = { name, gas, isOver: false, settle(hasEgg) {
      if (order.isOver)
        return
      order.isOver = true
      clearTimeout(late)
      over.push([name, performance.now(), hasEgg])
      callOff()
      resolve(hasEgg)
    } }
    if (waiting.length >= (knobs.queue ?? Infinity))
      return order.settle(false)
    late = setTimeout(() => order.settle(false), knobs.patience * scale)
    waiting.push(order)
    cook()
  })
}

/** As many at a time as the knob says, in the order in which they came. */
function cook() {
  while (frying.size < knobs.atOnce && waiting.length > 0)
    fry(waiting.shift()!)
}

function fry(order: Order, egg = order.name) {
  const pan = { order }
  frying.add(pan)
  const hedge = setTimeout(() => {
    if (knobs.hedge && !order.isOver && frying.size < knobs.atOnce)
      fry(order, `${order.name}-again`)
  }, LATE * scale)
  // Without an `await`, each of which would be two more events of hundreds of orders.
  fetch(`${stove}${egg}?ms=${TAKES * scale}`, { signal: order.gas.signal })
    .then(reply => reply.text().then(() => reply.ok))
    .catch(() => false)
    .then((hasEgg) => {
      clearTimeout(hedge)
      frying.delete(pan)
      order.settle(hasEgg)
      cook()
    })
}

/** What nobody wants any more leaves the queue and the pans, if the knob says so. */
function callOff() {
  if (!knobs.cancel)
    return
  for (const { order } of frying) {
    if (order.isOver)
      order.gas.abort()
  }
  const wanted = waiting.filter(({ isOver }) => !isOver)
  waiting.splice(0, waiting.length, ...wanted)
}

/** Whether an order in vain is repeated, when it is time to. */
async function again(n: number): Promise<boolean> {
  switch (knobs.retry) {
    case 'never':
      return false
    case 'at once':
      return true
    case 'by chance':
      await sleep(Math.random() * PAUSE * 2 ** n)
      return true
    case 'budget':
      return saved >= 1 && saved-- >= 1
  }
}

const come = (name: string) => void came.push([name, performance.now()])
const go = (name: string) => void went.push([name, performance.now()])

// #region show
async function guest(name: string) {
  come(name)
  saved = Math.min(MOST_SAVED, saved + BUDGET)
  for (let n = 1; n <= MOST_TRIES; n++) {
    if (await place(`${name}-${n}`))
      return
    if (n === MOST_TRIES || !await again(n))
      break
  }
  go(name)
}
// #endregion show

function tell() {
  const now = performance.now()
  const ago = (at: number) => Math.round((now - at) * 10) / 10
  const forNobody = [...frying].filter(({ order }) => order.isOver).length
  step(`${frying.size} at the kitchen, ${forNobody} of them for guests who have given up; ${waiting.length} in the queue`, {
    knobs,
    scale,
    waiting: waiting.length,
    came: came.map(([name, at]) => [name, ago(at)]),
    over: over.map(([name, at, hasEgg]) => [name, ago(at), hasEgg]),
    went: went.map(([name, at]) => [name, ago(at)]),
  })
  came = []
  over = []
  went = []
}

function turn(to: Partial<Knobs>) {
  knobs = { ...knobs, ...to }
  callOff()
  cook()
}

listen(turn)
plan.forEach(({ after, turn: to }) => setTimeout(turn, after * scale, to))
const clock = setInterval(tell, TELL_MS * scale)

const guests: Promise<void>[] = []
const closes = performance.now() + open * scale

function arrive(at: number, done: () => void) {
  guests.push(guest(`g${guests.length + 1}`))
  const next = at + 60_000 / knobs.rate * scale
  setTimeout(() => next < closes ? arrive(next, done) : done(), next - performance.now())
}

await new Promise<void>(resolve => arrive(performance.now(), resolve))
await Promise.all(guests)
while (frying.size > 0)
  await sleep(TELL_MS)
clearInterval(clock)
tell()
console.log(`${guests.length} guests`)
