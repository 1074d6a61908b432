import type { RunningKitchen } from './node.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from './node.ts'
import { ask, say } from './testing.ts'

let kitchen: RunningKitchen
let port: number

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 1 })
  port = kitchen.port
})
afterAll(() => kitchen.close(0))

describe('a name', () => {
  it.each([
    'A',
    'Ä',
    '卵',
    'яйцо',
    'αυγό',
    'بيضة',
    'अंडा',
    'ไข่',
    '달걀',
    'ε-٣_४',
    '𠮷'.repeat(32),
    'é'.repeat(32),
  ])('may be %s, of an egg and of a run', async (name) => {
    const path = encodeURIComponent(name)
    const egg = await ask(port, `/run/${path}/${path}`)
    expect(egg).toMatchObject({ status: 200, body: name, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    const [start] = (await ask(port, `/run/${path}/trace`)).body.split('\n')
    expect(JSON.parse(start!)).toMatchObject({ kind: 'start', task: name, run: name })
    expect((await ask(port, `/${path}/steps`)).body).toContain('ready')
    expect(await ask(port, `/${path}`, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  it('is one name, however its accents were typed', async () => {
    expect((await ask(port, `/${encodeURIComponent('e\u0301'.repeat(32))}`)).body).toBe('\u00E9'.repeat(32))
    await ask(port, `/run/${encodeURIComponent('e\u0301')}/A`)
    expect((await ask(port, `/run/${encodeURIComponent('\u00E9')}/trace`)).status).toBe(200)
  })

  it('has to be encoded, and the kitchen says how', async () => {
    const heard = await say(port, 'GET /Ä卵 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(heard).toMatch(/^HTTP\/1\.1 400 [\s\S]*percent-encoded/)
  })

  it.each([
    ['an emoji', '🍳', /"🍳" is none/],
    ['a space', 'A B', /" " is none/],
    ['a dot', 'a.b', /"\." is none/],
    ['a mark without its letter', '\u0301A', /none/],
    ['a mark on a digit', '1\u0301', /none/],
    ['what is seen by nobody', 'A\u200D', /\\u\{200d\}/],
    ['text turned around', 'A\u202E', /\\u\{202e\}/],
    ['a number that is no digit', '½', /none/],
    ['33 letters', '卵'.repeat(33), /33 characters/],
    ['33 letters of two units each', '𠮷'.repeat(33), /33 characters/],
    ['one letter under a pile of marks', `q${'\u0303'.repeat(32)}`, /33 characters/],
  ])('is not %s', async (_, name, why) => {
    const path = encodeURIComponent(name)
    for (const asked of [`/${path}`, `/${path}/steps`, `/run/${path}/A`, `/run/${path}/orders`, `/run/${path}/trace`]) {
      const { status, headers, body } = await ask(port, asked)
      expect([status, headers['content-type']]).toEqual([400, 'application/problem+json'])
      expect(JSON.parse(body).detail).toMatch(why)
      expect(JSON.parse(body).detail).toContain('1 to 32 characters, each a letter or a digit of any script, "_" or "-"')
    }
  })

  it.each(['%ED%A0%80', '%C3', '%E5%8D', '%C0%AF', '%ZZ', '%'])('is UTF-8, and %s is not', async (path) => {
    for (const asked of [`/${path}`, `/${path}/steps`, `/run/${path}/A`]) {
      const { status, headers } = await ask(port, asked)
      expect([status, headers['content-type']]).toEqual([400, 'application/problem+json'])
    }
  })

  it('is none of the kitchen\'s own words, spelt in any way', async () => {
    for (const path of ['/run', '/%72un', '/run/r/%68ealth', '/run/r/orders/steps'])
      expect((await ask(port, path)).status).toBe(404)
  })
})
