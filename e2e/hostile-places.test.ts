import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OtherBrowser } from '../tools/other-browsers.ts'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { findFirefox, openFirefox } from '../tools/other-browsers.ts'
import { setSiteStage } from './site.ts'

/**
 * Wherever the site is put, a run finishes or a sentence says why not and what to do; and all of it can be read and
 * searched.
 */

const SLUG = 'promise-all'
const slides = await loadSlides()
const no = slides.find(({ demos }) => demos.includes(SLUG))!.no
const START = `#/read/slide-${no}`
const stage = setSiteStage()

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

interface Place {
  /** On all of its answers. */
  headers?: Record<string, string>
  typeOf?: (file: string) => string
  /** What is not there. */
  hides?: RegExp
  delayMs?: number
  /** The file of which it is the site; of all but the first, a fresh copy. */
  folder?: string
  /** The address at which it is opened, where that is not this machine's own. */
  host?: string
  /** A page that shows the site in a frame, at `/outside.html`. */
  outside?: string
}

let folder: string
const servers: Server[] = []

async function serve({
  headers = {},
  typeOf = file => TYPES[extname(file)] ?? 'application/octet-stream',
  hides,
  delayMs = 0,
  folder: from = folder,
  host = 'localhost',
  outside,
}: Place): Promise<string> {
  const answer = async ({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    await new Promise(resolve => setTimeout(resolve, delayMs))
    const path = decodeURIComponent(new URL(url, 'http://x').pathname)
    if (outside !== undefined && path === '/outside.html')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Outside</title>${outside}`)
    const file = path.endsWith('/') ? `${path}index.html` : path
    const content = hides?.test(path) ? undefined : await readFile(join(from, file)).catch(() => undefined)
    response.writeHead(content ? 200 : 404, { 'content-type': typeOf(file), ...headers }).end(content)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, host === 'localhost' ? 'localhost' : '0.0.0.0', resolve))
  servers.push(server)
  return `http://${host}:${(server.address() as AddressInfo).port}/`
}

beforeAll(async () => {
  const site = await stage.serve()
  await site.stop()
  folder = site.folder
})

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
})

/** What became of a visit: what a page said in place of the talk, or what could be done in it. */
interface Visit { instead?: string, ran?: string, read?: number, next?: boolean, found?: number }

/** In the page of any browser: reads, runs, follows a link, searches. */
const VISIT = `
  const [slug] = args
  const until = async (look, what, ms = 40000) => {
    const end = Date.now() + ms
    for (;;) {
      const found = look()
      if (found)
        return found
      if (Date.now() > end)
        throw new Error('not there in time: ' + what + '; there is: ' + document.body.innerText.slice(0, 300))
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
  const alert = () => [...document.querySelectorAll('.no-deck[role="alert"]')].find(one => one.checkVisibility())?.innerText
  const read = () => document.querySelector('.reading-slide [data-demo="' + slug + '"]')
  await until(() => alert() || read(), 'the text, or a sentence')
  if (alert())
    return { instead: alert() }
  const demo = read()
  const run = await until(() => [...demo.querySelectorAll('button')].find(one => one.textContent.trim().startsWith('Run') && !one.disabled), 'Run')
  run.click()
  const ran = await until(() => demo.dataset.state === 'done' ? 'done' : demo.dataset.state === 'failed' && demo.innerText, 'the end of the run')
  const words = demo.closest('.reading-slide').querySelector('.note').innerText.length
  await until(() => document.querySelector('main[data-complete="true"]'), 'the chapter')
  const next = document.querySelector('.onward .on')
  const chapter = next.hash.split('/')[2]
  next.click()
  await until(() => document.querySelector('[data-chapter="' + chapter + '"]'), 'the chapter ' + chapter)
  ;[...document.querySelectorAll('.reading-bar button')].find(one => one.textContent.includes('Search')).click()
  const input = document.querySelector('#search-words')
  input.value = 'deadlock'
  input.dispatchEvent(new Event('input'))
  await until(() => document.querySelector('.search-box li a'), 'what was found')
  return { ran, read: words, next: true, found: document.querySelectorAll('.search-box li a').length }
`

async function visitInChromium(place: Place, init?: () => void): Promise<Visit> {
  const url = await serve(place)
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    if (init)
      await context.addInitScript(init)
    const page = await context.newPage()
    await page.goto(place.outside === undefined ? `${url}${START}` : `${url}outside.html`)
    const frame = place.outside === undefined ? page.mainFrame() : await (await page.waitForSelector('iframe')).contentFrame()
    await frame!.waitForLoadState()
    return await frame!.evaluate(`(async (...args) => { ${VISIT} })(${JSON.stringify(SLUG)})`)
  }
  finally {
    await context.close()
  }
}

const frame = (sandbox: string): string => `<iframe src="/${START}" sandbox="${sandbox}" width="1200" height="700"></iframe>`

/** All of it works. */
const works = {
  ran: 'done',
  read: expect.toSatisfy((length: number) => length > 200),
  next: true,
  found: expect.toSatisfy((count: number) => count > 0),
}
/** All but the run, which says why and what to do. */
const reads = { ...works, ran: expect.stringMatching(/policy of this site’s host.*It has to allow/s) }

const lan = Object.values(networkInterfaces()).flat().find(one => one?.family === 'IPv4' && !one.internal)?.address
const STRICT = { headers: { 'content-security-policy': 'default-src \'self\'' } }

