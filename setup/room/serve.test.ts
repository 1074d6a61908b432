import type { Server } from 'node:http'
import type { RoomVotes } from './vote.ts'
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOM_PAGE } from './page.ts'
import { createRoom } from './serve.ts'

const question = { id: 'sequential', round: 1, words: 'How long?', choices: ['2 s', '8 s'] }

let server: Server
let url: string
let told: RoomVotes[]
let room: ReturnType<typeof createRoom>

beforeEach(async () => {
  told = []
  room = createRoom({ tellVotes: votes => told.push(votes) })
  server = createServer(room.handle)
  // A thousand phones come at once, and a busy machine hangs up on who finds no place in the queue.
  await new Promise<void>(resolve => server.listen({ port: 0, backlog: 4_096 }, resolve))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/room`
})

afterEach(() => {
  room.close()
  server.closeAllConnections()
  server.close()
})

/** A phone that has opened the page. */
async function open(): Promise<(choice: unknown, round?: number) => Promise<number>> {
  const reply = await fetch(url)
  await reply.text()
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  return async (choice, round = question.round) => {
    const answer = await fetch(`${url}/vote`, { method: 'POST', headers: { cookie }, body: JSON.stringify({ round, choice }) })
    await answer.text()
    return answer.status
  }
}

describe('the room', () => {
  it('is a page of a few kilobytes, with nothing from anywhere else', () => {
    expect(ROOM_PAGE.length).toBeLessThan(4096)
    expect(ROOM_PAGE).not.toMatch(/https?:|src=|@import|localStorage/)
  })

  it('of 200 phones votes at once, and each counts once', async () => {
    room.ask(question)
    const phones = await Promise.all(Array.from({ length: 200 }, open))
    expect(await Promise.all(phones.map((vote, index) => vote(index % 4 === 0 ? 0 : 1)))).toEqual(phones.map(() => 204))
    expect(await Promise.all(phones.slice(0, 50).map(vote => vote(0)))).toEqual(Array.from({ length: 50 }).fill(409))
    await expect.poll(() => told.at(-1)?.counts).toEqual([50, 150])
    // Not a message a vote.
    expect(told.length).toBeLessThan(50)
  })

  it('takes no vote of a phone that has not opened the page, of none, or after the end', async () => {
    room.ask(question)
    const vote = await open()
    const stranger = await fetch(`${url}/vote`, {
      method: 'POST',
      headers: { cookie: `four-eggs-phone=${'A'.repeat(22)}` },
      body: JSON.stringify({ round: 1, choice: 0 }),
    })
    expect(stranger.status).toBe(403)
    expect([await vote(5), await vote('0')]).toEqual([409, 409])
    room.ask(undefined)
    expect(await vote(0)).toBe(409)
  })

  /** A room whose time stands still until it is set. */
  function withClock(): (at: number) => void {
    let now = 0
    room.close()
    server.removeAllListeners('request')
    room = createRoom({ tellVotes() {}, now: () => now })
    server.on('request', room.handle)
    return at => now = at
  }

  const ask = (path = '', headers = {}): Promise<number> =>
    fetch(`${url}${path}`, { headers }).then(reply => reply.arrayBuffer().then(() => reply.status))

  async function count(status: number, statuses: Promise<number>[]): Promise<number> {
    return (await Promise.all(statuses)).filter(one => one === status).length
  }

  it('refuses a flood of one address, and answers it again later', async () => {
    const setClock = withClock()
    expect(await count(429, Array.from({ length: 1_300 }, () => ask('/nowhere')))).toBe(100)
    setClock(2_000)
    expect(await ask()).toBe(200)
  })

  it('counts each for whom a tunnel asks by themselves, whatever they say of themselves', async () => {
    withClock()
    const askFor = (said: string) => fetch(`${url}/nowhere`, { headers: { 'x-forwarded-for': said } }).then(async (reply) => {
      await reply.text()
      return reply.status
    })
    expect(await count(429, Array.from({ length: 1_300 }, (_, index) => askFor(`10.0.0.${index}, 203.0.113.7`)))).toBe(100)
    expect(await askFor('203.0.113.8')).toBe(404)
  })

  it('gives one address so many phones and no more, and a phone that is there stays', async () => {
    const setClock = withClock()
    room.ask(question)
    const vote = await open()
    expect(await count(200, Array.from({ length: 600 }, () => ask()))).toBe(499)
    expect(await vote(1)).toBe(204)
    setClock(1_000)
    expect([await ask(), await ask()]).toEqual([200, 429])
  })

  it('is never filled by phones that have gone', async () => {
    const setClock = withClock()
    room.ask(question)
    const [gone, here] = [await open(), await fetch(url)]
    const cookie = here.headers.get('set-cookie')!.split(';')[0]!
    const line = await fetch(`${url}/events`, { headers: { cookie } })
    for (const at of [0, 500_000, 1_000_000]) {
      setClock(at)
      await Promise.all(Array.from({ length: 400 }, () => ask()))
    }
    expect(await gone(0)).toBe(403)
    const reply = await fetch(`${url}/vote`, { method: 'POST', headers: { cookie }, body: JSON.stringify({ round: 1, choice: 0 }) })
    expect(reply.status).toBe(204)
    await line.body!.cancel()
  })

  it('has a place for a phone where another one listens by all lines, or has come as all phones', { timeout: 60_000 }, async () => {
    const from = (address: string, cookie = '') => ({ headers: { 'x-forwarded-for': address, cookie } })
    // A line whose reply nobody holds is hung up when memory is tidied.
    const held: Response[] = []
    const listen = async (address: string, cookie?: string) => {
      const reply = await fetch(`${url}/events`, from(address, cookie))
      held.push(reply)
      return reply.status
    }
    const enter = async (address: string) => {
      const reply = await fetch(url, from(address))
      await reply.text()
      return reply.headers.get('set-cookie')?.split(';')[0]
    }
    expect(await count(200, Array.from({ length: 1_000 }, () => listen('203.0.113.7')))).toBe(1_000)
    expect(await listen('203.0.113.7')).toBe(503)
    expect(await listen('203.0.113.8', await enter('203.0.113.8'))).toBe(200)
    expect(room.phones()).toBe(1_000)

    for (const address of ['203.0.113.9', '203.0.113.10']) {
      const cookies = await Promise.all(Array.from({ length: 500 }, () => enter(address)))
      await Promise.all(cookies.map(cookie => listen(address, cookie)))
    }
    const cookie = await enter('203.0.113.11')
    expect(cookie).toBeDefined()
    expect(await listen('203.0.113.11', cookie)).toBe(200)
    expect(held.length).toBe(2_003)
  })

  it('tells each phone what is asked, when it comes and when that changes', async () => {
    const reply = await fetch(`${url}/events`)
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
    const next = async () => (await reader.read()).value
    expect(await next()).toBe('data: null\n\n')
    room.ask(question)
    expect(await next()).toBe(`data: ${JSON.stringify(question)}\n\n`)
    room.ask(undefined)
    expect(await next()).toBe('data: null\n\n')
    expect(room.phones()).toBe(1)
    await reader.cancel()
    await expect.poll(() => room.phones()).toBe(0)
  })
})
