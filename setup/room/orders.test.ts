import type { RunningKitchen } from '../../egg-server/node.ts'
import type { Run } from '../../runner/run/start-run.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { createPicture } from '../../trace/lanes.ts'
import { createOrders } from './orders.ts'

let kitchen: RunningKitchen
let run: Run
let round = 0
const hangsUp = new AbortController()

beforeAll(async () => void (kitchen = await startKitchen({ port: 0, ms: 100 })))
afterAll(() => kitchen.close(0))

let now = 0
function create(eggMs = 100) {
  return createOrders({ kitchen: () => `http://localhost:${kitchen.port}`, eggMs, show: shown => run = shown, now: () => now })
}
let orders: ReturnType<typeof createOrders>

beforeEach(() => {
  orders = create()
  orders.open(++round)
})

const order = (phone: string, signal = hangsUp.signal) => orders.order(phone, round, signal)
function lanes() {
  const picture = createPicture()
  run.events.forEach(picture.add)
  return picture.at().lanes
}

describe('the room as clients of the kitchen', () => {
  it('gets an egg each, all at once, and the kitchen’s own word of them is what is drawn', async () => {
    const told = await Promise.all(Array.from({ length: 40 }, (_, n) => order(`phone ${n}`)))
    told.forEach((words, n) => expect(words).toMatch(new RegExp(`^Egg ${n + 1} is ready, after \\d\\.\\d s\\. Look for phone-${n + 1}\\.$`)))
    await orders.close()
    expect(await run.finished).toMatchObject({ outcome: 'done' })
    expect(run.events.filter(({ witness, kind }) => witness === 'kitchen' && kind === 'end')).toHaveLength(40)
    expect(lanes().map(({ task, outcome }) => `${task} ${outcome}`)).toHaveLength(40)
    expect(new Set(lanes().map(({ outcome }) => outcome))).toEqual(new Set(['done']))
  })

  it('has one egg a phone at a time, and the next one after it', async () => {
    const [first, second] = await Promise.all([order('a'), order('a')])
    expect([typeof first, second]).toEqual(['string', expect.objectContaining({ status: 409, title: 'One egg a phone' })])
    expect(await order('a'), 'at once').toMatchObject({ status: 429 })
    now += 1_000
    expect(await order('a')).toMatch(/^Egg 1 is ready/)
  })

  it('is told by the kitchen that it is full, and what was refused is seen', { timeout: 30_000 }, async () => {
    orders = create(2_000)
    orders.open(++round)
    const told = await Promise.all(Array.from({ length: 520 }, (_, n) => order(`phone ${n}`)))
    expect(told.filter(one => typeof one === 'string')).toHaveLength(500)
    expect(told.find(one => typeof one !== 'string')).toMatchObject({ status: 503, detail: expect.stringContaining('The kitchen is full') })
    await orders.close()
    await run.finished
    expect(lanes().filter(({ outcome }) => outcome === 'refused')).toHaveLength(20)
  })

  it('takes nothing after the end, of another round, or before any', async () => {
    expect(await orders.order('a', round - 1, hangsUp.signal)).toMatchObject({ status: 409, title: 'Closed' })
    expect(await create().order('a', round, hangsUp.signal)).toMatchObject({ status: 409 })
    await orders.close()
    expect(await order('a')).toMatchObject({ status: 409 })
    expect(await run.finished).toMatchObject({ outcome: 'done', ms: 0 })
  })

  it('calls the egg of a phone off that hangs up, and lets it order again', async () => {
    orders = create(1_000)
    orders.open(++round)
    const gone = new AbortController()
    const first = order('a', gone.signal)
    await expect.poll(() => run.events.map(({ kind }) => kind), { timeout: 10_000 }).toContain('start')
    gone.abort()
    expect(await first).toMatchObject({ status: 502 })
    now += 1_000
    expect(await order('a')).toMatch(/^Egg 1/)
    await orders.close()
    await run.finished
    expect(run.events.map(({ kind }) => kind)).toContain('abort')
  })

  it('says that there is no kitchen, and ends', async () => {
    orders = createOrders({ kitchen: () => 'http://localhost:1', eggMs: 100, show: shown => run = shown })
    orders.open(++round)
    expect(await order('a')).toMatchObject({ status: 502, title: 'No kitchen' })
    await orders.close()
    expect(await run.finished).toMatchObject({ outcome: 'done' })
  })
})
