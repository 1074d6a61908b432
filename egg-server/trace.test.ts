import type { KitchenEvent } from '../trace/events.ts'
import type { RunningKitchen } from './node.ts'
import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startKitchen } from './node.ts'
import { ask, until } from './testing.ts'

let kitchen: RunningKitchen
let port: number

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 20 })
  port = kitchen.port
})
afterAll(() => kitchen.close(0))

async function traceOf(run: string): Promise<KitchenEvent[]> {
  const { status, headers, body } = await ask(port, `/run/${run}/trace`)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/x-ndjson')
  return body.trimEnd().split('\n').map(line => JSON.parse(line))
}

async function watch(options = {}): Promise<{ ws: WebSocket, heard: any[] }> {
  const ws = new WebSocket(`ws://localhost:${port}/trace`, options)
  const heard: any[] = []
  ws.on('message', data => heard.push(JSON.parse(String(data))))
  await new Promise((resolve, reject) => ws.on('open', resolve).on('error', reject))
  return { ws, heard }
}

it('a run\'s trace is what the kitchen saw of it, and of no other', async () => {
  await Promise.all(['A', 'A', 'B?burn'].map(egg => ask(port, `/run/mine/${egg}`)))
  await ask(port, '/run/other/A')
  await ask(port, '/run/mine/orders?cursor=page-2')
  await ask(port, '/run/mine/C/steps')
  const events = await traceOf('mine')
  expect(events[0]!.t).toBe(0)
  for (const event of events)
    expect(event).toMatchObject({ witness: 'kitchen', run: 'mine', t: expect.any(Number), at: expect.any(Number) })
  expect(events.map(e => e.t)).toEqual(events.map(e => e.t).sort((a, b) => a - b))
  const lives = [1, 2, 3, 4, 5].map(id => events.filter(e => e.id === id))
  expect(lives.map(life => life.map(e => e.kind).join(' ')).sort()).toEqual([
    'start end',
    'start end',
    'start end',
    'start end',
    'start fail',
  ])
  expect(lives.map(([first]) => first!.task).sort()).toEqual(['A', 'A', 'B', 'C', 'orders-2'])
  for (const [first, last] of lives)
    expect(last!.t - first!.t).toBeGreaterThanOrEqual(20)
})

it('an egg that was called off stands in the trace as such', async () => {
  const hangUp = new AbortController()
  const answer = ask(port, '/run/gone/A?ms=60000', { signal: hangUp.signal }).catch(() => {})
  await until(() => kitchen.kitchen.counts.pan === 1)
  hangUp.abort()
  await answer
  await until(() => kitchen.kitchen.counts.pan === 0)
  expect((await traceOf('gone')).map(e => e.kind)).toEqual(['start', 'abort'])
})

it('a reader that may only listen hears and pings, and neither calls off nor announces', async () => {
  const listener = await watch({ headers: { 'kitchen-listen-only': '' } })
  const teller = await watch()
  const answer = ask(port, '/run/run-of-another/A?ms=60000')
  await until(() => listener.heard.length === 1)
  for (const wish of [
    { callOff: 'run-of-another' },
    { announce: 'run-of-a-listener' },
    { ping: 1, callOff: 'run-of-another', announce: 'run-of-a-listener' },
  ])
    listener.ws.send(JSON.stringify(wish))
  await until(() => listener.heard.length === 2)
  expect(listener.heard.map(({ kind, pong }) => kind ?? pong)).toEqual(['start', 1])
  expect(kitchen.kitchen.counts.pan).toBe(1)
  const program = { headers: { origin: 'null' } }
  expect(await ask(port, '/run/run-of-a-listener/A', program)).toMatchObject({ status: 403 })

  teller.ws.send(JSON.stringify({ callOff: 'run-of-another', announce: 'run-of-a-teller' }))
  expect(await answer).not.toMatchObject({ status: 200 })
  await until(() => teller.heard.some(({ announced }) => announced))
  const { as } = teller.heard.find(({ announced }) => announced === 'run-of-a-teller')!
  expect(await ask(port, `/run/${as}/A`, program)).toMatchObject({
    status: 200,
    headers: { 'access-control-allow-origin': 'null' },
  })
  listener.ws.close()
  teller.ws.close()
})

it('a program asks under a name that nobody else hears, and is seen under its run’s', async () => {
  const { ws, heard } = await watch()
  const as = kitchen.kitchen.announce('run-of-a-program')!
  const program = { headers: { origin: 'null' } }
  const said = [
    await ask(port, `/run/${as}/A`, program),
    await ask(port, `/run/${as}/B/steps?ms=0`, program),
    await ask(port, `/run/${as}/orders`, program),
    await ask(port, `/run/${as}/trace`, program),
    await ask(port, `/run/${as}/C?ms=x`, program),
    await ask(port, `/run/${as}/C/nowhere`, program),
    await ask(port, `/run/run-of-a-program/A`, program),
    await ask(port, `/run/${as.slice(0, -1)}/A`, program),
  ]
  expect(said.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 404, 403, 403])
  expect(said[3]!.body).toContain('"run-of-a-program"')
  expect(JSON.stringify(said.slice(0, -1))).not.toContain(as)
  await until(() => heard.length === 6)
  expect(new Set(heard.map(({ run }) => run))).toEqual(new Set(['run-of-a-program']))
  expect(await traceOf('run-of-a-program')).toHaveLength(6)
  ws.close()
})

