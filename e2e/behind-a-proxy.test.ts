import type { Buffer } from 'node:buffer'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Browser } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { startDeck } from '../tools/deck.ts'
import { DeckPage } from '../tools/pages.ts'

const SLUG = 'sequential'
/** A deck of its own, which has not been opened yet. */
const COLD_MS = 120_000
/** A name of this machine that the deck does not know by itself. */
const NAME = 'talk.localhost'

const slides = await loadSlides()
const { no } = slides.find(({ demos }) => demos.includes(SLUG))!

/** As proxies are set up: the name that people typed goes on as it is, or as the proxy's word. */
const WAYS = {
  'keeps the name': (host: string) => ({ host, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' }),
  'replaces the name': (host: string, deck: string) => ({
    'host': deck,
    'x-forwarded-host': host,
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-proto': 'https',
  }),
}

/** A certificate for the name, made for this test; nothing where the machine has no openssl. */
function makeCertificate(): { key: Buffer, cert: Buffer } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'four-eggs-proxy-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  try {
    const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`, '-keyout', key, '-out', cert]
    execFileSync('openssl', words, { stdio: 'ignore' })
    return { key: readFileSync(key), cert: readFileSync(cert) }
  }
  catch {
    return undefined
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A proxy in front of the deck, which hands on requests and WebSockets. */
class Proxy {
  readonly sockets = new Set<Duplex>()
  readonly server: http.Server
  deck = ''
  toHeaders: (host: string, deck: string) => Record<string, string> = WAYS['keeps the name']

  constructor(certificate: ReturnType<typeof makeCertificate>) {
    const answer: RequestListener = (request, reply) => {
      const asked = this.#ask(request)
      asked.on('response', (told) => {
        reply.writeHead(told.statusCode!, told.headers)
        told.pipe(reply)
        reply.on('close', () => asked.destroy())
      })
      asked.on('error', () => reply.destroy())
      request.pipe(asked)
    }
    this.server = certificate ? https.createServer(certificate, answer) : http.createServer(answer)
    this.server.on('connection', socket => this.#keep(socket))
    this.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const asked = this.#ask(request)
      const end = () => socket.destroy()
      asked.on('error', end).on('response', end)
      asked.on('upgrade', (told, line, first) => {
        const lines = told.rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${told.rawHeaders[i + 1]}`] : []))
        socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
        line.unshift(first)
        socket.unshift(head)
        line.on('error', end).on('close', end)
        socket.on('error', () => line.destroy()).on('close', () => line.destroy())
        line.pipe(socket).pipe(line)
      })
      asked.end()
    })
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  #ask({ method, url, headers }: IncomingMessage): http.ClientRequest {
    return http.request(this.deck + url, { method, headers: { ...headers, ...this.toHeaders(headers.host!, new URL(this.deck).host) } })
  }

  #keep(socket: Duplex) {
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
  }
}

describe('a deck behind a proxy', () => {
  const certificate = makeCertificate()
  const proxy = new Proxy(certificate)
  let deck: Deck
  let browser: Browser
  let url: string

  beforeAll(async () => {
    proxy.server.listen(0, '127.0.0.1')
    await once(proxy.server, 'listening')
    const host = `${NAME}:${proxy.port}`
    url = `${certificate ? 'https' : 'http'}://${host}`
    ;[deck, browser] = await Promise.all([
      startDeck({ ms: 300, args: ['--remote=secret', '--bind=127.0.0.1', `--allowed-host=${host}`] }),
      openBrowser(),
    ])
    proxy.deck = deck.url
  }, 2 * COLD_MS)

  afterEach(() => Promise.all(browser.contexts().map(context => context.close())))

  afterAll(async () => {
    await browser?.close()
    proxy.sockets.forEach(socket => socket.destroy())
    proxy.server.close()
    await deck?.stop()
  })

  /** A profile of its own, as another person's machine has it. */
  async function open(search = ''): Promise<DeckPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    context.setDefaultTimeout(COLD_MS)
    const page = new DeckPage(await context.newPage(), url)
    await page.page.goto(`${url}/${no}${search}`)
    await page.arrive(no)
    await page.demo(SLUG, no).waitFor('idle', COLD_MS)
    return page
  }

  it.each(Object.entries(WAYS))('that %s is seen by all, and run by who has the password', { timeout: 4 * COLD_MS }, async (_, toHeaders) => {
    proxy.toHeaders = toHeaders
    // A guest who comes first is given all that the deck is made of, and only that.
    const guest = await open()
    const speaker = await open('?password=secret')
    await guest.demo(SLUG, no).root.getByText('you are watching').waitFor()

    await speaker.page.keyboard.press('r')
    await expect
      .poll(() => Promise.all([speaker, guest].map(page => page.demo(SLUG, no).state())), { timeout: COLD_MS })
      .toEqual(['done', 'done'])
    const rows = await speaker.demo(SLUG, no).rows()
    expect(rows.map(({ task }) => task)).toEqual(['A', 'B', 'C', 'D'])
    expect((await guest.demo(SLUG, no).rows()).map(({ task }) => task)).toEqual(rows.map(({ task }) => task))

    await speaker.page.keyboard.press('u')
    await guest.demo(SLUG, no).waitFor('idle')
  })
})
