import type { ClockTold, KitchenEvent } from '../trace/events.ts'
import type { RunningKitchen } from './node.ts'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTabKitchen } from './in-tab/kitchen.ts'
import { startKitchen } from './node.ts'
import { ask, until } from './testing.ts'

const EGG_MS = 300

/** How late a timer is on a machine that does ten other things. */
const LATE_MS = 1000

let kitchen: RunningKitchen

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
})
afterAll(() => kitchen.close(0))

function post(
  path: string,
  body: string,
  headers: Record<string, string> = {},
  port = kitchen.port,
): Promise<{ status: number, body: string }> {
  return new Promise((resolve, reject) => {
    const req = request(
      {
        port,
        host: '127.0.0.1',
        path,
        method: 'POST',
        headers: { 'host': `localhost:${port}`, 'content-type': 'application/json', ...headers },
        agent: false,
      },
      (response) => {
        let text = ''
        response.on('data', chunk => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode!, body: text }))
      },
    )
    req.on('error', reject)
    req.end(body)
  })
}

async function setClock(run: string, wish: object): Promise<{ at: number, time: number, rate: number }> {
  const { status, body } = await post(`/run/${run}/clock`, JSON.stringify(wish))
  expect([status, body]).toEqual([200, expect.any(String)])
  return JSON.parse(body)
}

async function traceOf(run: string): Promise<(KitchenEvent | ClockTold)[]> {
  return (await ask(kitchen.port, `/run/${run}/trace`)).body.trimEnd().split('\n').map(line => JSON.parse(line))
}

const eggsOf = (events: (KitchenEvent | ClockTold)[]) => events.filter(event => event.kind !== 'clock')

/** How long the eggs of a run were in the pan: on the clock of the run, and on the kitchen's. */
async function timesOf(run: string): Promise<{ task: string, kitchen: number, machine: number }[]> {
  const events = eggsOf(await traceOf(run))
  return events.filter(({ kind }) => kind === 'end').map((end) => {
    const start = events.find(({ kind, id }) => kind === 'start' && id === end.id)!
    return { task: end.task, kitchen: end.t - start.t, machine: end.at - start.at }
  })
}

/** How much is in the pan of a run, though the clock of other runs goes on. */
const inPan = async (run: string) => eggsOf(await traceOf(run).catch(() => [])).filter(({ kind }) => kind === 'start').length

