import type { AddressInfo, Socket } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import type { DemoOnSlide } from '../tools/pages.ts'
import type { ServedPrograms } from './serve-programs.ts'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBrowser } from '../tools/browser.ts'
import { portOf, startDeck } from '../tools/deck.ts'
import { DeckPage } from '../tools/pages.ts'
import { servePrograms } from './serve-programs.ts'

/**
 * What a program can do that means harm: it runs where it reaches its kitchen, and the browser lets it reach nothing
 * else.
 */

let served: ServedPrograms
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await servePrograms()
  browser = await openBrowser()
  page = await browser.newPage()
  await page.addInitScript('globalThis.__name = named => named')
  await page.goto(served.url)
  await page.locator('body[data-ready]').waitFor({ state: 'attached' })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

/** Another port that leads to the same server. */
async function mapPort(to: number): Promise<{ url: string, asked: string[], close: () => void }> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((from) => {
    const there = connect(to, '127.0.0.1')
    sockets.add(from).add(there)
    from.on('data', data => asked.push(...Array.from(String(data).matchAll(/^[A-Z]+ (\S+) HTTP\/1\.1$/gm), ([, target]) => target!)))
    from.pipe(there).pipe(from)
    for (const socket of [from, there])
      socket.on('error', () => {}).on('close', () => [from, there].forEach(one => one.destroy()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      sockets.forEach(socket => socket.destroy())
      server.close()
    },
  }
}

function run(text: string, stopAfterMs?: number) {
  return page.evaluate(([text, stopAfterMs]) => globalThis.runProgram(text, stopAfterMs), [text, stopAfterMs] as const)
}

/** What an attempt came to: `told` is called with what it got, where it got something. */
async function attempt(code: string): Promise<string> {
  const { printed, text } = await run(
    `try { console.log('got', await (async () => { ${code} })()) } catch (error) { console.log('refused', error?.name) }`,
  )
  return printed[0] ?? text ?? ''
}

it('fries its eggs, at once, under its own run', async () => {
  const { outcome, printed, events } = await run(
    `const eggs = await Promise.all(['A', 'B'].map(async egg => (await fetch(process.env.KITCHEN_URL + '/' + egg)).text()))\nconsole.log(eggs.join())`,
  )
  expect([outcome, printed]).toEqual(['done', ['A,B']])
  expect(events.filter(({ witness, kind }) => witness === 'kitchen' && kind === 'end')).toHaveLength(2)
})

it('has XMLHttpRequest, server-sent events and threads of its own', async () => {
  const xhr = `await new Promise((resolve, reject) => { const ask = new XMLHttpRequest(); ask.open('GET', process.env.KITCHEN_URL + '/A'); ask.onload = () => resolve(ask.responseText); ask.onerror = () => reject(new Error('no')); ask.send() })`
  const sse = `await new Promise((resolve, reject) => { const steps = new EventSource(process.env.KITCHEN_URL + '/B/steps'); steps.onopen = () => { steps.close(); resolve('open') }; steps.onerror = () => reject(new Error('no')) })`
  const thread = `await new Promise(resolve => { const own = new Worker('data:text/javascript,' + encodeURIComponent('onmessage = ({ data }) => postMessage(data * 2)')); own.onmessage = ({ data }) => { own.terminate(); resolve(data) }; own.postMessage(21) })`
  for (const [code, want] of [[xhr, 'got A'], [sse, 'got open'], [thread, 'got 42']] as const)
    expect(await attempt(`setTimeout(() => {}, 2000); return ${code}`)).toBe(want)
})

describe('another host', () => {
  const WAYS: Record<string, string> = {
    'fetch': `return (await globalThis.fetch('URL/fetch')).status`,
    'the fetch of another thread': `const own = new Worker(URL_OF('fetch("URL/nested").then(r => postMessage(r.status), () => postMessage("refused"))')); return await new Promise((resolve, reject) => { own.onmessage = ({ data }) => { own.terminate(); data === 'refused' ? reject(new TypeError()) : resolve(data) } })`,
    'a WebSocket by its prototype': `const Socket = WebSocket.prototype.constructor; return await new Promise((resolve, reject) => { const s = new Socket('URL/ws'.replace('http', 'ws')); s.onopen = () => resolve('open'); s.onerror = () => reject(new TypeError()) })`,
    'an EventSource by its prototype': `const Source = EventSource.prototype.constructor; return await new Promise((resolve, reject) => { const s = new Source('URL/es'); s.onopen = () => resolve('open'); s.onerror = () => { s.close(); reject(new TypeError()) } })`,
    'import': `return (await new Function('u', 'return import(u)')('URL/module.js')).default`,
    'importScripts': `return new Function('u', 'importScripts(u)')('URL/script.js')`,
    'a thread from there': `return await new Promise((resolve, reject) => { const own = new Worker('URL/worker.js', { type: 'module' }); own.onmessage = resolve; own.onerror = () => reject(new TypeError()); setTimeout(() => reject(new TypeError()), 1000) })`,
    'a font': `const face = new FontFace('x', 'url(URL/font.woff2)'); await face.load(); return 1`,
    'XMLHttpRequest': `return await new Promise((resolve, reject) => { const ask = new XMLHttpRequest(); ask.open('GET', 'URL/xhr'); ask.onload = () => resolve(ask.status); ask.onerror = () => reject(new TypeError()); ask.send() })`,
    'WebTransport': `const t = new WebTransport('URL/wt'.replace('http:', 'https:')); await t.ready; return 1`,
  }

  it.each(Object.entries(WAYS))('is out of reach by %s', async (_, code) => {
    const before = served.stranger.asked.length
    const urlOf = `const URL_OF = text => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));`
    expect(await attempt(`${urlOf} setTimeout(() => {}, 1500); ${code.replaceAll(/URL(?=\/)/g, served.stranger.url)}`)).not.toMatch(/^got/)
    expect(served.stranger.asked.slice(before)).toEqual([])
  })

  it.each(['fetch', 'import'])('is out of reach, the deck’s own included, by %s', async (way) => {
    const code
      = way === 'fetch'
        ? `return await new Function('u', 'return Reflect.getPrototypeOf(globalThis).constructor && self.fetch(u)')('${served.url}/')`
        : `return await new Function('u', 'return import(u)')('${served.url}/page.js')`
    expect(await attempt(code)).not.toMatch(/^got/)
  })
})

describe('what a page keeps', () => {
  it.each([
    `return (await caches.keys()).length`,
    `await caches.open('x'); return 1`,
    `return await new Promise((resolve, reject) => { const open = indexedDB.open('x'); open.onsuccess = () => resolve(1); open.onerror = () => reject(open.error) })`,
    `await navigator.storage.getDirectory(); return 1`,
    `return localStorage.length`,
    `return sessionStorage.length`,
    `return document.cookie`,
    `return (await cookieStore.getAll()).length`,
  ])('is out of reach: %s', async (code) => {
    expect(await attempt(`setTimeout(() => {}, 300); ${code}`)).toMatch(/^refused/)
  })

  it('is no channel to a window, and no word of its own to the deck', async () => {
    const heard = page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const all: unknown[] = []
          const channel = new BroadcastChannel('four-eggs:board /')
          channel.onmessage = ({ data }) => all.push(data)
          addEventListener('message', ({ data }) => all.push(data))
          setTimeout(() => resolve(all), 1500)
        }),
    )
    const { outcome } = await run(
      `new BroadcastChannel('four-eggs:board /').postMessage({ kind: 'events' })\ntry { self.postMessage({ kind: 'over' }) } catch {}\ntry { postMessage({ kind: 'over', at: 0, outcome: 'done' }) } catch {}\nawait new Promise(resolve => setTimeout(resolve, 300))\nthrow new Error('to the end')`,
    )
    expect(outcome).toBe('failed')
    // Each frame says by an empty word that its own script was let run, before a program is in it.
    expect((await heard).filter(word => word !== '')).toEqual([])
  })
})

