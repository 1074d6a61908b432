import type { ViteDevServer } from 'vite'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKnownModules } from './known-modules.ts'

/** A real server of Vite's with a page of two modules, and one file more. */

let folder: string
let server: ViteDevServer
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'four-eggs-known-'))
  const files = { 'begin.js': 'import \'./named.js\'', 'named.js': 'import(\'./late.js\')', 'late.js': '0', 'other.js': '0' }
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
  const known = createKnownModules('<script type="module" src="/talk/begin.js"></script>', '/talk/')
  server = await createServer({
    configFile: false,
    root: folder,
    base: '/talk/',
    appType: 'custom',
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1' },
    plugins: [
      {
        name: 'roles',
        configureServer({ environments, middlewares }) {
          known.guard(environments.client)
          middlewares.use(({ headers }, _, next) => known.askFor(headers['x-role'] === 'audience', next))
        },
      },
    ],
  })
  await server.listen()
  url = server.resolvedUrls!.local[0]!
})

afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Whether a module came of it, and no file as it is on the disk, or nothing. */
async function isMade(path: string, role: string): Promise<boolean> {
  const reply = await fetch(url + path, { headers: { 'x-role': role } })
  await reply.text()
  return reply.ok && reply.headers.get('etag')?.startsWith('W/"') === true && reply.headers.get('last-modified') === null
}

it('hands an audience that comes first all that the page is made of', async () => {
  for (const path of ['@vite/client', 'begin.js', 'named.js', 'late.js', 'late.js?t=1700000000000', 'late.js?import'])
    expect(await isMade(path, 'audience'), path).toBe(true)
})

it('makes nothing for an audience at addresses that no module names, and keeps nothing', async () => {
  const { idToModuleMap } = server.environments.client.moduleGraph
  const before = idToModuleMap.size
  for (const path of ['other.js', 'other.js?import', 'late.js?x=1', 'late.js?x=2', 'late.js?raw', 'begin.js?url', `@fs${folder}/other.js`])
    expect(await isMade(path, 'audience'), path).toBe(false)
  expect(idToModuleMap.size).toBe(before)
  expect(await isMade('other.js?x=1', 'speaker')).toBe(true)
})
