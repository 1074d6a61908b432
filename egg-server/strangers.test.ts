import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import type { RunningKitchen } from './node.ts'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { LISTEN_ONLY_HEADER, MOST_READERS } from './live.ts'
import { NODE_ARGS } from './node-args.ts'
import { startKitchen } from './node.ts'
import { ambiguousEnds, ask, say, until } from './testing.ts'

/** What strangers' sockets may try, each with what it must not do to the others. */

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0))
    await close()
})

async function open(options: Parameters<typeof startKitchen>[0] = {}): Promise<RunningKitchen> {
  const kitchen = await startKitchen({ port: 0, ms: 1, ...options })
  closers.push(() => kitchen.close(0))
  return kitchen
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  closers.push(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Opens the live trace from this origin, as an audience where it says `from` where; the status, if it is refused. */
function watch(port: number, origin?: string, from?: string): Promise<{ ws: WebSocket, status: number, type?: string, body?: string }> {
  const ws = new WebSocket(`ws://localhost:${port}/trace`, { origin, headers: from === undefined ? {} : { [LISTEN_ONLY_HEADER]: from } })
  closers.push(() => ws.terminate())
  return new Promise((resolve) => {
    ws.on('error', () => {})
    ws.on('open', () => resolve({ ws, status: 101 }))
    ws.on('unexpected-response', (_, response) => {
      let body = ''
      response.on('data', chunk => body += chunk)
      response.on('end', () => resolve({ ws, status: response.statusCode!, type: response.headers['content-type'], body }))
    })
  })
}

describe('one who asks and does not read', () => {
  it('costs a bounded amount, whatever the trace weighs, and the others are served', { timeout: 60_000 }, async () => {
    const child: ChildProcess = fork(fileURLToPath(new URL('memory.fixture.ts', import.meta.url)), {
      execArgv: ['--expose-gc', ...NODE_ARGS],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    closers.push(() => child.kill('SIGKILL'))
    const [{ port }] = await once(child, 'message')
    async function weigh(): Promise<number> {
      child.send('weigh')
      const [{ rss }] = await once(child, 'message')
      return rss
    }

    const eggs = 4_000
    const frying = await dial(port)
    let heard = 0
    frying.on('data', chunk => heard += String(chunk).split('HTTP/1.1 200').length - 1)
    for (let sent = 0; sent < eggs; sent += 100) {
      frying.write('GET /run/big/A?ms=0 HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(100))
      await until(() => heard >= sent + 100)
    }
    const before = await weigh()
    // Half a megabyte each, if they were all made at once: some 10 GB.
    for (let i = 0; i < 20; i++) {
      const socket = await dial(port)
      socket.pause()
      socket.write('GET /run/big/trace HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000))
    }
    const answer = await ask(port, '/run/big/trace')
    expect(answer.body.trimEnd().split('\n')).toHaveLength(2 * eggs)
    expect(await weigh() - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('gets all of its answers when it reads after all', async () => {
    const { port } = await open()
    await ask(port, '/run/r/A')
    const socket = await dial(port)
    const text = 'GET /run/r/trace HTTP/1.1\r\nHost: localhost\r\n\r\n'
    socket.pause()
    socket.write(text.repeat(50))
    await ask(port, '/A?ms=50')
    let heard = ''
    socket.on('data', chunk => heard += chunk)
    socket.resume()
    await until(() => heard.split('"kind":"end"').length - 1 === 50)
  })
})

describe('readers of the live trace that do not read', () => {
  it('are dropped, and nobody waits for that', { timeout: 60_000 }, async () => {
    const { port, kitchen } = await open()
    let dropped = 0
    const lazy = await Promise.all(Array.from({ length: 20 }, () => watch(port)))
    for (const { ws } of lazy) {
      ws.on('close', () => dropped++)
      ws.pause()
    }
    let heard = 0
    const { ws } = await watch(port, 'http://localhost:3030')
    ws.on('message', () => heard++)
    let longest = 0
    let served = 0
    const left = () => served < 100_000
    while (left()) {
      const began = performance.now()
      for (let i = 0; i < 500; i++, served++) {
        void kitchen.answer(
          { method: 'GET', target: '/run/flood/X?ms=0', host: 'localhost', origin: null, site: null, mode: null },
          { onGone: () => () => {} },
        )
      }
      await new Promise(resolve => setImmediate(resolve))
      longest = Math.max(longest, performance.now() - began)
      await until(() => heard === 2 * served)
    }
    lazy.forEach(({ ws }) => ws.resume())
    await until(() => dropped === 20)
    expect(longest).toBeLessThan(1000)
  })

  it('cannot take all places: a page of another origin finds one, and the next of theirs is told why not', async () => {
    const { port } = await open()
    // Alone, so that it is the first to arrive: those that dial at once look up the name in several threads.
    const oldest = await watch(port)
    const strangers = [oldest, ...await Promise.all(Array.from({ length: MOST_READERS - 1 }, () => watch(port)))]
    expect(new Set(strangers.map(({ status }) => status))).toEqual(new Set([101]))
    const another = await watch(port)
    expect(another).toMatchObject({ status: 503, type: 'application/problem+json' })
    expect(JSON.parse(another.body!)).toMatchObject({ title: 'Too many readers', status: 503 })
    const left = once(oldest.ws, 'close')
    const deck = await watch(port, 'http://localhost:3030')
    expect(deck.status).toBe(101)
    await left
    let heard = 0
    deck.ws.on('message', () => heard++)
    await ask(port, '/A')
    await until(() => heard === 2)
    expect(strangers.filter(({ ws }) => ws.readyState !== WebSocket.OPEN)).toEqual([oldest])
  })

  it('cannot take all places as an audience: who may tell something finds one, and so does another phone', async () => {
    const { port } = await open()
    const page = 'http://localhost:3030'
    const greedy = await Promise.all(Array.from({ length: MOST_READERS }, () => watch(port, page, '192.168.1.9')))
    expect(new Set(greedy.map(({ status }) => status))).toEqual(new Set([101]))
    expect((await watch(port, page, '192.168.1.9')).status).toBe(503)
    expect((await watch(port, page)).status).toBe(101)
    expect((await watch(port, page, '192.168.1.8')).status).toBe(101)
    await until(() => greedy.filter(({ ws }) => ws.readyState !== WebSocket.OPEN).length === 2)
  })
})

it('an audience that says much before the deck does is one all the same', async () => {
  const { port } = await open()
  const much = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [index.toString(36), '']))
  const ws = new WebSocket(`ws://localhost:${port}/trace`, { headers: { ...much, [LISTEN_ONLY_HEADER]: 'yes' } })
  closers.push(() => ws.terminate())
  const heard: object[] = []
  ws.on('message', data => heard.push(JSON.parse(String(data)) as object))
  await once(ws, 'open')
  ws.send('{"announce":"run-of-audience","ping":1}')
  await until(() => heard.length > 0)
  ws.send('{"ping":2}')
  await until(() => heard.some(told => 'pong' in told && told.pong === 2))
  expect(heard).toMatchObject([{ pong: 1 }, { pong: 2 }])
})

describe('connections', () => {
  it('that owe nothing give way, also such as never finish their request', async () => {
    const { port } = await open({ connections: 10 })
    const sockets = await Promise.all(Array.from({ length: 30 }, async (_, i) => {
      const socket = await dial(port)
      if (i % 2)
        socket.write('GET /A HTTP/1.1\r\nHost: loc')
      return socket
    }))
    expect((await ask(port, '/A')).status).toBe(200)
    await until(() => sockets.filter(({ destroyed, readyState }) => destroyed || readyState !== 'open').length >= 20)
  })

  it('that are all owed an answer: one more is told so', async () => {
    const { port, kitchen } = await open({ connections: 10 })
    const busy = Array.from({ length: 10 }, () => ask(port, '/A?ms=700'))
    await until(() => kitchen.counts.pan === 10)
    const { status, headers, body } = await ask(port, '/A')
    expect(status).toBe(503)
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '2', 'connection': 'close' })
    expect(JSON.parse(body).title).toBe('Too many connections')
    expect((await Promise.all(busy)).map(({ status }) => status)).toEqual(busy.map(() => 200))
    expect((await ask(port, '/A')).status).toBe(200)
  })
})

describe('a request in a request', () => {
  it.each(ambiguousEnds('GET /run/hidden/A?ms=0 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'))('is not heard: %s', async (_, end) => {
    const { port } = await open()
    for (const method of ['GET', 'POST'])
      await say(port, `${method} /health HTTP/1.1\r\nHost: localhost\r\n${end}`)
    expect(await ask(port, '/run/hidden/trace')).toMatchObject({ status: 404 })
  })
})

describe('what is no proper request is told so', () => {
  it.each([
    ['an expectation', 'GET /A HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\nConnection: close\r\n\r\n', 417],
    [
      'a WebSocket without a key',
      'GET /trace HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n',
      400,
    ],
    [
      'a WebSocket of another version',
      'GET /trace HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 7\r\n\r\n',
      400,
    ],
    ['a header without a colon', 'GET /A HTTP/1.1\r\nHost localhost\r\n\r\n', 400],
  ])('%s', async (_, text, status) => {
    const { port } = await open()
    const heard = await say(port, text)
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*content-type: application/problem\\+json`, 'i'))
    expect(JSON.parse(heard.split('\r\n\r\n')[1]!)).toMatchObject({ status })
  })

  it.each([
    'HEAD /A HTTP/1.1\r\nHost localhost\r\n\r\n',
    'HEAD /A HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n',
    'HEAD /é HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'HEAD /A HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\nConnection: close\r\n\r\n',
    'HEAD /a.b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'HEAD /A HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  ])('without a body where it is a HEAD: %j', async (text) => {
    const { port } = await open()
    expect(await say(port, text)).toMatch(/^HTTP\/1\.1 \d{3} [^\r]+\r\n(?:[^\r]+\r\n)+\r\n$/)
  })
})