it('the live trace shows eggs of runs and walk-ins as they begin and end', async () => {
  const { ws, heard } = await watch()
  await ask(port, '/run/live/A')
  await ask(port, '/W')
  await until(() => heard.length === 4)
  expect(heard.map(({ kind, task, run, witness }) => ({ kind, task, run, witness }))).toEqual([
    { kind: 'start', task: 'A', run: 'live', witness: 'kitchen' },
    { kind: 'end', task: 'A', run: 'live', witness: 'kitchen' },
    { kind: 'start', task: 'W', run: undefined, witness: 'kitchen' },
    { kind: 'end', task: 'W', run: undefined, witness: 'kitchen' },
  ])
  expect(heard[2]).toEqual({
    kind: 'start',
    witness: 'kitchen',
    task: 'W',
    t: expect.any(Number),
    id: expect.any(Number),
    at: expect.any(Number),
  })
  ws.close()
})

it('a ping is answered with the kitchen\'s time, which is the time in events', async () => {
  const { ws, heard } = await watch()
  ws.send('{"ping":1.5}')
  await until(() => heard.length === 1)
  await ask(port, '/A')
  await until(() => heard.length === 3)
  expect(heard[0]).toEqual({ pong: 1.5, at: expect.any(Number) })
  expect(heard[1].at).toBeGreaterThanOrEqual(heard[0].at)
  ws.close()
})

it('nonsense on the live trace is ignored', async () => {
  const { ws, heard } = await watch()
  for (const nonsense of ['', '{', 'null', '[]', '{"ping":"x"}', '{"ping":null}', '{"pong":1}', Buffer.from([0, 255])])
    ws.send(nonsense)
  ws.send('{"ping":7}')
  await until(() => heard.length === 1)
  expect(heard[0].pong).toBe(7)
  ws.close()
})

it('a message that is too large ends the connection, and only that', async () => {
  const { ws } = await watch()
  const closed = new Promise(resolve => ws.on('close', resolve))
  ws.on('error', () => {})
  ws.send('x'.repeat(5000))
  expect(await closed).toBe(1009)
  expect((await ask(port, '/A')).status).toBe(200)
})

it('a reader that does not read is dropped', async () => {
  const { ws } = await watch()
  const closed = new Promise(resolve => ws.on('close', resolve))
  ws.on('error', () => {})
  ws.pause()
  const { ws: healthy, heard } = await watch()
  let served = 0
  // 26 MB: more than waits here and in the system's own buffers together.
  while (served < 100_000) {
    for (let i = 0; i < 1000; i++) {
      void kitchen.kitchen.answer(
        { method: 'GET', target: '/run/flood/X?ms=0', host: 'localhost', origin: null, site: null, mode: null },
        { onGone: () => () => {} },
      )
      served++
    }
    await until(() => heard.length === 2 * served)
  }
  ws.resume()
  expect(await closed).toBe(1006)
  expect(heard).toHaveLength(200_000)
  healthy.close()
})

it.each([
  ['a foreign page', { origin: 'https://evil.example' }, 403],
  ['a page without a name', { origin: 'null' }, 403],
  ['another host', { headers: { host: 'evil.example' } }, 403],
])('the live trace is not for %s', async (_, options, status) => {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/trace`, options)
  const body = await new Promise<string>((resolve, reject) => {
    ws.on('open', () => reject(new Error('It was let in.')))
    ws.on('error', () => {})
    ws.on('unexpected-response', (_, response) => {
      expect(response.statusCode).toBe(status)
      let text = ''
      response.on('data', chunk => text += chunk)
      response.on('end', () => resolve(text))
    })
  })
  expect(JSON.parse(body)).toMatchObject({ status })
})

it('a page of the deck may watch', async () => {
  const { ws } = await watch({ origin: 'http://localhost:3030' })
  ws.close()
})

it('no other path is a WebSocket', async () => {
  const ws = new WebSocket(`ws://localhost:${port}/A`)
  const status = await new Promise(resolve => ws.on('error', () => {}).on('unexpected-response', (_, response) => {
    resolve(response.statusCode)
    response.resume()
  }))
  expect(status).toBe(200)
})

it('closing says goodbye to those who watch', async () => {
  const other = await startKitchen({ port: 0 })
  const ws = new WebSocket(`ws://localhost:${other.port}/trace`)
  await new Promise(resolve => ws.on('open', resolve))
  const closed = new Promise(resolve => ws.on('close', resolve))
  await other.close()
  expect(await closed).toBe(1001)
})
