import type { RunningKitchen } from './node.ts'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from './node.ts'
import { ask, say, until } from './testing.ts'

let kitchen: RunningKitchen
let port: number

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 60, version: '1.2.3' })
  port = kitchen.port
})
afterAll(() => kitchen.close(0))

/** Every way into the kitchen: plain requests take the fast lane, a page's requests go through Node's server. */
const ways = [
  { way: 'a program', headers: {} as Record<string, string> },
  { way: 'a page', headers: { origin: 'http://localhost:3030' } as Record<string, string> },
]

async function health(): Promise<Record<string, number>> {
  return JSON.parse((await ask(port, '/health')).body)
}

describe.each(ways)('asked by $way', ({ headers }) => {
  it('an egg is its name, after its time and never before', async () => {
    const began = performance.now()
    const { status, headers: got, body } = await ask(port, '/A', { headers })
    expect(performance.now() - began).toBeGreaterThanOrEqual(60)
    expect(status).toBe(200)
    expect(body).toBe('A')
    expect(got).toMatchObject({ 'content-type': expect.stringContaining('text/plain'), 'content-length': '1', 'cache-control': 'no-store' })
    const [, dur] = /^fry;dur=(\d+\.\d+)$/.exec(got['server-timing'] as string)!
    expect(Number(dur)).toBeGreaterThanOrEqual(60)
  })

  it.each(['0', '15', '12.5', '66.66666666666667', '1e1'])('an egg takes as long as it is told: %s ms', async (ms) => {
    const began = performance.now()
    expect((await ask(port, `/A?ms=${ms}`, { headers })).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThanOrEqual(Number(ms))
  })

  it.each(['/A?burn', '/A?ms=5&burn', '/A?burn=true', '/run/burns/A?burn=1'])('a burnt egg says so: %s', async (path) => {
    const { status, headers: got, body } = await ask(port, path, { headers })
    expect(status).toBe(500)
    expect(got['content-type']).toBe('application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ title: 'Burnt', status: 500, instance: path })
  })

  it('two eggs fry at the same time', async () => {
    let most = 0
    const leave = kitchen.kitchen.subscribe(() => most = Math.max(most, kitchen.kitchen.counts.pan))
    await Promise.all([ask(port, '/A', { headers }), ask(port, '/B', { headers })])
    leave()
    expect(most).toBe(2)
  })

  it.each(['/A?ms=60000', '/A/steps?ms=60000', '/orders?ms=60000'])('the gas goes off when the client hangs up: %s', async (path) => {
    const before = await health()
    const hangUp = new AbortController()
    const answer = ask(port, path, { headers, signal: hangUp.signal }).catch(() => {})
    await until(() => kitchen.kitchen.counts.pan === 1)
    hangUp.abort()
    await answer
    await until(() => kitchen.kitchen.counts.pan === 0)
    const after = await health()
    expect(after.aborted! - before.aborted!).toBe(1)
    expect(after.served).toBe(before.served)
  })

  it('the stages come in order, and then the stream ends', async () => {
    const { headers: got, body } = await ask(port, '/A/steps?ms=30', { headers })
    expect(got['content-type']).toBe('text/event-stream')
    const events = body
      .trim()
      .split('\n\n')
      .map(event => Object.fromEntries(event.split('\n').map(line => line.split(': '))))
    expect(events).toEqual(
      ['cracked', 'the white sets', 'the edges brown', 'ready'].map((data, i) => ({ event: 'step', id: String(i + 1), data })),
    )
  })

  it('orders come in pages, each naming the next', async () => {
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { status, body } = await ask(port, `/orders?ms=1${next && `&cursor=${next}`}`, { headers })
      expect(status).toBe(200)
      const page: { orders: string[], next: string | null } = JSON.parse(body)
      seen.push(...page.orders)
      next = page.next
    }
    expect(seen).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
  })
})

it('the first stage comes at once, the last one not before the time is up', async () => {
  const response = await fetch(`http://localhost:${port}/A/steps?ms=3000`)
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  expect(new TextDecoder().decode(value)).toContain('cracked')
  expect(kitchen.kitchen.counts.pan).toBe(1)
  await reader.cancel()
  await until(() => kitchen.kitchen.counts.pan === 0)
})

it('an egg that burns in stages ends burnt', async () => {
  const { status, body } = await ask(port, '/run/burnt-steps/A/steps?ms=9&burn')
  expect(status).toBe(200)
  expect(body).toMatch(/edges brown\n\nevent: burnt\nid: 4\ndata: .+\n\n$/)
  expect((await ask(port, '/run/burnt-steps/trace')).body).toContain('"kind":"fail"')
})

it('hEAD says what an egg is like and fries none', async () => {
  const before = await health()
  for (const path of ['/A', '/A/steps', '/orders', '/run/head/A'])
    expect(await ask(port, path, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  expect((await ask(port, '/A?ms=x', { method: 'HEAD' })).status).toBe(400)
  expect(await health()).toMatchObject({ served: before.served })
  expect((await ask(port, '/run/head/trace')).status).toBe(404)
})

it('a name may be percent-encoded, and fries as long as any', async () => {
  const began = performance.now()
  expect(await ask(port, '/%41')).toMatchObject({ status: 200, body: 'A' })
  expect(performance.now() - began).toBeGreaterThanOrEqual(60)
})

it('one connection serves one egg after the other', async () => {
  const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`
  const heard = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
      if (text.endsWith('A'))
        socket.write(get('/B?ms=1'))
      if (text.endsWith('B'))
        socket.write(get('/C?ms=1', 'Origin: http://localhost\r\nConnection: close\r\n'))
    })
    socket.on('close', () => resolve(text))
    socket.write(get('/A?ms=1'))
  })
  expect(heard.match(/^[ABC]?HTTP\/1.1 200 OK/gm)).toHaveLength(3)
  expect(heard).toMatch(/C$/)
})

it('requests sent ahead on one connection are answered in their order', async () => {
  const all = ['/A?ms=30', '/B?ms=1', '/C?ms=1'].map(
    (path, i) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${i === 2 ? 'Connection: close\r\n' : ''}\r\n`,
  )
  const together = await say(port, all.join(''))
  expect(together.match(/\r\n\r\n[ABC]/g)?.join('').replaceAll(/\s/g, '')).toBe('ABC')

  const apart = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', chunk => text += chunk)
    socket.on('close', () => resolve(text))
    socket.write(all[0]!)
    setTimeout(() => socket.write(all[1]! + all[2]!), 10)
  })
  expect(apart.match(/\r\n\r\n[ABC]/g)?.join('').replaceAll(/\s/g, '')).toBe('ABC')
})

