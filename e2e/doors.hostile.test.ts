import type { Browser, Page } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, say, until } from '../egg-server/testing.ts'
import { openBrowser } from '../tools/browser.ts'
import { portOf, startDeck } from '../tools/deck.ts'

/** The deck as `npm start` serves it, attacked by a page of another port and by bare sockets. */

let deck: Deck
let port: number
let browser: Browser
let stranger: Page
let closeStranger: () => void

beforeAll(async () => {
  deck = await startDeck({ ms: 100 })
  port = portOf(deck.url)
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Stranger</title>'),
  ).listen(0)
  closeStranger = () => server.close()
  browser = await openBrowser()
  stranger = await browser.newPage()
  await stranger.goto(`http://localhost:${(server.address() as { port: number }).port}/`)
})

afterAll(async () => {
  await browser?.close()
  closeStranger?.()
  await deck?.stop()
})

/** The deck's slides on disk, as the repository has them. */
const changes = () => execFileSync('git', ['status', '--porcelain', 'slides.md', 'chapters'], { encoding: 'utf8' })
const before = changes()

async function expectUnharmed() {
  expect(await ask(port, '/@vite/client')).toMatchObject({ status: 200 })
  const state = await ask(port, '/@server-reactive/nav')
  expect(state.body).not.toContain('stranger')
  expect(changes()).toBe(before)
}

