import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { fetchAtMost } from './fetch-at-most.ts'

/** What the server was asked for, in that order, and how many of those were with it at once. */
let asked: string[] = []
let most = 0
let now = 0

const server = createServer((request, reply) => {
  asked.push(request.url!.slice(1))
  most = Math.max(most, ++now)
  reply.once('close', () => now--)
  setTimeout(() => reply.writeHead(request.url!.includes('burn') ? 500 : 200).end('an egg'), 10)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

beforeEach(() => {
  asked = []
  most = 0
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const names = Array.from({ length: 40 }, (_, i) => `egg-${i}`)

it('lets so many through at once, the others in their order, and all get their answer', async () => {
  const ask = fetchAtMost(1, fetch)
  const replies = await Promise.all(names.map(name => ask(url + name)))
  expect(await Promise.all(replies.map(reply => reply.text()))).toEqual(names.map(() => 'an egg'))
  expect([asked, most]).toEqual([names, 1])
})

it('goes on after one that burns, and after one that reaches nobody', async () => {
  const ask = fetchAtMost(2, fetch)
  const ends = await Promise.allSettled([`${url}burn`, 'http://127.0.0.1:1/', ...names.map(name => url + name)].map(address => ask(address)))
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', ...names.map(() => 'fulfilled')])
  expect(most).toBe(2)
})

it('ends at once what is called off while it waits, and asks nobody for it', async () => {
  const ask = fetchAtMost(1, fetch)
  const first = ask(`${url}first`)
  const leaving = new AbortController()
  const second = ask(`${url}second`, { signal: leaving.signal })
  const third = ask(`${url}third`)
  leaving.abort(new Error('no longer hungry'))
  const order: string[] = []
  await Promise.all([
    first.then(() => order.push('first')),
    second.catch((error: Error) => order.push(error.message)),
    third.then(() => order.push('third')),
  ])
  expect([order, asked]).toEqual([['no longer hungry', 'first', 'third'], ['first', 'third']])
  await expect(ask(`${url}fourth`, { signal: leaving.signal })).rejects.toThrow('no longer hungry')
})

it('asks for what was asked for, whatever becomes of the words in which it was', async () => {
  const ask = fetchAtMost(1, fetch)
  const first = ask(`${url}first`)
  const address = new URL(`${url}second`)
  const second = ask(address)
  address.pathname = '/other'
  await Promise.all([first, second])
  expect(asked).toEqual(['first', 'second'])
})

it('says in a promise what cannot be asked for', async () => {
  const ask = fetchAtMost(1, fetch)
  const first = ask(`${url}first`)
  await expect(ask('no address')).rejects.toThrow(TypeError)
  await first
})