describe('the clock of a run', () => {
  it('makes each wait four times as long at a quarter of the speed, and no shorter in the kitchen’s time', async () => {
    await setClock('quarter', { rate: 0.25 })
    const answers = await Promise.all(['quarter', 'plain'].flatMap(run => ['A', 'B', 'C'].map(egg => ask(kitchen.port, `/run/${run}/${egg}`))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const [slow, plain] = await Promise.all([timesOf('quarter'), timesOf('plain')])
    for (const { machine, kitchen } of slow) {
      expect(machine).toBeGreaterThanOrEqual(4 * EGG_MS)
      expect(machine).toBeLessThan(4 * EGG_MS + LATE_MS)
      expect(machine / kitchen).toBeCloseTo(4, 3)
    }
    // The run beside it is not slowed, nor does its trace know of a clock.
    for (const { machine, kitchen } of plain) {
      expect(kitchen).toBeCloseTo(machine, 2)
    }
    expect((await traceOf('plain')).some(({ kind }) => kind === 'clock')).toBe(false)
    expect((await traceOf('quarter'))[0]).toMatchObject({ kind: 'clock', rate: 0.25, t: 0 })
  })

  it('can be set while eggs are in the pan: what is left of them takes longer', async () => {
    // So slow at first that a busy machine, too, is in time.
    await setClock('midway', { rate: 0.1 })
    const answer = ask(kitchen.port, '/run/midway/A')
    await until(async () => await inPan('midway') === 1)
    const { at } = await setClock('midway', { rate: 0.5 })
    expect((await answer).status).toBe(200)
    const events = eggsOf(await traceOf('midway'))
    const [start, end] = [events[0]!, events[1]!]
    const whole = (at - start.at) + 2 * (EGG_MS - (at - start.at) / 10)
    expect(end.at - start.at).toBeGreaterThanOrEqual(whole - 0.01)
    expect(end.at - start.at).toBeLessThan(whole + LATE_MS)
  })

  it('loses nothing while it is paused, in the queue, in a stream or between two orders', async () => {
    await post('/run/held', JSON.stringify({ pans: 3, queue: 5 }))
    const answers = ['A', 'B/steps', 'orders', 'D', 'E'].map(path => ask(kitchen.port, `/run/held/${path}`))
    await until(async () => (await traceOf('held').catch(() => [])).length === 5)
    await setClock('held', { rate: 0 })
    let isAnswered = false
    void Promise.race([answers[0], answers[2], answers[3]]).then(() => isAnswered = true)
    // Three eggs' time, in which all five would have come.
    await new Promise(resolve => setTimeout(resolve, 3 * EGG_MS))
    const late = ask(kitchen.port, '/run/held/F')
    await until(async () => (await traceOf('held')).some(event => 'task' in event && event.task === 'F'))
    expect(isAnswered).toBe(false)
    expect(eggsOf(await traceOf('held')).map(({ kind }) => kind).filter(kind => kind === 'end')).toEqual([])
    await setClock('held', { rate: 1 })
    const all = await Promise.all([...answers, late])
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    for (const { task, kitchen } of await timesOf('held')) {
      expect(kitchen, task).toBeGreaterThanOrEqual(EGG_MS - 0.01)
      expect(kitchen, task).toBeLessThan(EGG_MS + LATE_MS)
    }
  })

  it('lets one answer go at each step, in the order in which they are due', async () => {
    await setClock('steps', { rate: 0 })
    const order: string[] = []
    const due = { C: 30_000, A: 10_000, D: 40_000, B: 20_000 }
    const answers = Object.entries(due).map(async ([egg, ms]) => {
      const { status } = await ask(kitchen.port, `/run/steps/${egg}?ms=${ms}`)
      order.push(`${egg} ${status}`)
    })
    await until(async () => await inPan('steps') === 4)
    for (const count of [1, 2, 3, 4]) {
      const { rate } = await setClock('steps', { step: true })
      await until(() => order.length === count)
      expect(rate).toBe(0)
    }
    await Promise.all(answers)
    expect(order).toEqual(['A 200', 'B 200', 'C 200', 'D 200'])
    // Nobody has waited for these seconds, and the times are those of a run that did.
    const ends = eggsOf(await traceOf('steps')).filter(({ kind }) => kind === 'end')
    for (const { task, t } of ends)
      expect(t).toBeCloseTo(due[task as keyof typeof due], 0)
  })

  it('steps no further than it is told: something else of the run is due before', async () => {
    const { time } = await setClock('until', { rate: 0 })
    const answer = ask(kitchen.port, '/run/until/A?ms=5000')
    await until(async () => await inPan('until') === 1)
    expect((await setClock('until', { step: true, until: time + 1000 })).time).toBeCloseTo(time + 1000, 3)
    expect(kitchen.kitchen.counts.pan).toBeGreaterThan(0)
    expect((await setClock('until', { step: true, until: time + 9000 })).time).toBeCloseTo(time + 5000, 0)
    expect((await answer).status).toBe(200)
    // Nothing is due any more, and time stands still.
    const here = (await setClock('until', { step: true })).time
    expect((await setClock('until', { step: true })).time).toBe(here)
  })

  it('does not keep a stopped run: it is called off while it is paused', async () => {
    await setClock('stopped', { rate: 0 })
    const answer = ask(kitchen.port, '/run/stopped/A')
    await until(async () => await inPan('stopped') === 1)
    kitchen.kitchen.callOff('stopped')
    expect((await answer).status).toBe(409)
  })

  it('does not cut a connection on which nothing moves, because its run stands still', async () => {
    const impatient = await startKitchen({ port: 0, ms: 1, stalledMs: 1_000 })
    try {
      expect((await post('/run/long/clock', '{"rate":0}', {}, impatient.port)).status).toBe(200)
      const answer = ask(impatient.port, '/run/long/A')
      await until(() => impatient.kitchen.counts.pan === 1)
      await new Promise(resolve => setTimeout(resolve, 2_500))
      await post('/run/long/clock', '{"rate":1}', {}, impatient.port)
      expect((await answer).status).toBe(200)
    }
    finally {
      await impatient.close(0)
    }
  })

  it('is told live, and in a tab it is the same', async () => {
    const tab = openTabKitchen('https://talk.example/kitchen', { ms: 200 })
    const told: ClockTold[] = []
    tab.onClock(clock => told.push(clock))
    const at = (path: string, init?: RequestInit) => tab.fetch(new Request(`https://talk.example/kitchen${path}`, init))
    const wish = (body: string) => at('/run/r/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect((await wish('{"rate":0}')).status).toBe(200)
    const answer = at('/run/r/A')
    await until(() => tab.counts.pan === 1)
    expect(await (await wish('{"step":true}')).json()).toMatchObject({ rate: 0 })
    expect((await answer).status).toBe(200)
    expect(told.map(({ kind, run, rate }) => [kind, run, rate])).toEqual([['clock', 'r', 0], ['clock', 'r', 0]])
    expect(told[1]!.time - told[0]!.time).toBeGreaterThanOrEqual(200)
  })
})

describe('what cannot be done to a clock', () => {
  it.each([
    ['{"rate":2}', 400, /"rate" is "2".*0\.1 to 1/],
    ['{"rate":0.01}', 400, /"rate"/],
    ['{"rate":"0"}', 400, /"rate"/],
    ['{}', 400, /one of the two/],
    ['{"rate":1,"step":true}', 400, /one of the two/],
    ['{"step":false}', 400, /"step"/],
    ['{"step":true,"until":"x"}', 400, /"until"/],
    ['{"rate":1,"until":1}', 400, /for a step/],
    ['{"hands":2}', 400, /does not know "hands"/],
    ['[]', 400, /JSON object/],
    ['{', 415, /application\/json/],
  ])('%s', async (body, status, why) => {
    const answer = await post('/run/r/clock', body)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body).detail).toMatch(why)
  })

  it('nor comes from a stranger, from the program itself, by a GET or without a run', async () => {
    expect((await post('/run/r/clock', '{"rate":0}', { origin: 'https://evil.example' })).status).toBe(403)
    const name = kitchen.kitchen.announce('announced')
    expect((await ask(kitchen.port, `/run/${name}/A?ms=0`, { headers: { origin: 'null' } })).status).toBe(200)
    expect((await post(`/run/${name}/clock`, '{"rate":0}', { origin: 'null' })).status).toBe(403)
    expect((await post('/run/r/clock', '{"rate":0}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post('/clock', '{"rate":0}')).status).toBe(405)
    // By a GET it is an egg of that name, and no clock is set.
    expect((await ask(kitchen.port, '/run/seen/clock?ms=0')).body).toBe('clock')
    expect((await traceOf('seen')).map(({ kind }) => kind)).toEqual(['start', 'end'])
  })
})
