import type { KitchenEvent } from '../trace/events.ts'
import type { RunningKitchen } from './node.ts'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTabKitchen } from './in-tab/kitchen.ts'
import { startKitchen } from './node.ts'
import { readCommand } from './options.ts'
import { isProblem } from './problem.ts'
import { readRules, spreadTimes, USUAL } from './rules.ts'
import { ask, until } from './testing.ts'

let kitchen: RunningKitchen
let port: number

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 40 })
  port = kitchen.port
})
afterAll(() => kitchen.close(0))

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number, body: string, type?: string }> {
  return new Promise((resolve, reject) => {
    const req = request(
      {
        port,
        host: '127.0.0.1',
        path,
        method: 'POST',
        headers: { 'host': `localhost:${port}`, 'content-type': 'application/json', ...headers },
      },
      (response) => {
        let text = ''
        response.on('data', chunk => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode!, body: text, type: response.headers['content-type'] }))
      },
    )
    req.on('error', reject)
    req.end(body)
  })
}

const set = (run: string, rules: object) => post(`/run/${run}`, JSON.stringify(rules))

async function traceOf(run: string): Promise<KitchenEvent[]> {
  return (await ask(port, `/run/${run}/trace`)).body.trimEnd().split('\n').map(line => JSON.parse(line))
}

const told = (events: KitchenEvent[], task: string) => events.filter(event => event.task === task).map(({ kind }) => kind).join(' ')

describe('a full kitchen', () => {
  it('fries as many as it has pans; the others queue, first come first served', async () => {
    expect(await set('queue', { pans: 1, queue: 2 })).toMatchObject({ status: 200, body: JSON.stringify({ ...USUAL, pans: 1, queue: 2 }) })
    const answers = ['A', 'B', 'C', 'D'].map(async (egg) => {
      const answer = await ask(port, `/run/queue/${egg}`)
      return [answer.status, answer.headers['retry-after'], answer.status === 503 ? JSON.parse(answer.body).title : answer.body]
    })
    const served = await Promise.all(answers)
    expect(served.filter(([status]) => status === 200)).toHaveLength(3)
    expect(served.filter(([status]) => status === 503)).toEqual([[503, '1', 'Queue full']])
    const events = await traceOf('queue')
    const lives = ['A', 'B', 'C', 'D'].map(task => told(events, task)).sort()
    expect(lives).toEqual(['queued start end', 'queued start end', 'refused', 'start end'])
    // One after the other, and in their order.
    const starts = events.filter(({ kind }) => kind === 'start')
    const ends = events.filter(({ kind }) => kind === 'end')
    expect(starts.map(({ id }) => id)).toEqual(starts.map(({ id }) => id).toSorted())
    for (const [i, start] of starts.slice(1).entries())
      expect(start.t).toBeGreaterThanOrEqual(ends[i]!.t)
    expect(ends.map(event => 'late' in event ? event.late! >= 35 : false)).toEqual([false, true, true])
  })

  it('lets all wait where that is the rule', async () => {
    await set('wait', { pans: 2, beyond: 'wait' })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(port, `/run/wait/E${i}`)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    let open = 0
    for (const { kind } of await traceOf('wait')) {
      open += kind === 'start' ? 1 : kind === 'end' ? -1 : 0
      expect(open).toBeLessThanOrEqual(2)
    }
  })

  it('forgets a guest who leaves the queue', async () => {
    await set('leave', { pans: 1, queue: 1 })
    const first = ask(port, '/run/leave/A?ms=150')
    await until(() => kitchen.kitchen.counts.pan === 1)
    const hangUp = new AbortController()
    const second = ask(port, '/run/leave/B', { signal: hangUp.signal }).catch(() => 'left')
    await until(async () => told(await traceOf('leave'), 'B') === 'queued')
    hangUp.abort()
    expect(await second).toBe('left')
    await until(async () => told(await traceOf('leave'), 'B') === 'queued abort')
    const third = await ask(port, '/run/leave/C')
    expect((await first).status).toBe(200)
    expect(third.status).toBe(200)
  })

  it('fries on for a guest who has left, where that is the rule, and says so', async () => {
    await set('yellow', { left: 'fry-on' })
    const hangUp = new AbortController()
    const answer = ask(port, '/run/yellow/A?ms=120', { signal: hangUp.signal }).catch(() => 'left')
    await until(() => kitchen.kitchen.counts.pan === 1)
    hangUp.abort()
    await answer
    await until(async () => told(await traceOf('yellow'), 'A') === 'start left end')
    expect(kitchen.kitchen.counts.pan).toBe(0)
  })

  it('is closed from when to when, counted from the first order', async () => {
    await set('hours', { closed: { from: 0, to: 150 } })
    const refused = await ask(port, '/run/hours/A')
    expect([refused.status, refused.headers['retry-after'], JSON.parse(refused.body).title]).toEqual([503, '1', 'Kitchen closed'])
    await new Promise(resolve => setTimeout(resolve, 200))
    expect((await ask(port, '/run/hours/B')).status).toBe(200)
    expect((await traceOf('hours')).map(({ kind, task }) => `${task} ${kind}`)).toEqual(['A refused', 'B start', 'B end'])
  })

  it('has the rules for stages and pages, too, and takes a stopped run out of the queue', async () => {
    await set('stop', { pans: 1, queue: 3 })
    const answers = ['A?ms=20000', 'B?ms=20000', 'C/steps', 'orders'].map(path => ask(port, `/run/stop/${path}`))
    await until(async () => (await traceOf('stop').catch(() => [])).length === 4)
    kitchen.kitchen.callOff('stop')
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([409, 409, 409, 409])
    expect(kitchen.kitchen.counts.pan).toBe(0)
    expect((await ask(port, '/run/stop/D/steps')).body).toContain('ready')
  })

  it('leaves all other runs and walk-ins as they were', async () => {
    await set('mine', { pans: 1 })
    const answers = await Promise.all(
      ['/run/mine/A', '/run/mine/B', '/run/other/A', '/run/other/B', '/W', '/X'].map(path => ask(port, path)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 503])
    expect((await traceOf('other')).every(({ kind }) => kind === 'start' || kind === 'end')).toBe(true)
  })

  it('is the same inside a tab', async () => {
    const tab = openTabKitchen('https://talk.example/kitchen', { ms: 20 })
    const at = (path: string, init?: RequestInit) => tab.fetch(new Request(`https://talk.example/kitchen${path}`, init))
    const reply = await at('/run/r', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"pans":1}' })
    expect(reply.status).toBe(200)
    expect((await Promise.all([at('/run/r/A'), at('/run/r/B')])).map(({ status }) => status)).toEqual([200, 503])
  })
})

