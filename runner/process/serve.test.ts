import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Asking } from '../../egg-server/testing.ts'
import type { Run } from '../run/start-run.ts'
import type { RunServer, RunServerOptions } from './serve.ts'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { ask } from '../../egg-server/testing.ts'
import { createRunServer } from './serve.ts'

/**
 * Real requests over real sockets, as the deck's page and a thief would send them. Strangers' pages come no further
 * than setup/guard.
 */

const HANGS = 'runner/process/fixtures/hangs.mjs'

const demos: Demo[] = [
  { slug: 'hangs', language: 'node', file: HANGS, title: '', expect: { eggs: ['A'], overlap: 'none', outcome: 'done' } },
  {
    slug: 'fries',
    language: 'node',
    file: 'runner/process/fixtures/fries.mjs',
    title: '',
    expect: { eggs: ['A'], overlap: 'none', outcome: 'done' },
  },
  {
    slug: 'promise-all',
    language: 'javascript',
    file: 'demos/javascript/promise-all.ts',
    title: '',
    expect: { eggs: [], overlap: 'none', outcome: 'done' },
  },
  {
    slug: 'future',
    language: 'java',
    file: 'demos/java/Future.java',
    title: '',
    expect: { eggs: [], overlap: 'none', outcome: 'done' },
    needs: { atLeast: '999' },
  },
]

function survivors() {
  return execFileSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(HANGS) && !line.startsWith('Z'))
}

let kitchen: Awaited<ReturnType<typeof startKitchen>>
let runs: RunServer
let server: Server
let port: number
let off: string | undefined

const KEY = 'a key of this start'
const PLACE = 'race%20a%2Cb%20%2F%20a'

/** What is shown in the windows, by place. */
const shown = new Map<string, Run>()
const shownRun = () => shown.get('race a,b / a')!

function show(place: string, run: Run) {
  shown.set(place, run)
  return { prepare: () => {} }
}

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
  runs = createRunServer({
    root: process.cwd(),
    demos: async () => demos,
    kitchen: kitchen.url,
    whyNot: async () => off,
    key: KEY,
    show,
    ...options,
  })
  server = createServer(runs.handle).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
}

/** What the deck's page sends with a request. */
const bearer = (key = KEY) => ({ 'x-four-eggs-place': PLACE, 'authorization': `Bearer ${key}` })

async function press(method: string, path: string, headers: Record<string, string> = {}, asking: Asking = {}) {
  return ask(port, path, { method, headers: { ...bearer(), ...headers }, ...asking })
}

/** Runs the program that never ends, until it has said something. */
async function hang() {
  expect(await press('POST', '/__runs/hangs')).toMatchObject({ status: 202 })
  const run = shownRun()
  await vi.waitFor(() => expect(run.events).toContainEqual(expect.objectContaining({ kind: 'log' })), { timeout: 10_000 })
  return run
}

describe('the deck\'s page', () => {
  it('has a demo run, and it is shown at its place in all windows', async () => {
    expect(await press('POST', '/__runs/fries')).toMatchObject({ status: 202, body: '' })
    const { events, finished } = shownRun()
    await finished
    expect(events[0]).toMatchObject({ kind: 'run', demo: 'fries', engine: 'process', toolchain: { node: expect.any(String) } })
    expect(events.filter(event => event.witness === 'kitchen').map(({ kind }) => kind)).toEqual(['start', 'end'])
    expect(events.at(-1)).toMatchObject({ kind: 'finish', outcome: 'done' })
  })

  it('is told what can run here, and what would have to be installed', async () => {
    expect(JSON.parse((await ask(port, '/__runs/fries')).body)).toEqual({
      can: true,
      toolchain: { node: expect.stringMatching(/^\d+\.\d+/) },
    })
    expect(JSON.parse((await ask(port, '/__runs/future')).body)).toMatchObject({ can: false, howToGet: expect.stringMatching(/JDK/) })
    expect(await press('POST', '/__runs/future')).toMatchObject({ status: 409 })
  })

  it('stops a run, and it is over when nothing of it is left', async () => {
    const run = await hang()
    runs.stop('race a,b / a')
    expect(await run.finished).toMatchObject({ outcome: 'stopped' })
    expect(survivors()).toEqual([])
  })

  it('has one run at a place: a newer one ends it', async () => {
    const run = await hang()
    await press('POST', '/__runs/fries')
    expect(await run.finished).toMatchObject({ outcome: 'stopped' })
    await shownRun().finished
  })

  it('says at which place of the deck', async () => {
    for (const place of ['', '%', 'x'.repeat(400)])
      expect(await press('POST', '/__runs/fries', { 'x-four-eggs-place': place })).toMatchObject({ status: 400 })
  })
})