const places: { name: string, place: Place, expected: Visit }[] = [
  { name: 'a host that leaves out what begins with _', place: { hides: /\/_/ }, expected: works },
  {
    name: 'a host that knows no type but those of scripts and pages',
    place: { typeOf: file => (/\.(?:js|html)$/.test(file) ? TYPES[extname(file)]! : 'application/octet-stream') },
    expected: expect.toSatisfy(({ ran, instead }: Visit) => ran === 'done' || /as text\/css only/.test(instead ?? '')),
  },
  {
    name: 'a host that sends scripts as text',
    place: { typeOf: file => (file.endsWith('.html') ? 'text/html' : 'text/plain') },
    // It sends styles as text, too: either may come first.
    expected: { instead: expect.stringMatching(/text\/plain.*as text\/(?:javascript|css) only. Set that type/s) },
  },
  {
    name: 'a host without its scripts',
    place: { hides: /\/assets\/index-.*\.js$/ },
    expected: { instead: expect.stringMatching(/Try again/) },
  },
  { name: 'a strict policy', place: STRICT, expected: reads },
  {
    name: 'a policy that allows scripts of this host and in pages',
    place: { headers: { 'content-security-policy': 'default-src \'self\' \'unsafe-inline\'' } },
    expected: reads,
  },
  {
    name: 'a policy without eval',
    place: { headers: { 'content-security-policy': 'default-src \'self\' \'unsafe-inline\' blob: data:' } },
    expected: works,
  },
  {
    name: 'a policy that allows what a run needs',
    place: {
      headers: {
        'content-security-policy':
          'default-src \'self\'; script-src \'self\' \'unsafe-inline\' blob:; worker-src \'self\' blob:; style-src \'self\' \'unsafe-inline\'',
      },
    },
    expected: works,
  },
  { name: 'a slow host', place: { delayMs: 400 }, expected: works },
]

describe('in Chromium', () => {
  it.each(places)('$name', { timeout: 120_000 }, async ({ place, expected }) => {
    expect(await visitInChromium(place)).toEqual(expected)
  })

  it.skipIf(!lan)('an address of the local network, without encryption', { timeout: 120_000 }, async () => {
    expect(await visitInChromium({ host: lan })).toEqual(works)
  })

  it('a frame that has its origin', { timeout: 120_000 }, async () => {
    expect(await visitInChromium({ outside: frame('allow-scripts allow-same-origin') })).toEqual(works)
  })

  it('a frame that has none, at a host that lets nobody else load its files', { timeout: 120_000 }, async () => {
    expect(await visitInChromium({ outside: frame('allow-scripts') })).toEqual({
      instead: expect.stringMatching(/allow-same-origin.*Open the talk by itself/s),
    })
  })

  it('a frame that has none, at a host that lets everybody', { timeout: 120_000 }, async () => {
    expect(await visitInChromium({ headers: { 'access-control-allow-origin': '*' }, outside: frame('allow-scripts') })).toEqual(works)
  })

  it('a browser that blocks all data of sites', { timeout: 120_000 }, async () => {
    expect(await visitInChromium({}, () => {
      const refuse = (): never => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, { get: refuse, configurable: true })
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: refuse })
      window.BroadcastChannel = class {
        constructor() {
          refuse()
        }
      } as unknown as typeof BroadcastChannel
    })).toEqual(works)
  })

  it('a browser whose storage is full', { timeout: 120_000 }, async () => {
    expect(await visitInChromium({}, () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('', 'QuotaExceededError')
      }
    })).toEqual(works)
  })

  it('an old tab after a deploy, where there is no service worker', { timeout: 120_000 }, async () => {
    const copy = mkdtempSync(join(tmpdir(), 'four-eggs-old-'))
    cpSync(folder, copy, { recursive: true })
    const url = await serve({ folder: copy, hides: /service-worker\.js$/ })
    const page = await stage.browser.newPage()
    await page.goto(`${url}#/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    for (const file of readdirSync(join(copy, 'assets')))
      rmSync(join(copy, 'assets', file), { recursive: true })
    await page.goto(`${url}#/read/threads`)
    await page.getByRole('alert').filter({ hasText: /could not be loaded. Reload the page/ }).waitFor()
    await page.goBack()
    await page.locator('[data-chapter="promises"] .note').first().waitFor()
    await page.context().close()
    rmSync(copy, { recursive: true })
  })
})

const firefox = findFirefox()

describe.skipIf(!firefox)('in Firefox', () => {
  let browser: OtherBrowser
  beforeAll(async () => {
    browser = await openFirefox(firefox!)
  }, 120_000)
  afterAll(() => browser?.close())

  it.each([...places, ...(lan ? [{ name: 'an address of the local network', place: { host: lan }, expected: works }] : [])])(
    '$name',
    { timeout: 120_000 },
    async ({ place, expected }) => {
      await browser.goto(`${await serve(place)}${START}`)
      expect(await browser.evaluate(VISIT, SLUG)).toEqual(expected)
    },
  )

  it.each([
    ['a browser that blocks all data of sites', { 'network.cookie.cookieBehavior': 2 }],
    ['a private window', { 'browser.privatebrowsing.autostart': true }],
  ])('%s', { timeout: 180_000 }, async (_, prefs) => {
    const strict = await openFirefox(firefox!, prefs)
    try {
      await strict.goto(`${await serve({})}${START}`)
      expect(await strict.evaluate(VISIT, SLUG)).toEqual(works)
    }
    finally {
      await strict.close()
    }
  })
})