describe('a page of another port', () => {
  it('reads nothing', async () => {
    const read = await stranger.evaluate(async (url) => {
      const texts = await Promise.all(
        [
          '/@vite/client',
          '/slides.md?raw',
          '/__slidev/slides/1.json',
          '/__kitchen',
          '/kitchen/health',
          '/kitchen/run/stranger/A?ms=0',
          '/__runs',
          '/@slidev/configs',
          '/',
        ].map(path =>
          fetch(url + path).then(
            reply => reply.text(),
            () => '',
          ),
        ),
      )
      const scripts = await Promise.all(
        ['/@vite/client', '/__slidev/slides/1.json'].map(
          path =>
            new Promise((resolve) => {
              const script = document.createElement('script')
              script.onload = () => resolve('loaded')
              script.onerror = () => resolve('')
              script.src = url + path
              document.head.append(script)
            }),
        ),
      )
      return [...texts, ...scripts]
    }, deck.url)
    expect(read.join('')).toBe('')
  })

  it('changes nothing, with whatever it may send without being asked', async () => {
    await stranger.evaluate(async (url) => {
      const send = (path: string, body?: string, method = 'POST') => fetch(url + path, { method, mode: 'no-cors', body }).catch(() => {})
      await send('/@server-ref/__proto__/STRANGER', '{"data":"--import=data:text/javascript,0"}')
      await send('/@server-reactive/nav', '{"data":{"page":7,"lastUpdate":{"id":"stranger"}}}')
      await send('/__slidev/slides/1.json', '{"content":"# stranger"}')
      await send('/__slidev/slides/1.json', '{')
      await send('/@server-reactive/nav', '{')
      await send('/__runs/py-threads')
      await send('/__open-in-editor?file=slides.md', undefined, 'GET')
      await send('/kitchen/run/stranger', '{"pans":1}')
      navigator.sendBeacon(`${url}/@server-reactive/nav`, '{"data":{"lastUpdate":{"id":"stranger"}}}')
      const lasting: RequestInit = { method: 'POST', mode: 'no-cors', keepalive: true, referrerPolicy: 'no-referrer' }
      await fetch(`${url}/@server-reactive/nav`, { ...lasting, body: '{"data":{"lastUpdate":{"id":"stranger"}}}' }).catch(() => {})
      const form = Object.assign(document.createElement('form'), {
        action: `${url}/__slidev/slides/1.json`,
        method: 'POST',
        target: 'out',
        enctype: 'text/plain',
      })
      form.append(Object.assign(document.createElement('input'), { name: '{"content":"# stranger', value: '"}' }))
      document.body.append(Object.assign(document.createElement('iframe'), { name: 'out' }), form)
      form.submit()
    }, deck.url)
    await expectUnharmed()
  })

  it('opens no WebSocket', async () => {
    const opened = await stranger.evaluate(
      url =>
        Promise.all(
          [
            ['/', 'vite-hmr'],
            ['/', 'vite-ping'],
            ['/kitchen/trace', []],
          ].map(
            ([path, protocol]) =>
              new Promise((resolve) => {
                const socket = new WebSocket(url.replace('http', 'ws') + path, protocol)
                socket.onopen = () => resolve(true)
                socket.onerror = () => resolve(false)
              }),
          ),
        ),
      deck.url,
    )
    expect(opened).toEqual([false, false, false])
  })

  it('hears nothing at the kitchen’s own port, and sets nothing there', async () => {
    // The run of a program that goes on while the stranger tries.
    await ask(portOf(deck.kitchenUrl), '/run/run-of-speaker/A?ms=1')
    const got = await stranger.evaluate(async (kitchen) => {
      const opens = new Promise((resolve) => {
        const socket = new WebSocket(`${kitchen.replace('http', 'ws')}/trace`)
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('')
      })
      const send = (path: string, body?: string) =>
        fetch(kitchen + path, { method: body ? 'POST' : 'GET', headers: body ? { 'content-type': 'application/json' } : {}, body })
          .then(reply => reply.text(), () => '')
      return [
        await opens,
        await send('/run/run-of-speaker/trace'),
        await send('/run/run-of-speaker/clock', '{"rate":0}'),
        await send('/run/run-of-speaker', '{"pans":1}'),
      ]
    }, deck.kitchenUrl)
    expect(got).toEqual(['', '', '', ''])
  })

  it('shows the deck in no frame', async () => {
    await stranger.evaluate(
      url =>
        new Promise<void>((resolve) => {
          const frame = document.createElement('iframe')
          frame.onload = () => resolve()
          frame.src = `${url}/1`
          document.body.append(frame)
        }),
      deck.url,
    )
    expect(
      await Promise.all(stranger.frames().map(frame => frame.evaluate(() => document.querySelector('#app') !== null).catch(() => false))),
    ).not.toContain(true)
  })

  it('opens a window of the deck only as far as the person says so', async () => {
    const [opened] = await Promise.all([stranger.waitForEvent('popup'), stranger.evaluate(url => void open(`${url}/5`), deck.url)])
    await opened.getByRole('heading', { name: 'Open the deck?' }).waitFor()
    // The second click of a double one, for which the window came up under the pointer, is no answer.
    expect(await opened.getByRole('link', { name: 'open it' }).evaluate((link: HTMLElement) => {
      // As it was when the page had just come, however long ago that is.
      link.style.animation = 'none'
      void link.getAnimations().length
      link.style.animation = ''
      return getComputedStyle(link).pointerEvents
    })).toBe('none')
    await opened.getByRole('link', { name: 'open it' }).click()
    await opened.locator('#app').waitFor({ state: 'attached' })
    expect(await opened.evaluate(() => window.opener)).toBeNull()
    await opened.close()
  })

  it('opens the deck no more where it has had it fetched ahead', async () => {
    const page = await browser.newPage()
    await page.goto(stranger.url())
    const fetched = page.context().waitForEvent('response', { predicate: response => response.url() === `${deck.url}/8` })
    await page.evaluate((url) => {
      const rules = { prefetch: [{ source: 'list', urls: [url] }] }
      document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', text: JSON.stringify(rules) }))
    }, `${deck.url}/8`)
    expect((await fetched).status()).toBe(403)
    await page.evaluate(url => void location.assign(url), `${deck.url}/8`)
    await page.getByRole('heading', { name: 'Open the deck?' }).waitFor()
    await page.close()
  })

  it('keeps nobody out with cookies, which know no ports', async () => {
    const context = await browser.newContext()
    const [page, opened] = [await context.newPage(), await context.newPage()]
    await page.goto(stranger.url())
    await page.evaluate(() => {
      for (let i = 0; i < 300; i++)
        document.cookie = `stranger-${i}=${'x'.repeat(4_000)}; path=/`
    })
    expect((await opened.goto(`${deck.url}/5`, { waitUntil: 'commit' }))?.status()).toBe(200)
    expect(await opened.evaluate(kitchen => new Promise((resolve) => {
      const socket = new WebSocket(`${kitchen.replace('http', 'ws')}/trace`)
      socket.onopen = () => resolve('open')
      socket.onerror = () => resolve('')
    }), deck.kitchenUrl)).toBe('open')
    await context.close()
  })
})