describe('the kitchen', () => {
  it('lets a program in for its own run alone', async () => {
    const [mine, other] = await page.evaluate(() => {
      const ask = `console.log(process.env.KITCHEN_URL.split('/').at(-1), (await fetch(process.env.KITCHEN_URL + '/A')).status)`
      return Promise.all([globalThis.runProgram(ask), globalThis.runProgram(ask)])
    })
    const [as, status] = mine!.printed[0]!.split(' ')
    expect([status, as === mine!.events[0]!.run]).toEqual(['200', false])
    // The name that everybody hears of another's run.
    expect(await attempt(`return (await fetch('${served.kitchen}/run/${other!.events[0]!.run}/B')).status`)).toMatch(/^refused/)
  })

  it('lets no stranger’s frame in that has no origin either', async () => {
    const answers = await page.evaluate(async (kitchen) => {
      const frame = document.createElement('iframe')
      frame.setAttribute('sandbox', 'allow-scripts')
      frame.srcdoc = `<script>Promise.all(['/A?ms=0', '/run/guessed1/A?ms=0', '/health', '/run/guessed1/trace'].map(path => fetch('${kitchen}' + path).then(r => r.status, () => 'refused'))).then(all => parent.postMessage({ all }, '*'))<\/script>`
      const heard = new Promise<unknown>(resolve => addEventListener('message', ({ data }) => data.all && resolve(data.all)))
      document.body.append(frame)
      return heard
    }, served.kitchen)
    expect(answers).toEqual(['refused', 'refused', 'refused', 'refused'])
  })
})

