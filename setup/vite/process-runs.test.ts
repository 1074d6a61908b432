import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ViteDevServer } from 'vite'
import { createServer } from 'node:http'
import process from 'node:process'
import { afterEach, describe, expect, it } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { ask } from '../../egg-server/testing.ts'
import { RUNS_PATH } from '../../runner/process/protocol.ts'
import { isReachable } from '../../runner/process/reach.ts'
import { createRelay } from '../../runner/windows/relay.ts'
import { catalogueOf } from '../../tools/read-catalogue.ts'
import { runsPlugin } from './process-runs.ts'

/** The plugin in a server that listens where a deck would, with a kitchen that listens where it was put. */

const open: { close: () => unknown }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

async function openKitchen(host: string) {
  const kitchen = await startKitchen({ port: 0, host })
  open.push({ close: () => kitchen.close(0) })
  return `http://localhost:${kitchen.port}`
}

async function askDeck({ kitchen, host = '127.0.0.1', isRemote = false }: { kitchen: string, host?: string, isRemote?: boolean }) {
  const plugin = runsPlugin({ root: process.cwd(), catalogue: catalogueOf(process.cwd()), isRemote, key: 'key', relay: createRelay() }) as unknown as {
    configResolved: (config: object) => void
    configureServer: (server: Partial<ViteDevServer>) => void
  }
  let handle: (...args: never[]) => void = () => {}
  const server: Server = createServer((request, response) => handle(request as never, response as never))
  plugin.configResolved({ define: { __KITCHEN_URL__: JSON.stringify(kitchen) } })
  plugin.configureServer({
    httpServer: server as never,
    middlewares: { use: (_: string, handler: typeof handle) => (handle = handler) } as never,
  })
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  open.push({ close: () => server.close() })
  return ask((server.address() as AddressInfo).port, RUNS_PATH)
}

/** What other machines could reach, where this one has an address for them. */
const hasOuterAddress = await (async () => {
  const server = createServer().listen(0, '0.0.0.0')
  await new Promise(resolve => server.once('listening', resolve))
  const reachable = await isReachable((server.address() as AddressInfo).port)
  server.close()
  return reachable
})()

describe('programs of other languages', () => {
  it('run while deck and kitchen are this machine\'s alone', async () => {
    expect(await askDeck({ kitchen: await openKitchen('127.0.0.1') })).toMatchObject({
      status: 200,
      body: expect.stringContaining('"key"'),
    })
  })

  it('are off when the deck was started for others', async () => {
    const kitchen = await openKitchen('127.0.0.1')
    expect(await askDeck({ kitchen, isRemote: true })).toMatchObject({ status: 403, body: expect.stringContaining('without --remote') })
    expect(await askDeck({ kitchen, host: '0.0.0.0' })).toMatchObject({ status: 403, body: expect.stringContaining('without --remote') })
  })

  it('are off when the kitchen is another machine\'s', async () => {
    expect(await askDeck({ kitchen: 'http://kitchen.example:3001' })).toMatchObject({
      status: 403,
      body: expect.stringContaining('on another machine'),
    })
  })

  it.skipIf(!hasOuterAddress)('are off when the kitchen can be reached from other machines', async () => {
    expect(await askDeck({ kitchen: await openKitchen('0.0.0.0') })).toMatchObject({
      status: 403,
      body: expect.stringContaining('The kitchen can be reached from other machines'),
    })
  })
})

// Elsewhere only one address of the loopback network is there without asking for it.
it.runIf(process.platform === 'linux')('a port can be reached at the addresses at which somebody listens', async () => {
  const port = (kitchen: string) => Number(new URL(kitchen).port)
  expect(await isReachable(port(await openKitchen('127.0.0.1')), ['127.0.0.2'])).toBe(false)
  expect(await isReachable(port(await openKitchen('0.0.0.0')), ['127.0.0.2'])).toBe(true)
  expect(await isReachable(port(await openKitchen('0.0.0.0')), [])).toBe(false)
})