describe('a bare socket', () => {
  const O = () => `http://localhost:${port}`

  it.each([
    '',
    '{',
    'null',
    '5',
    '[]',
    '{"data":5}',
    '{"frontmatterRaw":5}',
    '{"content":{}}',
    '{"patch":{"__proto__":{"x":1}}}',
    `{"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  ])('ends nothing with a body: %.40s', async (body) => {
    for (const path of ['/@server-reactive/nav', '/__slidev/slides/1.json']) {
      const heard = await say(
        port,
        `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${O()}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      expect(heard).toMatch(/^HTTP\/1\.1 400 /)
    }
    await expectUnharmed()
  })

  it.each([
    '/@fs/etc/passwd',
    '/@fs/etc/passwd?raw',
    '/@fs/etc/passwd?raw??',
    '/@fs/etc/passwd?import&raw',
    '/@fs/etc/passwd?.svg?.wasm?init',
    '/@fs/etc/passwd?url',
    '/@fs//etc/passwd?raw',
    '/@fs/etc/passwd?inline',
    `/@fs${process.cwd()}/../../../etc/passwd?raw`,
    '/..%2f..%2f..%2f..%2fetc/passwd',
    '/%252e%252e/%252e%252e/etc/passwd',
    '/@id//etc/passwd?raw',
    '//etc/passwd',
  ])('reads no file of the machine: %s', async (path) => {
    expect(await say(port, `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`)).not.toMatch(/root:/)
  })

  it('is turned away at each door', async () => {
    for (const path of [
      '/__open-in-editor?file=slides.md',
      '/__OPEN-IN-EDITOR?file=slides.md',
      '/__slidev/slides/1.json',
      '/__runs',
      '/__mcp',
      '/__inspect/',
      '//__open-in-editor',
      'http://evil.example/__open-in-editor',
    ]) {
      expect(await say(port, `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`), path).toMatch(
        /^HTTP\/1\.1 4\d\d /,
      )
    }
    for (const host of ['evil.example', `x.localhost:${port}`, '192.168.1.5', ''])
      expect(await say(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`), host).toMatch(/^HTTP\/1\.1 40[03] /)
  })

  it('ends nothing with a message', async () => {
    const { WebSocket } = await import('ws')
    const unknown = new WebSocket(`ws://localhost:${port}/`, 'vite-hmr', { origin: O() })
    const refusal = await new Promise<string>(resolve =>
      unknown.once('open', () => resolve('')).once('error', ({ message }) => resolve(message)),
    )
    unknown.terminate()
    expect(refusal).toBe('Unexpected server response: 400')
    const token = /const wsToken = "([^"]+)"/.exec((await ask(port, '/@vite/client')).body)?.[1]
    const known = new WebSocket(`ws://localhost:${port}/?token=${token}`, 'vite-hmr', { origin: O() })
    await new Promise((resolve, reject) => known.once('open', resolve).once('error', reject))
    for (const event of [
      'four-eggs:board',
      'four-eggs:notes',
      'slidev:monaco-write',
      'vite:invoke',
      'vite:invalidate',
      'vite:forward-console',
      'unocss:hmr',
      'constructor',
    ]) {
      for (const data of [
        undefined,
        null,
        5,
        [],
        {},
        { kind: null },
        { kind: 'events' },
        { kind: 'note', note: null },
        { kind: 'board', runs: 5 },
        { path: 5 },
      ])
        known.send(JSON.stringify({ type: 'custom', event, data }))
    }
    known.send('{')
    known.send('null')
    await new Promise(resolve => known.once('pong', resolve).ping())
    known.close()
    await expectUnharmed()
  })
})