describe('where the kitchen is below the deck’s own address', () => {
  const SLUG = 'sequential'
  /** A cold deck on a busy machine. */
  const COLD_MS = 120_000
  let deck: Deck
  /** What a mapped port is: all that a page can reach of the deck, and a list of what it was asked for there. */
  let mapped: { url: string, asked: string[], close: () => void }
  let slide: DemoOnSlide
  let own: Page

  beforeAll(async () => {
    deck = await startDeck({ ms: 100 })
    mapped = await mapPort(portOf(deck.url))
    const context = await browser.newContext({ permissions: ['screen-wake-lock'] })
    context.setDefaultTimeout(COLD_MS)
    own = await context.newPage()
    const onDeck = new DeckPage(own, mapped.url)
    const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
    await onDeck.goto(no, 'slide', COLD_MS)
    slide = onDeck.demo(SLUG, no)
  }, 4 * COLD_MS)

  afterAll(async () => {
    await own?.context().close()
    mapped?.close()
    await deck?.stop()
  })

  /** Types a program into the slide and runs it; what it printed. */
  async function runOnSlide(text: string): Promise<string> {
    await slide.button('Edit').click()
    await slide.root.locator('.cm-content').waitFor()
    await own.keyboard.press('ControlOrMeta+a')
    await own.keyboard.insertText(text)
    await own.keyboard.press('Escape')
    await slide.run()
    await slide.waitUntilOver(60_000)
    return await slide.root.getByRole('log').locator('.what').first().textContent() ?? ''
  }

  /** Each asks at an address. */
  const WAYS: Record<string, string> = {
    'fetch': `return (await fetch(to)).status`,
    'the fetch of a new function': `return (await new Function('u', 'return self.fetch(u)')(to)).status`,
    'XMLHttpRequest': `return await new Promise((yes, no) => { const ask = new XMLHttpRequest(); ask.open('GET', to); ask.onload = () => yes(ask.status); ask.onerror = () => no(new TypeError()); ask.send() })`,
    'an EventSource': `return await new Promise((yes, no) => { const s = new (EventSource.prototype.constructor)(to); s.onopen = () => { s.close(); yes('open') }; s.onerror = () => { s.close(); no(new TypeError()) } })`,
    'a WebSocket': `return await new Promise((yes, no) => { const s = new (WebSocket.prototype.constructor)(to.replace('http', 'ws'), 'vite-hmr'); s.onopen = () => yes('open'); s.onerror = () => no(new TypeError()) })`,
    'import': `return (await new Function('u', 'return import(u)')(to)).default`,
    'importScripts': `return new Function('u', 'importScripts(u)')(to)`,
    'a nested thread': `const own = new Worker(OBJECT('fetch(' + JSON.stringify(to) + ').then(r => postMessage(r.status), () => postMessage("refused"))')); return await new Promise((yes, no) => { own.onmessage = ({ data }) => { own.terminate(); data === 'refused' ? no(new TypeError()) : yes(data) } })`,
    'a thread in a nested thread': `const inner = 'fetch(' + JSON.stringify(to) + ').then(r => postMessage(r.status), () => postMessage("refused"))'; const own = new Worker(OBJECT('const w = new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(inner) + ']))); w.onmessage = ({ data }) => postMessage(data); w.onerror = () => postMessage("refused")')); return await new Promise((yes, no) => { own.onmessage = ({ data }) => { own.terminate(); data === 'refused' ? no(new TypeError()) : yes(data) } })`,
    'a thread from there': `return await new Promise((yes, no) => { const own = new Worker(to, { type: 'module' }); own.onmessage = yes; own.onerror = () => no(new TypeError()) })`,
  }

  const ENCODED = '/kitchen%2f..%2f__role'
  /** Other paths of the deck, and such as look like the kitchen's. */
  const PATHS = ['/__role', '/@vite/client', '/room/events', '/kitchenX/A', '/kitchen/../__role', ENCODED]

  it('a program on a slide reaches the kitchen, and no other path of the deck, by any way', { timeout: 4 * COLD_MS }, async () => {
    const said = await runOnSlide(`const OBJECT = text => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
const ways = {
${Object.entries(WAYS).map(([name, code]) => `  '${name}': async (to) => { ${code} },`).join('\n')}
}
const silence = () => new Promise(yes => setTimeout(yes, 2000, 'silent'))
const ask = (way, to) => ways[way](to).then(got => 'got ' + got, () => 'refused')
// What another thread will say is not known to be waited for.
const awake = setInterval(() => {}, 100)
const fried = []
for (const way of ['fetch', 'XMLHttpRequest', 'a nested thread', 'a thread in a nested thread'])
  fried.push(await ask(way, process.env.KITCHEN_URL + '/A?ms=1'))
fried.push(await ask('an EventSource', process.env.KITCHEN_URL + '/B/steps?ms=1'))
const paths = ${JSON.stringify(PATHS)}
const all = Object.keys(ways).flatMap(way => paths.map(async (path) => {
  const came = await Promise.race([ask(way, '${mapped.url}' + path + '?from-program'), silence()])
  return came.startsWith('got') && !way.includes('fetch') && way + ' ' + path
}))
const told = await Promise.all(all)
clearInterval(awake)
console.log(fried.join(), told.length, told.filter(Boolean).join())`)
    expect(said).toBe(`got 200,got 200,got 200,got 200,got open ${Object.keys(WAYS).length * PATHS.length} `)
    // What its own `fetch` is given beside the kitchen's address is asked for there.
    const inRun = /^\/kitchen\/run\/\w{32}\//
    const elsewhere = new Set(mapped.asked.filter(target => target.includes('from-program') && !inRun.test(target)))
    // Browsers take it for a path below the kitchen's; the guard refuses it (setup/guard/judge.test.ts).
    elsewhere.delete(`${ENCODED}?from-program`)
    expect([...elsewhere]).toEqual([])
    expect(mapped.asked.filter(target => inRun.test(target) && target.endsWith('/A?ms=1'))).toHaveLength(4)
  })
})

