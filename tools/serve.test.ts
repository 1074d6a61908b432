import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../egg-server/testing.ts'
import { serveFolder } from './serve.ts'

const BASE = '/talks/eggs/'

let parent: string
let server: Server
let port: number

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'four-eggs-serve-'))
  const folder = join(parent, 'site')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<h1>The talk</h1>')
  writeFileSync(join(folder, '404.html'), '<h1>Not on the menu</h1>')
  writeFileSync(join(folder, 'assets', 'slide-abc123.js'), `export default ${JSON.stringify('egg '.repeat(500))}`)
  writeFileSync(join(folder, 'picture.png'), 'not really')
  writeFileSync(join(parent, 'secret.txt'), 'nobody’s business')
  server = await serveFolder({ folder, base: BASE, port: 0 })
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.close()
  server.closeAllConnections()
  rmSync(parent, { recursive: true })
})

describe('the preview, as a static host', () => {
  it('serves the page at its folder, and sends on who left the slash out', async () => {
    expect(await ask(port, BASE)).toMatchObject({
      status: 200,
      body: '<h1>The talk</h1>',
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    })
    expect((await ask(port, `${BASE}?from=a-chat`)).body).toBe('<h1>The talk</h1>')
    expect(await ask(port, '/talks/eggs')).toMatchObject({ status: 301, headers: { location: BASE } })
  })

  it('has what carries its content’s hash in its name kept for good', async () => {
    const { headers } = await ask(port, `${BASE}assets/slide-abc123.js`)
    expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=31536000, immutable' })
  })

  it('packs text for who unpacks it, and nothing else', async () => {
    const packed = await ask(port, `${BASE}assets/slide-abc123.js`, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'vary': 'Accept-Encoding' })
    expect(packed.body.length).toBeLessThan(200)
    expect((await ask(port, `${BASE}picture.png`, { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding']).toBeUndefined()
    expect((await ask(port, `${BASE}assets/slide-abc123.js`)).headers['content-encoding']).toBeUndefined()
  })

  it.each(['3', 'some/where/else', 'assets/', 'assets', '%E0%A4%A'])(
    'answers what is not there with the page that says so: %s',
    async (path) => {
      expect(await ask(port, BASE + path)).toMatchObject({
        status: 404,
        body: '<h1>Not on the menu</h1>',
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    },
  )

  it.each(['../secret.txt', '..%2fsecret.txt', 'assets/../../secret.txt', '%2e%2e/secret.txt', '..\\secret.txt'])(
    'never leaves its folder: %s',
    async (path) => {
      const { status, body } = await ask(port, BASE + path)
      // A backslash is in no address: that is refused before it is looked for.
      expect(status).toBe(path.includes('\\') ? 400 : 404)
      expect(body).not.toContain('business')
    },
  )

  it('has nothing beside its folder', async () => {
    expect((await ask(port, '/')).status).toBe(404)
    expect((await ask(port, '/talks/other/')).status).toBe(404)
  })

  it('answers HEAD without a body, and changes nothing for anybody', async () => {
    expect(await ask(port, BASE, { method: 'HEAD' })).toMatchObject({ status: 200, body: '', headers: { 'content-length': '17' } })
    expect(await ask(port, BASE, { method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })
})
