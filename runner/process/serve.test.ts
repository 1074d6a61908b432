import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Asking } from '../../egg-server/testing.ts'
import type { RunLine } from './protocol.ts'
import type { RunServer, RunServerOptions } from './serve.ts'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { ask } from '../../egg-server/testing.ts'
import { createRunServer } from './serve.ts'

/** Real requests over real sockets, as the deck's page and a thief would send them. Strangers' pages come no further than setup/guard. */

const HANGS = 'runner/process/fixtures/hangs.mjs'

const demos: Demo[] = [
  { slug: 'hangs', language: 'node', file: HANGS, title: '', expect: { eggs: ['A'], overlap: 'none', outcome: 'done' } },
  { slug: 'fries', language: 'node', file: 'runner/process/fixtures/fries.mjs', title: '', expect: { eggs: ['A'], overlap: 'none', outcome: 'done' } },
  { slug: 'promise-all', language: 'javascript', file: 'demos/javascript/promise-all.ts', title: '', expect: { eggs: [], overlap: 'none', outcome: 'done' } },
  { slug: 'future', language: 'java', file: 'demos/java/Future.java', title: '', expect: { eggs: [], overlap: 'none', outcome: 'done' }, needs: { atLeast: '999' } },
]

const survivors = () => execFileSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' }).split('\n').filter(line => line.includes(HANGS) && !line.startsWith('Z'))

let kitchen: Awaited<ReturnType<typeof startKitchen>>
let runs: RunServer
let server: Server
let port: number
let off: string | undefined

const KEY = 'a key of this start'

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 100 })
  await open()
})

afterAll(async () => {
  await runs.close()
  server.close()
  await kitchen.close(0)
  expect(survivors()).toEqual([])
})

async function open(options: Partial<RunServerOptions> = {}) {
  runs = createRunServer({ root: process.cwd(), demos: async () => demos, kitchen: kitchen.url, whyNot: async () => off, key: KEY, ...options })
  server = createServer(runs.handle).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
}

/** What the deck's page sends with a request. */
const bearer = (key = KEY) => ({ authorization: `Bearer ${key}` })

async function press(method: string, path: string, headers: Record<string, string> = {}, asking: Asking = {}) {
  return ask(port, path, { method, headers: { ...bearer(), ...headers }, ...asking })
}

const linesOf = (body: string) => body.split('\n').filter(Boolean).map(line => JSON.parse(line) as RunLine)

/** Runs the program that never ends; answers its name and what hangs up. */
async function hang() {
  const reply = await fetch(`http://localhost:${port}/__runs/hangs`, { method: 'POST', headers: bearer() })
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('"hanging"'))
    text += (await reader.read()).value ?? ''
  return { run: (linesOf(text.slice(0, text.indexOf('\n')))[0] as { run: string }).run, reader }
}

describe('the deck\'s page', () => {
  it('runs a demo and hears all of it', async () => {
    const { status, headers, body } = await press('POST', '/__runs/fries')
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    const [accepted, ...events] = linesOf(body)
    expect(accepted).toMatchObject({ kind: 'accepted', run: expect.stringMatching(/^[a-z0-9]{8}$/) })
    expect(events[0]).toMatchObject({ kind: 'run', demo: 'fries', engine: 'process', toolchain: { node: expect.any(String) } })
    expect(events.filter(event => 'witness' in event && event.witness === 'kitchen').map(({ kind }) => kind)).toEqual(['start', 'end'])
    expect(events.at(-1)).toMatchObject({ kind: 'finish', outcome: 'done' })
  })

  it('is told what can run here, and what would have to be installed', async () => {
    expect(JSON.parse((await ask(port, '/__runs/fries')).body)).toEqual({ can: true, toolchain: { node: expect.stringMatching(/^\d+\.\d+/) } })
    expect(JSON.parse((await ask(port, '/__runs/future')).body)).toMatchObject({ can: false, howToGet: expect.stringMatching(/JDK/) })
    expect(await press('POST', '/__runs/future')).toMatchObject({ status: 409 })
  })

  it('stops a run, and hears when nothing of it is left', async () => {
    const { run } = await hang()
    const pressed = performance.now()
    const { status } = await press('DELETE', `/__runs/${run}`)
    expect(status).toBe(204)
    expect(survivors()).toEqual([])
    expect(performance.now() - pressed).toBeLessThan(400)
    expect(await press('DELETE', `/__runs/${run}`)).toMatchObject({ status: 404 })
  })

  it('stops a run by going away', async () => {
    const { reader } = await hang()
    expect(survivors()).toHaveLength(1)
    await reader.cancel()
    await vi.waitFor(() => expect(survivors()).toEqual([]), { timeout: 3_000 })
  })
})