it('a connection that is cut takes all its eggs off, those sent ahead too', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /A?ms=60000 HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(3))
  await until(() => kitchen.kitchen.counts.pan === 3)
  socket.destroy()
  await until(() => kitchen.kitchen.counts.pan === 0)
})

it('a request in pieces is a request', async () => {
  const heard = new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', chunk => text += chunk)
    socket.on('close', () => resolve(text))
    socket.write('GET /A?m')
    setTimeout(() => socket.write('s=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), 20)
  })
  expect(await heard).toMatch(/200 OK[\s\S]*A$/)
})

it('localhost is this kitchen by either of its addresses', async () => {
  expect(await (await fetch(`http://127.0.0.1:${port}/A?ms=1`)).text()).toBe('A')
  expect(await (await fetch(`http://localhost:${port}/A?ms=1`)).text()).toBe('A')
})

it('a client that offers another protocol gets its egg all the same', async () => {
  const heard = await say(
    port,
    'GET /A?ms=1 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n\r\n',
  )
  expect(heard).toMatch(/^HTTP\/1.1 200 OK[\s\S]*A$/)
})

it('its health is how many eggs are in the pan, how many were served, for how long and by which version', async () => {
  const egg = ask(port, '/A?ms=100')
  await until(() => kitchen.kitchen.counts.pan === 1)
  expect(await health()).toMatchObject({
    name: 'egg-server',
    version: '1.2.3',
    pan: 1,
    served: expect.any(Number),
    uptime: expect.any(Number),
    ms: 60,
    capacity: 10_000,
  })
  await egg
})

it('a full pan says so and when to come again', async () => {
  const small = await startKitchen({ port: 0, capacity: 1, ms: 3000 })
  const first = ask(small.port, '/A').catch(() => {})
  await until(() => small.kitchen.counts.pan === 1)
  for (const { headers } of ways) {
    for (const path of ['/B', '/B/steps', '/orders']) {
      const { status, headers: got, body } = await ask(small.port, path, { headers })
      expect(status).toBe(503)
      expect(got['retry-after']).toBe('3')
      expect(JSON.parse(body)).toMatchObject({ title: 'Pan full' })
    }
  }
  await small.close(0)
  await first
})