describe('a program that waits', () => {
  it.each([
    [
      'XMLHttpRequest',
      `new Promise((resolve, reject) => { const ask = new XMLHttpRequest(); ask.open('GET', process.env.KITCHEN_URL + '/A?ms=1500'); ask.onload = () => resolve('A'); ask.onerror = reject; ask.send() })`,
    ],
    [
      'an EventSource',
      `new Promise((resolve, reject) => { const steps = new EventSource(process.env.KITCHEN_URL + '/A/steps?ms=6000'); let heard = 0; steps.onmessage = () => { if (++heard === 2) { steps.close(); resolve('A') } }; steps.addEventListener('step', steps.onmessage); steps.onerror = reject })`,
    ],
    [
      'a limit of its own',
      `fetch(process.env.KITCHEN_URL + '/A?ms=5000', { signal: AbortSignal.timeout(1200) }).catch(error => error.name === 'TimeoutError' ? 'A' : error.name)`,
    ],
    ['a signal', `new Promise(resolve => AbortSignal.timeout(1200).addEventListener('abort', () => resolve('A')))`],
  ])('for %s is not called stuck', async (_, code) => {
    expect(await run(`console.log(await ${code})`)).toMatchObject({ outcome: 'done', printed: ['A'] })
  })
})

describe('a flood', () => {
  const pause = `const pause = () => new Promise(resolve => setTimeout(resolve, 200))`

  it.each([
    ['50 000 awaits', `const f = async () => { await 0 }\nfor (let i = 0; i < 50_000; i++) await f()`, 'done'],
    ['3 000 tasks', `${pause}\nasync function task() { await pause() }\nawait Promise.all(Array.from({ length: 3000 }, task))`, 'done'],
    ['20 000 reported starts', `for (let i = 0; i < 20_000; i++) globalThis.__report({ kind: 'start', task: 'task ' + i })`, 'done'],
    // A bare page of Chromium is refused some of so many.
    ['4 000 requests at once', `await Promise.all(Array.from({ length: 4000 }, (_, i) => fetch(process.env.KITCHEN_URL + '/egg-' + i + '?ms=0')))`, 'done'],
    ['an output of 50 MB', `console.log('x'.repeat(50_000_000))`, 'done'],
    ['an error of 50 MB', `throw new Error('x'.repeat(50_000_000))`, 'failed'],
    ['an error of 50 MB that is no Error', `throw 'x'.repeat(50_000_000)`, 'failed'],
    ['an error with a cause of 50 MB', `throw new Error('short', { cause: new Error('x'.repeat(50_000_000)) })`, 'failed'],
  ])('of %s has its end, and is kept small', async (_, text, outcome) => {
    const became = await page.evaluate(async (text) => {
      const { outcome, text: why = '', events } = await globalThis.runProgram(text)
      return { outcome, why: why.length, events: events.length, size: JSON.stringify(events).length }
    }, text)
    expect(became.outcome).toBe(outcome)
    expect(became.why).toBeLessThan(3_000)
    expect(became.events).toBeLessThan(50_000)
    expect(became.size).toBeLessThan(12 * 1024 * 1024)
  })

  it('of 10 000 requests is stopped, and nothing of it is left in the pan', async () => {
    const { outcome } = await run(
      `await Promise.all(Array.from({ length: 10_000 }, (_, i) => fetch(process.env.KITCHEN_URL + '/egg-' + i + '?ms=60000')))`,
      2_000,
    )
    expect(outcome).toBe('stopped')
    await expect
      .poll(async () => ((await (await fetch(`${served.kitchen}/health`)).json()) as { pan: number }).pan, { timeout: 10_000 })
      .toBe(0)
  })
})