const problem = (title: string, status = 403) => ({ status, headers: expect.objectContaining({ 'content-type': 'application/problem+json' }), body: expect.stringContaining(`"title": "${title}"`) })

describe('everybody else', () => {
  it('is refused at the other end of a tunnel', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'cf-connecting-ip']) {
      expect(await press('POST', '/__runs/fries', { [name]: '203.0.113.7' })).toEqual(problem('Not this machine'))
      expect(await ask(port, '/__runs', { headers: { [name]: '203.0.113.7' } })).toEqual(problem('Not this machine'))
    }
  })

  it('runs and stops nothing without the key', async () => {
    const { run, reader } = await hang()
    for (const headers of [{}, bearer(''), bearer('another key'), bearer(`${KEY}x`), { authorization: KEY }, { authorization: `Basic ${KEY}` }]) {
      expect(await ask(port, '/__runs/fries', { method: 'POST', headers })).toEqual(problem('No key'))
      expect(await ask(port, `/__runs/${run}`, { method: 'DELETE', headers })).toEqual(problem('No key'))
    }
    expect(survivors()).toHaveLength(1)
    await reader.cancel()
  })

  it('learns which methods there are', async () => {
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'HEAD'])
      expect(await press(method, '/__runs/fries')).toMatchObject({ status: 405, headers: { allow: 'GET, POST, DELETE' } })
    expect(await press('POST', '/__runs')).toEqual({ ...problem('Wrong method', 405), headers: expect.objectContaining({ allow: 'GET' }) })
  })
})

describe('a request', () => {
  it.each(['no-such-demo', '__proto__', 'constructor', '..%2fhangs', 'hangs/../fries', 'HANGS', 'hangs%20', 'hangs;id', 'a'.repeat(100)])('names a demo of the catalogue, and not %s', async (name) => {
    expect(await press('POST', `/__runs/${name}`)).toEqual(problem('Unknown demo', 404))
  })

  it('names a run that is under way', async () => {
    expect(await press('DELETE', '/__runs/hangs')).toEqual(problem('Unknown run', 404))
  })

  it('for JavaScript has come to the wrong place', async () => {
    expect(await press('POST', '/__runs/promise-all')).toEqual(problem('Runs elsewhere', 409))
  })

  it('says nothing else that counts', async () => {
    const reply = await fetch(`http://localhost:${port}/__runs/fries?command=id&file=/etc/passwd`, {
      method: 'POST',
      headers: { ...bearer(), 'content-type': 'application/json' },
      body: JSON.stringify({ command: 'id', args: ['-a'], cwd: '/', env: { NODE_OPTIONS: '--version' }, file: '/etc/passwd' }),
    })
    expect(linesOf(await reply.text()).flatMap(line => line.kind === 'log' ? [line.text] : [])).toEqual(['A'])
  })
})

it('runs nothing while the deck can be reached from outside, and says why', async () => {
  off = 'The deck can be reached from other machines.'
  expect(await ask(port, '/__runs')).toEqual({ ...problem('Off'), body: expect.stringContaining(off) })
  for (const method of ['POST', 'DELETE'])
    expect(await press(method, '/__runs/fries')).toEqual(problem('Off'))
  off = undefined
})

it('stops all that runs when it closes', async () => {
  const { reader } = await hang()
  await runs.close()
  expect(survivors()).toEqual([])
  await reader.cancel()
})
