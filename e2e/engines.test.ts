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
const RUN = ['promise-all', 'sequential', 'cpu-in-workers', 'runtime-executor'].filter(slug => slides.some(({ demos }) => demos.length === 1 && demos[0] === slug))

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
const UNTIL = `const until = async (look, what, ms = 30000) => {
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
    await browser.setWindow(1300, 900)
    await browser.goto(`${site.url}#/1`)
    await browser.evaluate(`${UNTIL} window.errors = []; addEventListener('error', ({ message }) => errors.push(message)); addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))
      await until(() => document.querySelector('.slidev-page-1'), 'the first slide')`)
  }, 120_000)
  afterAll(() => browser?.close())

  it.skipIf(!path)('shows every slide, and cuts no code', { timeout: 600_000 }, async () => {
    const faults = await browser.evaluate<string[]>(`${UNTIL}
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
      return [...faults, ...window.errors.splice(0)]`, slides.map(({ no }) => no))
    expect(faults).toEqual([])
  })

  it.skipIf(!path)('runs a demo of each kind, and edits one', { timeout: 120_000 }, async () => {
    for (const slug of RUN) {
      const state = await browser.evaluate<string>(`${UNTIL}
        location.hash = '#/read/slide-' + args[1]
        const demo = await until(() => document.querySelector('.reading [data-demo="' + args[0] + '"]'), 'the demo')
        const run = await until(() => [...demo.querySelectorAll('button')].find(one => /^\\s*Run/.test(one.textContent) && !one.disabled), 'Run')
        run.click()
        return await until(() => ['done', 'failed'].find(state => demo.dataset.state === state), 'its end')`, slug, noOf(slug))
      expect(state, slug).toBe('done')
    }
    const text = await browser.evaluate<string>(`${UNTIL}
      location.hash = '#/read/slide-' + args[1]
      const demo = await until(() => document.querySelector('.reading [data-demo="' + args[0] + '"]'), 'the demo')
      ;(await until(() => [...demo.querySelectorAll('button')].find(one => /^\\s*Edit/.test(one.textContent) && !one.disabled), 'Edit')).click()
      const editor = await until(() => demo.querySelector('.cm-content'), 'the editor')
      return editor.textContent`, 'promise-all', noOf('promise-all'))
    expect(text).toContain('Promise.all')
    expect(await browser.evaluate('return window.errors.splice(0)')).toEqual([])
  })

  it.skipIf(!path)('reads every chapter, and finds words', { timeout: 300_000 }, async () => {
    const faults = await browser.evaluate<string[]>(`${UNTIL}
      const faults = []
      location.hash = '#/read'
      await until(() => document.querySelector('.front .contents'), 'the contents')
      const chapters = [...document.querySelectorAll('.front .of-chapter')].map(link => link.hash)
      for (const hash of chapters) {
        location.hash = hash
        await until(() => document.querySelector('[data-chapter="' + hash.split('/').pop() + '"]') && document.querySelector('main[data-complete="true"]'), hash)
        if (document.documentElement.scrollWidth > innerWidth)
          faults.push(hash + ' is wider than the window')
      }
      const search = [...document.querySelectorAll('.reading-bar button')].find(one => one.textContent.includes('Search'))
      search.click()
      const input = document.querySelector('#search-words')
      input.value = 'back pressure'
      input.dispatchEvent(new Event('input'))
      await until(() => document.querySelector('.search-box li a'), 'what was found')
      if (chapters.length < 15)
        faults.push('only ' + chapters.length + ' chapters')
      return [...faults, ...window.errors.splice(0)]`)
    expect(faults).toEqual([])
  })

  it.skipIf(!path || open !== openFirefox)('prints a chapter, beginning on its first page', { timeout: 120_000 }, async () => {
    await browser.goto(`${site.url}#/read/promises`)
    await browser.evaluate(`${UNTIL} await until(() => document.querySelector('main[data-complete="true"]'), 'the chapter')`)
    expect(firstPageOf(await browser.print()).length).toBeGreaterThan(1000)
  })
})
