import type { OtherBrowser } from '../tools/other-browsers.ts'
import type { Site } from './site.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { findFirefox, findWebKit, openFirefox, openWebKit } from '../tools/other-browsers.ts'
import { firstPageOf } from './pdf.ts'
import { setSiteStage } from './site.ts'

const slides = await loadSlides()
const noOf = (slug: string): number => slides.find(({ demos }) => demos.length === 1 && demos[0] === slug)!.no
/** An egg, eggs one by one, threads of a program's own, a machine. */
const RUN = ['promise-all', 'sequential', 'cpu-in-workers', 'runtime-executor'].filter(slug =>
  slides.some(({ demos }) => demos.length === 1 && demos[0] === slug),
)

const engines = [
  { name: 'Firefox', path: findFirefox(), open: openFirefox },
  { name: 'WebKit', path: findWebKit(), open: openWebKit },
]

const stage = setSiteStage()
let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

/** In the page: waits until something is there, and hands it back. */
const UNTIL = `const until = async (look, what, ms = 60000) => {
  const end = Date.now() + ms
  for (;;) {
    const found = look()
    if (found)
      return found
    if (Date.now() > end)
      throw new Error('not there in time: ' + what)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
};`

describe.each(engines)('$name', ({ path, open }) => {
  let browser: OtherBrowser
  beforeAll(async () => {
    if (!path)
      return
    browser = await open(path)
    // A window that a test drives may not keep the screen awake, and WebKit has no permission for that to be given.
    await browser.setWindow(1300, 900)
    await browser.goto(`${site.url}#/1`)
    await browser.evaluate(`${UNTIL} window.errors = []; addEventListener('error', ({ message }) => /^ResizeObserver loop/.test(message) || errors.push(message)); addEventListener('unhandledrejection', ({ reason }) => String(reason) === 'NotAllowedError: Permission was denied' || errors.push(String(reason)))
      await until(() => document.querySelector('.slidev-page-1'), 'the first slide')`)
  }, 120_000)
  afterAll(() => browser?.close())

  // So few at a time that a slow machine is done within the time that a browser gives a script.
  const PIECE = 12
  const pieces = Array.from({ length: Math.ceil(slides.length / PIECE) }, (_, i) =>
    slides.slice(i * PIECE, (i + 1) * PIECE).map(({ no }) => no))

  it.skipIf(!path).each(pieces.map(piece => [piece[0]!, piece.at(-1)!, piece] as const))(
    'shows the slides %i to %i, and cuts no code',
    { timeout: 180_000 },
    async (_, __, piece) => {
      const faults = await browser.evaluate<string[]>(
        `${UNTIL}
      const faults = []
      for (const no of args[0]) {
        location.hash = '#/' + no
        const slide = await until(() => [...document.querySelectorAll('.slidev-page-' + no)].find(one => one.checkVisibility() && one.querySelector('.slidev-layout')), 'slide ' + no)
        await until(() => !slide.querySelector('.live-demo') || slide.querySelector('.live-demo pre, .live-demo .problem'), 'the program on ' + no)
        await document.fonts.ready
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        for (const code of slide.querySelectorAll('.demo-code:not(.larger) pre.shiki')) {
          if (code.scrollWidth > code.clientWidth + 1)
            faults.push('slide ' + no + ': code is cut by ' + (code.scrollWidth - code.clientWidth))
        }
      }
      return [...faults, ...window.errors.splice(0)]`,
        piece,
      )
      expect(faults).toEqual([])
    },
  )

  it.skipIf(!path).each(RUN)('runs %s', { timeout: 120_000 }, async (slug) => {
    const state = await browser.evaluate<string>(`${UNTIL}
      location.hash = '#/read/slide-' + args[1]
      const demo = await until(() => document.querySelector('[data-slide="' + args[1] + '"] [data-demo="' + args[0] + '"]'), 'the demo')
      const run = await until(() => [...demo.querySelectorAll('button')].find(one => /^\\s*Run/.test(one.textContent) && !one.disabled), 'Run')
      run.click()
      return await until(() => ['done', 'failed'].find(state => demo.dataset.state === state) , 'its end: ' + demo.innerText)`, slug, noOf(slug))
    expect(state, slug).toBe('done')
    expect(await browser.evaluate('return window.errors.splice(0)')).toEqual([])
  })

  it.skipIf(!path)('edits a program and runs what was edited', { timeout: 120_000 }, async () => {
    await browser.evaluate(`${UNTIL}
      location.hash = '#/read/slide-' + args[1]
      const demo = await until(() => document.querySelector('[data-slide="' + args[1] + '"] [data-demo="' + args[0] + '"]'), 'the demo')
      ;(await until(() => [...demo.querySelectorAll('button')].find(one => /^\\s*Edit/.test(one.textContent) && !one.disabled), 'Edit')).click()
      const editor = await until(() => demo.querySelector('.cm-content'), 'the editor')
      await until(() => editor.textContent.includes('Promise.all'), 'its text')
      editor.focus()`, 'promise-all', noOf('promise-all'))
    await browser.type('// mine ')
    const ran = await browser.evaluate<string>(`${UNTIL}
      const demo = document.querySelector('.reading-slide [data-demo="' + args[0] + '"]')
      await until(() => demo.querySelector('.cm-content').textContent.includes('// mine'), 'what was typed')
      const run = await until(() => [...demo.querySelectorAll('button')].find(one => /^\\s*Run/.test(one.textContent) && !one.disabled), 'Run')
      run.click()
      return await until(() => ['done', 'failed'].find(state => demo.dataset.state === state), 'its end')`, 'promise-all')
    expect(ran).toBe('done')
    expect(await browser.evaluate('return window.errors.splice(0)')).toEqual([])
  })

  it.skipIf(!path)('takes a model a step further', { timeout: 120_000 }, async () => {
    const model = slides.find(({ demos }) => demos.includes('runtime-executor'))!
    const changed = await browser.evaluate<boolean>(`${UNTIL}
      location.hash = '#/' + args[0]
      const slide = await until(() => [...document.querySelectorAll('.slidev-page-' + args[0])].find(one => one.checkVisibility() && one.querySelector('.slidev-layout')), 'the slide')
      const next = await until(() => [...slide.querySelectorAll('button')].find(one => /^\\s*(?:Step|Next|Run)/.test(one.textContent) && !one.disabled), 'a step')
      const before = slide.innerText
      next.click()
      return await until(() => slide.innerText !== before, 'the next step')`, model.no)
    expect(changed).toBe(true)
    expect(await browser.evaluate('return window.errors.splice(0)')).toEqual([])
  })

  it.skipIf(!path)('reads every chapter', { timeout: 600_000 }, async () => {
    const chapters = await browser.evaluate<string[]>(`${UNTIL}
      location.hash = '#/read'
      await until(() => document.querySelector('.front .contents'), 'the contents')
      return [...document.querySelectorAll('.front .of-chapter')].map(link => link.hash)`)
    expect(chapters.length).toBeGreaterThan(14)
    for (const hash of chapters) {
      const faults = await browser.evaluate<string[]>(`${UNTIL}
        location.hash = args[0]
        await until(() => document.querySelector('[data-chapter="' + args[0].split('/').pop() + '"]') && document.querySelector('main[data-complete="true"]'), args[0])
        return [...document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : [], ...window.errors.splice(0)]`, hash)
      expect(faults, hash).toEqual([])
    }
  })

  it.skipIf(!path)('finds words', { timeout: 120_000 }, async () => {
    const found = await browser.evaluate<number>(`${UNTIL}
      location.hash = '#/read'
      const search = await until(() => [...document.querySelectorAll('.reading-bar button')].find(one => one.textContent.includes('Search')), 'Search')
      search.click()
      const input = await until(() => document.querySelector('#search-words'), 'the field')
      input.value = 'back pressure'
      input.dispatchEvent(new Event('input'))
      await until(() => document.querySelector('.search-box li a'), 'what was found')
      return document.querySelectorAll('.search-box li a').length`)
    expect(found).toBeGreaterThan(0)
  })

  it.skipIf(!path || open !== openFirefox)('prints a chapter, beginning on its first page', { timeout: 120_000 }, async () => {
    await browser.goto(`${site.url}#/read/promises`)
    await browser.evaluate(`${UNTIL} await until(() => document.querySelector('main[data-complete="true"]'), 'the chapter')`)
    expect(firstPageOf(await browser.print()).length).toBeGreaterThan(1000)
  })
})