describe('the times of eggs', () => {
  const take = (times: Parameters<typeof spreadTimes>[0], seed: number, count = 2000): number[] => {
    const next = spreadTimes(times, seed)
    return Array.from({ length: count }, () => next(100))
  }
  const mean = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

  it('are the same for the same seed, and others for another', () => {
    for (const times of ['uniform', 'log-normal', 'one-in-twenty'] as const) {
      expect(take(times, 7)).toEqual(take(times, 7))
      expect(take(times, 7)).not.toEqual(take(times, 8))
    }
    expect(new Set(take('fixed', 7))).toEqual(new Set([100]))
  })

  it('have the shape of their name', () => {
    const uniform = take('uniform', 1)
    expect([Math.min(...uniform) >= 50, Math.max(...uniform) <= 150]).toEqual([true, true])
    expect(Math.abs(mean(uniform) - 100)).toBeLessThan(3)
    const logs = take('log-normal', 1).map(Math.log)
    expect(Math.abs(mean(logs) - Math.log(100))).toBeLessThan(0.05)
    expect(Math.abs(Math.sqrt(mean(logs.map(x => (x - mean(logs)) ** 2))) - 0.6)).toBeLessThan(0.05)
    const twenty = take('one-in-twenty', 1)
    for (let i = 0; i < twenty.length; i += 20)
      expect(twenty.slice(i, i + 20).filter(ms => ms === 500)).toHaveLength(1)
  })

  it('are what the kitchen fries by', async () => {
    await set('slow', { times: 'one-in-twenty', seed: 3 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => ask(port, `/run/slow/E${i}`)))
    const events = await traceOf('slow')
    const took = events
      .filter(({ kind }) => kind === 'end')
      .map(end => end.t - events.find(({ kind, id }) => kind === 'start' && id === end.id)!.t)
    expect(took.filter(ms => ms >= 200)).toHaveLength(1)
  })
})

describe('rules that cannot be', () => {
  it.each([
    ['{"pans":0}', 400, /"pans" is "0".*1 to 10000/],
    ['{"pans":"6"}', 400, /"pans"/],
    ['{"queue":-1}', 400, /"queue"/],
    ['{"beyond":"shout"}', 400, /wait or refuse/],
    ['{"times":"normal"}', 400, /fixed, uniform, log-normal, one-in-twenty/],
    ['{"closed":{"from":5,"to":5}}', 400, /"closed"/],
    ['{"salt":1}', 400, /does not know the rule "salt"/],
    ['[]', 400, /JSON object/],
    ['{', 415, /application\/json/],
    [`{"pans":${' '.repeat(3000)}1}`, 413, /2000/],
  ])('%s', async (body, status, why) => {
    const answer = await post('/run/r', body)
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json'])
    expect(JSON.parse(answer.body).detail).toMatch(why)
  })

  it('nor come from a stranger, as a form, by a GET, or to another path', async () => {
    expect((await post('/run/r', '{"pans":1}', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/run/r', '{"pans":1}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await ask(port, '/run/r')).status).toBe(404)
    expect((await post('/run/r/A', '{"pans":1}')).status).toBe(405)
    expect((await post('/run/b@d', '{"pans":1}')).status).toBe(400)
    const preflight = await ask(port, '/run/r', {
      method: 'OPTIONS',
      headers: {
        'origin': 'http://localhost:3030',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(preflight).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-methods': 'POST, OPTIONS', 'access-control-allow-headers': 'content-type' },
    })
  })
})

it('a command line says the same', () => {
  expect(
    readCommand([
      '--pans',
      '6',
      '--queue=10',
      '--beyond',
      'refuse',
      '--times',
      'log-normal',
      '--seed',
      '4',
      '--closed',
      '1000-3000',
      '--left',
      'fry-on',
    ]),
  ).toMatchObject({
    kind: 'start',
    rules: { pans: 6, queue: 10, beyond: 'refuse', times: 'log-normal', seed: 4, closed: { from: 1000, to: 3000 }, left: 'fry-on' },
  })
  expect(readCommand([])).toMatchObject({ kind: 'start', rules: USUAL })
  expect(readCommand(['--pans', 'x'])).toMatchObject({ kind: 'mistake', sentence: expect.stringMatching(/^--pans is/) })
  expect(readCommand(['--closed', 'soon'])).toMatchObject({ kind: 'mistake', sentence: expect.stringMatching(/^--closed is/) })
  expect(isProblem(readRules({}))).toBe(false)
})