function problem(title: string, status = 403) {
  return {
    status,
    headers: expect.objectContaining({ 'content-type': 'application/problem+json' }),
    body: expect.stringContaining(`"title": "${title}"`),
  }
}

describe('everybody else', () => {
  it('is refused at the other end of a tunnel', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'cf-connecting-ip']) {
      expect(await press('POST', '/__runs/fries', { [name]: '203.0.113.7' })).toEqual(problem('Not this machine'))
      expect(await ask(port, '/__runs', { headers: { [name]: '203.0.113.7' } })).toEqual(problem('Not this machine'))
    }
  })

  it('runs and stops nothing without the key', async () => {
    const run = await hang()
    for (const headers of [
      { authorization: '' },
      bearer(''),
      bearer('another key'),
      bearer(`${KEY}x`),
      { authorization: KEY },
      { authorization: `Basic ${KEY}` },
    ]) {
      expect(await ask(port, '/__runs/fries', { method: 'POST', headers })).toEqual(problem('No key'))
    }
    expect(survivors()).toHaveLength(1)
    await run.stop()
  })

  it('learns which methods there are', async () => {
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'DELETE'])
      expect(await press(method, '/__runs/fries')).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } })
    expect(await press('POST', '/__runs')).toEqual({ ...problem('Wrong method', 405), headers: expect.objectContaining({ allow: 'GET' }) })
  })
})

describe('a request', () => {
  it.each(['no-such-demo', '__proto__', 'constructor', '..%2fhangs', 'hangs/../fries', 'HANGS', 'hangs%20', 'hangs;id', 'a'.repeat(100)])(
    'names a demo of the catalogue, and not %s',
    async (name) => {
      expect(await press('POST', `/__runs/${name}`)).toEqual(problem('Unknown demo', 404))
    },
  )

  it('for JavaScript has come to the wrong place', async () => {
    expect(await press('POST', '/__runs/promise-all')).toEqual(problem('Runs elsewhere', 409))
  })

  it('says nothing else that counts', async () => {
    const reply = await fetch(`http://localhost:${port}/__runs/fries?command=id&file=/etc/passwd`, {
      method: 'POST',
      headers: { ...bearer(), 'content-type': 'application/json' },
      body: JSON.stringify({ command: 'id', args: ['-a'], cwd: '/', env: { NODE_OPTIONS: '--version' }, file: '/etc/passwd' }),
    })
    expect(reply.status).toBe(202)
    const { events, finished } = shownRun()
    await finished
    expect(events.flatMap(event => event.kind === 'log' ? [event.text] : [])).toEqual(['A'])
  })
})

it('runs nothing while the deck can be reached from outside, and says why', async () => {
  off = 'The deck can be reached from other machines.'
  expect(await ask(port, '/__runs')).toEqual({ ...problem('Off'), body: expect.stringContaining(off) })
  expect(await press('POST', '/__runs/fries')).toEqual(problem('Off'))
  off = undefined
})

it('stops all that runs when it closes', async () => {
  await hang()
  await runs.close()
  expect(survivors()).toEqual([])
})
