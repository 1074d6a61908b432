import type { Buffer } from 'node:buffer'
import type { AddressInfo } from 'node:net'
import type { WindowSocket } from './messages.ts'
import type { Role } from './role-of.ts'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { say, until } from '../../egg-server/testing.ts'
import { installGuard } from './install.ts'
import { createMessageGuard } from './messages.ts'
import { createPlaces } from './places.ts'
import { createUnread } from './unread.ts'

/** What a window of the audience, or a socket, may ask for too much of: real sockets against a real server. */

const closers: (() => unknown)[] = []
afterEach(() => closers.splice(0).forEach(close => close()))

async function openHall(role: Role, onMessage: (socket: WindowSocket) => void = () => {}) {
  const guardMessages = createMessageGuard()
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  closers.push(() => server.close())
  let most = 0
  server.on('connection', (socket, request) => {
    socket.on('message', () => {
      onMessage(socket)
      most = Math.max(most, socket.bufferedAmount)
    })
    guardMessages(socket, role, request.socket, request.url!)
  })
  await once(server, 'listening')
  return {
    server,
    most: () => most,
    async enter(from = '') {
      const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/${from}`)
      closers.push(() => client.terminate())
      client.on('error', () => {})
      await once(client, 'open')
      return client
    },
  }
}

async function openWindow(role: Role, onMessage?: (socket: WindowSocket) => void) {
  const { enter, ...hall } = await openHall(role, onMessage)
  return { ...hall, client: await enter() }
}

const HELLO = JSON.stringify({ type: 'custom', event: 'four-eggs', data: { kind: 'hello', me: 'window' } })

describe('a window of the audience', () => {
  it('is cut off when it sends a message without end', async () => {
    const { server, client } = await openWindow('audience')
    for (let i = 0; i < 200; i++)
      client.send('x'.repeat(1024), { fin: false })
    await until(() => server.clients.size === 0)
  })

  it('is cut off when it never stops saying hello, and who presents is not', async () => {
    let heard = 0
    const { server, client } = await openWindow('audience', () => heard++)
    for (let i = 0; i < 5_000; i++)
      client.send(HELLO)
    await until(() => server.clients.size === 0)
    expect(heard).toBeLessThanOrEqual(200)
    heard = 0
    const speaker = await openWindow('speaker', () => heard++)
    for (let i = 0; i < 5_000; i++)
      speaker.client.send(HELLO)
    await until(() => heard === 5_000)
  })

  it('is cut off when it asks and does not read', async () => {
    const large = 'x'.repeat(8 * 1024 * 1024)
    const { server, client, most } = await openWindow('audience', socket => socket.send(large))
    client.pause()
    for (let i = 0; i < 100; i++)
      client.send(HELLO)
    await until(() => server.clients.size === 0)
    expect(most()).toBeLessThan(100 * 1024 * 1024)
  })

  it('is cut off when it says hello too often by many windows, and none elsewhere is', async () => {
    const { server, enter } = await openHall('audience')
    const many = await Promise.all(Array.from({ length: 50 }, () => enter('one')))
    const other = await enter('other')
    for (const client of many) {
      for (let i = 0; i < 5; i++)
        client.send(HELLO)
    }
    other.send(HELLO)
    await until(() => server.clients.size <= 41)
    other.ping()
    await once(other, 'pong')
    expect(server.clients.size).toBe(41)
  })

  it('is cut off where all of them have asked for too much and do not read, and who reads is not', { timeout: 60_000 }, async () => {
    const large = 'x'.repeat(48 * 1024 * 1024)
    const windows = new Set<WindowSocket>()
    let most = 0
    const { server, enter } = await openHall('audience', (socket) => {
      windows.add(socket)
      socket.send(large)
      most = Math.max(most, [...windows].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0))
    })
    const reader = await enter('reader')
    for (let i = 0; i < 20; i++) {
      const client = await enter(`${i}`)
      client.pause()
      client.send(HELLO)
    }
    await until(() => server.clients.size < 21)
    reader.send(HELLO)
    const [heard] = await once(reader, 'message') as [Buffer]
    expect(heard.length).toBe(large.length)
    // Those that have just been cut off are still counted here; twenty that nobody stops have left 960 MB.
    expect(most).toBeLessThan(700 * 1024 * 1024)
  })

  it('finds a place, and a phone that has most of them gives one up for it', () => {
    const places = createPlaces(2)
    const sockets = Array.from({ length: 4 }, () => connect(1, '127.0.0.1').on('error', () => {}))
    const take = (index: number, from: string) => places.take(sockets[index]!, from)?.problem.status
    expect([take(0, 'greedy'), take(1, 'greedy'), take(2, 'greedy')]).toEqual([undefined, undefined, 503])
    expect(take(2, 'other')).toBeUndefined()
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false, false, false])
    expect(take(3, 'a third')).toBe(503)
    sockets[1]!.emit('close')
    expect(take(3, 'a third')).toBeUndefined()
    sockets.forEach(socket => socket.destroy())
  })
})

describe('a socket', () => {
  async function open(body: string, mostUnread?: number) {
    let asked = 0
    const server = createServer((request, response) => {
      asked++
      if (request.url !== '/held')
        response.end(body)
    })
    installGuard(server, {
      judge: () => ({ kind: 'pass' }),
      judgeUpgrade: () => ({ kind: 'pass' }),
      whereOf: ({ headers }) => String(headers['x-forwarded-for']),
    }, createUnread(mostUnread))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(() => server.closeAllConnections(), () => server.close())
    const countOpen = () => new Promise<number>(resolve => server.getConnections((_, count) => resolve(count)))
    return { port: (server.address() as AddressInfo).port, asked: () => asked, countOpen }
  }

  it('that asks ahead without end is let go of, and the others are served', async () => {
    const { port, asked, countOpen } = await open('x'.repeat(1024 * 1024))
    const greedy = connect(port, '127.0.0.1').on('error', () => {})
    greedy.pause()
    greedy.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1000))
    await until(async () => asked() > 0 && await countOpen() === 0)
    greedy.destroy()
    expect(asked()).toBeLessThan(30)
    expect(await say(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('that does not read gives way where all together leave too much unread, and who reads is answered', async () => {
    const size = 16 * 1024 * 1024
    const { port, asked, countOpen } = await open('x'.repeat(size), 4 * size)
    const idle = Array.from({ length: 12 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    closers.push(() => idle.forEach(socket => socket.destroy()))
    for (const socket of idle) {
      await once(socket, 'connect')
      socket.pause()
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    }
    await until(async () => asked() === idle.length && await countOpen() <= 6)
    expect((await say(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).length).toBeGreaterThan(size)
  })

  it('that never finishes its request gives way to one that does', async () => {
    const { port } = await open('done')
    const slow = Array.from({ length: 4_100 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    closers.push(() => slow.forEach(socket => socket.destroy()))
    await Promise.all(slow.map(socket => once(socket, 'connect')))
    slow.forEach(socket => socket.write('GET / HTTP/1.1\r\nX-'))
    expect(await say(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
    await until(() => slow.filter(socket => socket.destroyed).length >= 100)
  })
  it('that is owed an answer without end gives way to one from elsewhere, and not to its like', async () => {
    const { port, asked } = await open('done')
    const held = Array.from({ length: 4_000 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    closers.push(() => held.forEach(socket => socket.destroy()))
    await Promise.all(held.map(socket => once(socket, 'connect')))
    held.forEach(socket => socket.write('GET /held HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: greedy\r\n\r\n'))
    await until(() => asked() === held.length)
    const askAs = (name: string) => say(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${name}\r\nConnection: close\r\n\r\n`)
    expect(await askAs('greedy')).toMatch(/^HTTP\/1\.1 503 /)
    expect(await askAs('another')).toMatch(/^HTTP\/1\.1 200 /)
    await until(() => held.filter(socket => socket.destroyed).length === 1)
  })
})
