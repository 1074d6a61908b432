import type { RunningKitchen } from './node.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startKitchen } from './node.ts'
import { ask, say } from './testing.ts'

let kitchen: RunningKitchen
let port: number

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 1, hosts: ['kitchen.example'], origins: ['https://talk.example'] })
  port = kitchen.port
})
afterAll(() => kitchen.close(0))

/** The problem document of an answer, checked for its shape. */
function problemIn({ status, headers, body }: Awaited<ReturnType<typeof ask>>) {
  expect(headers['content-type']).toBe('application/problem+json')
  const problem = JSON.parse(body)
  expect(problem).toEqual({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.stringMatching(/\.$/),
    instance: expect.any(String),
  })
  return problem
}

describe('what the kitchen cannot make sense of, it says', () => {
  it.each([
    ['/', 404],
    ['//', 404],
    ['//A', 404],
    ['/A/', 404],
    ['/A/B', 404],
    ['/A/steps/', 404],
    ['/run', 404],
    ['/run/r', 404],
    ['/run/r/A/B/C', 404],
    ['/run/r/run', 404],
    ['/run/r/health', 404],
    ['/health/steps', 404],
    ['/trace/steps', 404],
    ['/run/never-seen/trace', 404],
    ['/orders?cursor=page-9', 404],
    ['/orders?cursor=', 404],
    ['/a.b', 400],
    ['/%ZZ', 400],
    ['/%', 400],
    ['/%00', 400],
    ['/A%2Fsteps', 400],
    ['/%F0%9F%8D%B3', 400],
    [`/${'x'.repeat(33)}`, 400],
    [`/run/${'x'.repeat(33)}/A`, 400],
    ['/run/b@d/A', 400],
    ['/run/b@d/orders', 400],
    ['/run/b@d/trace', 400],
    ['/run/r/b@d/steps', 400],
    ['/../A', 400],
    ['/A/../B', 400],
    ['/run/%2e%2E/A', 400],
    ['/A\\B', 400],
    ['/A?ms=', 400],
    ['/A?ms', 400],
    ['/A?ms=NaN', 400],
    ['/A?ms=-1', 400],
    ['/A?ms=60001', 400],
    ['/A?ms=1e99', 400],
    ['/A?ms=Infinity', 400],
    ['/A?ms=0x10', 400],
    ['/A?ms=1&ms=2', 400],
    ['/A?burn=maybe', 400],
    ['/A?salt=1', 400],
    ['/A?cursor=page-2', 400],
    ['/A/steps?ms=x', 400],
    ['/orders?ms=x', 400],
    ['/run/r/A?ms=%00', 400],
    [`/A?${'x'.repeat(1000)}`, 414],
    ['/trace', 426],
  ])('gET %s', async (path, status) => {
    const answer = await ask(port, path)
    problemIn(answer)
    expect(answer.status).toBe(status)
  })

  it('which parameters it knows', async () => {
    expect(problemIn(await ask(port, '/A?salt=1')).detail).toMatch(/"salt".*ms and burn/)
    expect(problemIn(await ask(port, '/orders?salt=1')).detail).toMatch(/cursor/)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])('that %s is not how to ask', async (method) => {
    const answer = await ask(port, '/A', { method })
    problemIn(answer)
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } })
  })

  it.each([
    ['CONNECT', 'CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n', 405],
    ['no HTTP', 'eggs, please\r\n\r\n', 400],
    ['an unknown method', 'FRY /A HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['NUL in the path', 'GET /A\0 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['no host', 'GET /A HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /A HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 400],
    ['an impossible host', 'GET /A HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n', 400],
    ['a URL without end', `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
    ['headers without end', `GET /A HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ])('and cooks on: %s', async (_, text, status) => {
    const heard = await say(port, text)
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(JSON.parse(heard.split('\r\n\r\n')[1]!)).toMatchObject({ status })
    expect((await ask(port, '/A')).status).toBe(200)
  })

  it('whatever the path', async () => {
    const segment = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('run', 'trace', 'steps', 'orders', 'health', '..', '.', '%', '%2e', ''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 5 }), fc.boolean(), async (segments, encode) => {
        // What cannot stand in a request line at all, no client sends.
        const path = `/${segments.map(s => (encode ? encodeURIComponent(s.replaceAll(/\p{Surrogate}/gu, '')) : s.replaceAll(/[^\x21-\x7E]/g, '~'))).join('/')}`
        const answer = await ask(port, path)
        if (answer.status === 200)
          return
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        problemIn(answer)
      }),
      { numRuns: 300 },
    )
  })

  it('whatever is sent', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
      const heard = await say(port, `GET /${text} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n\r\n`)
      expect(heard).toMatch(/^HTTP\/1.1 [24]\d\d /)
    }), { numRuns: 100 })
    expect((await ask(port, '/A')).status).toBe(200)
  })
})