describe('a program that does not end', () => {
  it('is stopped at once', async () => {
    const { outcome, stopMs } = await run(`await fetch(process.env.KITCHEN_URL + '/A?ms=10')\nfor (;;);`, 500)
    expect(outcome).toBe('stopped')
    expect(stopMs).toBeLessThan(1000)
  })

  it('floods nobody', async () => {
    const { outcome, count, last } = await page.evaluate(async () => {
      const { outcome, events } = await globalThis.runProgram(
        `for (let i = 0; ; i++) globalThis.__report({ kind: 'start', task: 'task ' + i })`,
        1500,
      )
      return { outcome, count: events.length, last: events.at(-1) }
    })
    expect(outcome).toBe('stopped')
    expect(count).toBeLessThan(50_000)
    expect(last).toMatchObject({ kind: 'finish', unkept: expect.any(Number) as number })
  })
})

describe('where the kitchen is in the tab', () => {
  let inTab: ServedPrograms
  beforeAll(async () => {
    inTab = await servePrograms({ isInTab: true })
    await page.goto(inTab.url)
    await page.locator('body[data-ready]').waitFor({ state: 'attached' })
  }, 120_000)
  afterAll(() => inTab?.stop())

  it('a program fries its eggs at once over the page, and reads them step by step', async () => {
    const { outcome, printed, events } = await run(
      `const kitchen = process.env.KITCHEN_URL\nconst eggs = await Promise.all(['A', 'B'].map(async egg => (await fetch(kitchen + '/' + egg)).text()))\nconst steps = await (await fetch(kitchen + '/C/steps')).text()\nconsole.log(eggs.join(), steps.includes('data:'))`,
    )
    expect([outcome, printed]).toEqual(['done', ['A,B true']])
    expect(events.filter(({ witness, kind }) => witness === 'kitchen' && kind === 'end').length).toBeGreaterThanOrEqual(3)
  })

  it('takes an egg off the heat when it is called off, and when its program is stopped', async () => {
    const off = await run(
      `const stop = new AbortController()\nsetTimeout(() => stop.abort(), 50)\nawait fetch(process.env.KITCHEN_URL + '/A', { signal: stop.signal }).catch(error => console.log(error.name))`,
    )
    expect([off.outcome, off.printed]).toEqual(['done', ['AbortError']])
    const stopped = await run(`await fetch(process.env.KITCHEN_URL + '/B?ms=5000')`, 500)
    for (const { events } of [off, stopped])
      expect(events.filter(({ witness, kind }) => witness === 'kitchen' && kind === 'abort')).toHaveLength(1)
    expect(stopped.outcome).toBe('stopped')
  })

  it('reaches the files of the site no more than another host', async () => {
    expect(await attempt(`return (await fetch('${inTab.url}/page.js')).status`)).not.toMatch(/^got/)
    expect(await attempt(`return await new Function('u', 'return import(u)')('${inTab.url}/page.js')`)).not.toMatch(/^got/)
  })
})
