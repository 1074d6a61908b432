import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Door } from './doors.ts'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { LISTEN_ONLY_HEADER } from '../../egg-server/live.ts'
import { ambiguousEnds, ask, say } from '../../egg-server/testing.ts'
import { installGuard } from './install.ts'

/** A server as careless as the deck's own, with the guard before it. */

let server: Server

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const door: Door = { path: /^\/state$/, methods: { POST: 'speaker' }, body: value => Array.isArray(value) ? 'No list.' : undefined }

async function open() {
  const heard: unknown[] = []
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request)
      text += chunk
    heard.push(text && JSON.parse(text))
    response.end('done')
  })
  installGuard(server, {
    judge: ({ url }) =>
      url === '/no'
        ? { kind: 'refuse', problem: { status: 403, title: 'No', detail: 'No.' } }
        : url === '/link?"><script>' || url === '//evil.example/x'
          ? { kind: 'ask-first' }
          : { kind: 'pass', door },
    judgeUpgrade: ({ url }) =>
      url === '/listen'
        ? { kind: 'listen' }
        : url === '/tell'
          ? { kind: 'pass' }
          : { kind: 'refuse', problem: { status: 403, title: 'No', detail: 'No.' } },
  })
  // A handler that comes later is behind it all the same.
  server.on('upgrade', () => heard.push('upgrade'))
  server.on('connect', () => heard.push('connect'))
  server.on('request', () => heard.push('request'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const send = (body: string, path = '/state') => fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body })
  return { port, send, heard }
}

describe('the guard', () => {
  it('hands on a body that it has read', async () => {
    const { send, heard } = await open()
    const large = { text: 'ü'.repeat(100_000) }
    expect(await (await send(JSON.stringify(large))).text()).toBe('done')
    expect(heard).toEqual(['request', large])
  })

  it.each([
    '',
    '{',
    'nil',
    '[]',
    '{"a":{"__proto__":1}}',
    '{"\\u005f_proto__":1}',
    '{"a":[{"constructor":1}]}',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `{"a":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`,
  ])('answers 400 to a body that nobody should read: %.40s', async (body) => {
    const { send, heard } = await open()
    const reply = await send(body)
    expect(reply.status).toBe(400)
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(heard).toEqual([])
    expect(Object.prototype).not.toHaveProperty('a')
  })

  it('reads so much of a body and no more', async () => {
    const { send, heard } = await open()
    expect((await send(`"${'x'.repeat(9 * 1024 * 1024)}"`)).status).toBe(413)
    expect(heard).toEqual([])
  })

  it('lives on when a body breaks off', async () => {
    const { port, send } = await open()
    const { connect } = await import('node:net')
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /state HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"a"')
    await new Promise(resolve => setTimeout(resolve, 50))
    socket.destroy()
    expect((await send('{}')).status).toBe(200)
  })

  it('stands before listeners that came later', async () => {
    const { port, heard } = await open()
    expect(await ask(port, '/no')).toMatchObject({ status: 403, headers: { 'cross-origin-resource-policy': 'same-origin' } })
    expect(await say(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 403 /,
    )
    expect(await say(port, 'CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /)
    expect(heard).toEqual([])
  })

  it.each(ambiguousEnds('GET /hidden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'))(
    'hears no request in a request: %s',
    async (_, end) => {
      const { port } = await open()
      const asked: unknown[] = []
      server.on('request', ({ url }: IncomingMessage) => asked.push(url))
      for (const method of ['GET', 'POST'])
        await say(port, `${method} /no HTTP/1.1\r\nHost: localhost\r\n${end}`)
      expect(asked).not.toContain('/hidden')
    },
  )

  it('says itself who may only listen, whatever the client says', async () => {
    const { port } = await open()
    const marks: unknown[] = []
    server.on('upgrade', ({ headers }: IncomingMessage, socket: Socket) => {
      marks.push(headers[LISTEN_ONLY_HEADER])
      socket.destroy()
    })
    for (const path of ['/listen', '/tell']) {
      for (const more of ['', 'Kitchen-Listen-Only: \r\n', 'Kitchen-Listen-Only: no\r\nkitchen-listen-only: no\r\n']) {
        await say(
          port,
          `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, Kitchen-Listen-Only\r\nUpgrade: websocket\r\n${more}\r\n`,
        )
      }
    }
    expect(marks).toEqual(['yes', 'yes', 'yes', undefined, undefined, undefined])
  })

  it('hears the last of a thousand headers: there a tunnel says for whom it asks', async () => {
    const { port } = await open()
    const names: unknown[] = []
    server.on('request', ({ headers }: IncomingMessage) => names.push(headers['x-forwarded-for']))
    const many = Array.from({ length: 1_500 }, (_, index) => `${index.toString(36)}:\r\n`).join('')
    await say(port, `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${many}X-Forwarded-For: 203.0.113.7\r\n\r\n`)
    expect(names).toEqual(['203.0.113.7'])
  })

  it('asks a person in words that no address can change', async () => {
    const { port } = await open()
    const page = await ask(port, '/link?"><script>')
    expect(page.status).toBe(403)
    expect(page.body).toContain('href="/link?&#34;&#62;&#60;script&#62;"')
    expect((await ask(port, '//evil.example/x')).body).toContain('href="/evil.example/x"')
  })
})