describe('a deck for others', () => {
  let remote: Deck
  const HOST = () => `127.0.0.1:${portOf(remote.url)}`

  beforeAll(async () => void (remote = await startDeck({ ms: 100, args: ['--remote=four-eggs-secret', '--bind=127.0.0.1'] })))
  afterAll(() => remote?.stop())

  /** As a visitor at the other end of a tunnel asks. */
  const fromAfar = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    ask(portOf(remote.url), path, {
      method,
      headers: { 'host': HOST(), 'x-forwarded-for': '203.0.113.7', 'origin': `http://${HOST()}`, ...headers },
    })

  it('tells nobody its password', async () => {
    // What the deck's modules have not named yet, an audience does not get.
    await ask(portOf(remote.url), '/@slidev/configs')
    const { body } = await fromAfar('/@slidev/configs')
    expect(body).toContain('slidesTitle')
    expect(body).not.toContain('four-eggs-secret')
  })

  it('lets its audience hear the kitchen, and its speaker\'s programs ask it', async () => {
    const { WebSocket } = await import('ws')
    const openTrace = async (headers: Record<string, string>) => {
      const socket = new WebSocket(`ws://${HOST()}/kitchen/trace`, {
        origin: `http://${HOST()}`,
        headers: { 'x-forwarded-for': '203.0.113.7', ...headers },
      })
      const heard: { pong?: number, announced?: string, as?: string }[] = []
      socket.on('message', data => heard.push(JSON.parse(String(data))))
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
      return { heard, socket, announce: (run: string) => socket.send(JSON.stringify({ announce: run, ping: 1 })) }
    }
    const program = { 'origin': 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }
    const [ticket = ''] = (await fromAfar('/1?password=four-eggs-secret')).headers['set-cookie'] ?? []
    const audience = await openTrace({})
    const speaker = await openTrace({ cookie: ticket.split(';')[0]! })

    // What it orders would stand on the projector, among the speaker's.
    for (const path of ['/kitchen/A', '/kitchen/run/run-of-speaker/A', '/kitchen/A?ms=60000'])
      expect(await fromAfar(path), path).toMatchObject({ status: 403 })
    expect(await fromAfar('/kitchen/health')).toMatchObject({ status: 200 })

    audience.announce('run-of-audience')
    await until(() => audience.heard.some(({ pong }) => pong === 1))
    expect(audience.heard.filter(({ announced }) => announced)).toEqual([])
    expect(await fromAfar('/kitchen/run/run-of-audience/A', program)).toMatchObject({ status: 403 })

    speaker.announce('run-of-speaker')
    await until(() => speaker.heard.some(({ announced }) => announced === 'run-of-speaker'))
    const { as } = speaker.heard.find(({ announced }) => announced === 'run-of-speaker')!
    // A proxy may name another address with each request of one browser.
    for (const from of ['203.0.113.7', '198.51.100.1', '203.0.113.7, 203.0.113.8']) {
      expect(await fromAfar(`/kitchen/run/${as}/A`, { ...program, 'x-forwarded-for': from }), from).toMatchObject({
        status: 200,
        headers: { 'access-control-allow-origin': 'null' },
      })
    }
    expect(await fromAfar(`/kitchen/run/${as}`, program, 'POST')).toMatchObject({ status: 403 })
    expect(await fromAfar(`/kitchen/run/${as}/clock`, program, 'POST')).toMatchObject({ status: 403 })
    // A phone reads the run's own name, and writes what a program would, from the speaker's address at that.
    expect(await fromAfar('/kitchen/run/run-of-speaker/C', program)).toMatchObject({ status: 403 })
    expect(await fromAfar('/kitchen/run/run-of-speaker/C', { ...program, cookie: ticket.split(';')[0]! })).toMatchObject({ status: 403 })

    const egg = fromAfar(`/kitchen/run/${as}/B?ms=2000`, program)
    await until(async () => (await fromAfar('/kitchen/run/run-of-speaker/trace')).body.includes('"B"'))
    expect(JSON.stringify(audience.heard)).not.toContain(as)
    audience.socket.send(JSON.stringify({ callOff: 'run-of-speaker' }))
    expect(await egg).toMatchObject({ status: 200 })
    audience.socket.close()
    speaker.socket.close()
  })

  it('hands its audience what the deck is made of, and makes nothing of what else it asks for', async () => {
    // A file as it is on the disk says when it was changed.
    const isMade = async (path: string) => {
      const { headers } = await fromAfar(path)
      return headers['content-type'] === 'text/javascript' && headers['last-modified'] === undefined
    }
    const page = (await fromAfar('/')).body
    const main = /<script type="module" src="([^"]+)"/.exec(page)?.[1]
    expect(await isMade('/@vite/client')).toBe(true)
    expect(await isMade(main!)).toBe(true)
    for (const path of ['/node_modules/acorn/dist/acorn.mjs?x=1', '/tools/deck.ts', '/@vite/client?x=1', `${main}?x=1`, '/slides.md?raw', '/package.json?import'])
      expect(await isMade(path), path).toBe(false)
  })

  it('opens no window that may present for another site’s page, also where a browser says nothing of that', async () => {
    const own = await startDeck({ ms: 100, args: ['--remote=four-eggs-secret', '--bind=127.0.0.1'], env: { DECK_HOSTS: 'talk.example' } })
    // As on a phone: no connection that the browser trusts.
    const phone = await openBrowser({}, ['--host-resolver-rules=MAP talk.example 127.0.0.1'])
    try {
      const talk = `http://talk.example:${portOf(own.url)}`
      const context = await phone.newContext()
      const roleIn = (window: Page) => window.evaluate(() => fetch('/__role').then(reply => reply.json() as Promise<{ role: string }>))
      const presenter = await context.newPage()
      // None of these windows has to be ready to be turned.
      await presenter.goto(`${talk}/presenter/3?password=four-eggs-secret`, { waitUntil: 'commit' })
      expect(await roleIn(presenter)).toMatchObject({ role: 'speaker' })
      const page = await context.newPage()
      await page.goto(stranger.url())
      const [opened] = await Promise.all([page.waitForEvent('popup'), page.evaluate(url => void open(`${url}/7`), talk)])
      await opened.getByRole('heading', { name: 'Open the deck?' }).waitFor()
      await opened.getByRole('link', { name: 'open it' }).click({ noWaitAfter: true })
      await opened.locator('#app').waitFor({ state: 'attached' })
      expect(await roleIn(opened)).toMatchObject({ role: 'speaker' })
    }
    finally {
      await phone.close()
      await own.stop()
    }
  })

  it('is turned by who has the password, and by nobody else', async () => {
    expect(await fromAfar('/__role')).toMatchObject({ body: expect.stringContaining('audience') })
    expect(await fromAfar('/@server-reactive/nav', {}, 'POST')).toMatchObject({ status: 403 })
    expect((await fromAfar('/presenter/1?password=wrong')).headers['set-cookie']).toBeUndefined()
    const [ticket = ''] = (await fromAfar('/presenter/1?password=four-eggs-secret')).headers['set-cookie'] ?? []
    expect(ticket).toMatch(/HttpOnly; SameSite=Strict/)
    const cookie = ticket.split(';')[0]!
    expect(await fromAfar('/__role', { cookie })).toMatchObject({ body: expect.stringContaining('speaker') })
    // Without a body it is a bad request, and no longer a forbidden one.
    expect(await fromAfar('/@server-reactive/nav', { cookie }, 'POST')).toMatchObject({ status: 400 })
  })
})