describe('who may ask', () => {
  it.each(['localhost', 'LOCALHOST', 'localhost:1', 'deck.localhost:3030', '127.0.0.1', '127.1.2.3:80', '[::1]:3001', 'kitchen.example'])(
    'host %s',
    async (host) => {
      expect((await ask(port, '/A', { headers: { host } })).status).toBe(200)
      expect((await ask(port, '/health', { headers: { host } })).status).toBe(200)
    },
  )

  it.each(['evil.example', 'localhost.evil.example', 'evil-localhost', '127.0.0.1.evil.example', '192.168.1.5', '[::2]', 'user@localhost'])(
    'not host %s',
    async (host) => {
      for (const path of ['/A', '/health', '/run/r/trace']) {
        const answer = await ask(port, path, { headers: { host } })
        problemIn(answer)
        expect([400, 403]).toContain(answer.status)
      }
    },
  )

  it.each([
    'http://localhost:3030',
    'https://localhost',
    'http://deck.localhost',
    'http://127.0.0.1:8080',
    'http://[::1]:5173',
    'https://talk.example',
    'http://kitchen.example:3030',
  ])('a page of %s, which is told so by name', async (origin) => {
    for (const path of ['/A', '/A?salt', '/A?burn', '/health', '/A/steps']) {
      const { headers } = await ask(port, path, { headers: { origin } })
      expect(headers).toMatchObject({ 'access-control-allow-origin': origin, 'timing-allow-origin': origin, 'vary': 'Origin' })
      expect(headers['access-control-expose-headers']).toMatch(/Server-Timing.*Retry-After/)
    }
  })

  it.each([
    'null',
    'https://evil.example',
    'http://localhost.evil.example',
    'http://evil.example:3001',
    'file://',
    'http://localhost@evil.example',
    'http://talk.example',
    '',
  ])('not a page of "%s"', async (origin) => {
    for (const method of ['GET', 'OPTIONS', 'HEAD']) {
      const answer = await ask(port, '/A', { method, headers: { origin } })
      expect(answer.status).toBe(403)
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  it('not a picture on a foreign page, but a link on one', async () => {
    const cross = { 'sec-fetch-site': 'cross-site' }
    expect((await ask(port, '/A', { headers: { ...cross, 'sec-fetch-mode': 'no-cors' } })).status).toBe(403)
    expect((await ask(port, '/A', { headers: { ...cross, 'sec-fetch-mode': 'navigate' } })).status).toBe(200)
  })

  it('not a frame on a foreign page, nor a window that it moves by itself', async () => {
    const cross = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    for (const dest of ['iframe', 'frame', 'embed', 'object', 'document'])
      expect((await ask(port, '/A', { headers: { ...cross, 'sec-fetch-dest': dest } })).status, dest).toBe(403)
    expect((await ask(port, '/A', { headers: { ...cross, 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1' } })).status).toBe(200)
  })

  it('nobody who asks ahead for a page: that is said to come from no site', async () => {
    const ahead = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    for (const purpose of ['prefetch', 'prefetch;prerender'])
      expect((await ask(port, '/A', { headers: { ...ahead, 'sec-purpose': purpose } })).status).toBe(403)
    expect((await ask(port, '/A', { headers: ahead })).status).toBe(200)
  })

  it('a browser that asks beforehand is told what it may do', async () => {
    const answer = await ask(port, '/A', { method: 'OPTIONS', headers: {
      'origin': 'http://localhost:3030',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-run, content-type',
      'access-control-request-private-network': 'true',
    } })
    expect(answer).toMatchObject({ status: 204, headers: {
      'access-control-allow-origin': 'http://localhost:3030',
      'access-control-allow-methods': expect.stringContaining('GET'),
      'access-control-allow-headers': 'x-run, content-type',
      'access-control-allow-private-network': 'true',
      'vary': 'Origin',
    } })
    expect((await ask(port, '/A', { method: 'OPTIONS' })).headers).toMatchObject({ allow: 'GET, HEAD, OPTIONS' })
  })
})

describe('the kitchen of a deck', () => {
  let own: RunningKitchen
  beforeAll(async () => void (own = await startKitchen({ port: 0, ms: 1, deckPort: 3030 })))
  afterAll(() => own.close(0))

  /** What is heard and set; an answer that has another status than 403 was let in. */
  const forTheDeck = [
    ['GET', '/run/a-run/trace'],
    ['GET', '/run/a-run/%74race'],
    ['GET', '/trace'],
    ['GET', '/tr%61ce?x'],
    ['POST', '/run/a-run'],
    ['POST', '/run/a-run/clock'],
  ] as const

  const listens = (origin: string | undefined) => new Promise<boolean>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${own.port}/trace`, { origin })
    socket.on('open', () => resolve(true)).on('error', () => resolve(false)).on('open', () => socket.terminate())
  })

  it.each([
    'http://localhost:8080',
    'http://127.0.0.1:8080',
    'http://127.0.0.2:3030',
    'http://a.localhost:3031',
    'http://localhost',
    'http://[::1]:303',
  ])('lets a page of %s order eggs, and do nothing else', async (origin) => {
    for (const [method, path] of forTheDeck) {
      const answer = await ask(own.port, path, { method, headers: { origin } })
      expect(problemIn(answer), path).toMatchObject({ status: 403, title: 'Not the deck' })
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    }
    expect(await listens(origin)).toBe(false)
    expect(await ask(own.port, '/A', { headers: { origin } })).toMatchObject({ status: 200, body: 'A' })
  })

  it.each([
    ['the deck’s page', () => 'http://localhost:3030'],
    ['the deck’s page by its address', () => 'http://127.0.0.1:3030'],
    ['the deck’s page by its other address', () => 'http://[::1]:3030'],
    ['the deck’s server', () => `http://localhost:${own.port}`],
    ['a program that is no page', () => undefined],
  ])('lets %s hear and set', async (_, originOf) => {
    const origin = originOf()
    const headers: Record<string, string> = { host: `localhost:${own.port}`, ...origin && { origin } }
    for (const [method, path] of forTheDeck)
      expect((await ask(own.port, path, { method, headers })).status, path).not.toBe(403)
    expect(await listens(origin?.replace(`localhost:${own.port}`, `127.0.0.1:${own.port}`))).toBe(true)
  })
})
