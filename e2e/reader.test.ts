import type { Site } from './site.ts'
import { Buffer } from 'node:buffer'
import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { DemoOnSlide } from '../tools/pages.ts'
import { setSiteStage } from './site.ts'

const SLUG = 'promise-all'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const slides = await loadSlides()
const no = slides.find(({ demos }) => demos.includes(SLUG))!.no
const stage = setSiteStage({ ms: 500 })

let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

describe('the address of a demo', () => {
  it('opens its slide, cold and from another one', async () => {
    const window = await stage.open(site)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    await window.arrive(no)
    await window.goto(no + 5)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    await window.arrive(no)
    window.vigil.expectQuiet()
    await window.context.close()
  })

  it('opens its place in the text on a phone', async () => {
    const window = await stage.open(site, PHONE)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    await window.page.locator(`.reading [data-demo="${SLUG}"]`).waitFor()
    await window.context.close()
  })

  it('of one that does not exist says so', async () => {
    const window = await stage.open(site)
    await window.page.goto(`${window.url}/demo/no-such-thing`)
    await window.page.getByRole('alert').filter({ hasText: 'no demo called “no-such-thing”' }).waitFor()
    expect(await window.page.getByRole('link', { name: 'Promises' }).count()).toBeGreaterThan(0)
    await window.context.close()
  })
})

describe('a program in the text', () => {
  it.each([320, 390, 1000])('can be edited and run, %i pixels wide', { timeout: 60_000 }, async (width) => {
    const window = await stage.open(site, { viewport: { width, height: 800 } })
    const { page } = window
    await page.goto(`${window.url}/read/slide-${no}`)
    const demo = new DemoOnSlide(page.locator(`[data-demo="${SLUG}"]`))
    await demo.button('Edit').click()
    const editor = demo.root.locator('.demo-editor')
    await expect.poll(async () => (await editor.boundingBox())?.height ?? 0).toBeGreaterThan(200)
    expect((await editor.boundingBox())!.width).toBeGreaterThan(width < 900 ? width - 60 : 300)
    await page.keyboard.press('Control+Home')
    await page.keyboard.type(`// ${'wide '.repeat(40)}\n`)
    await expect.poll(() => demo.root.getByRole('button', { name: 'Copy link' }).isVisible()).toBe(true)
    // What is scrolled sideways passes below the line numbers, and is not read through them.
    expect(await editor.locator('.cm-gutters').evaluate(gutter => getComputedStyle(gutter).backgroundColor)).toMatch(/^rgb\(/)
    await demo.run()
    await demo.waitFor('done')
    window.vigil.expectQuiet()
    await window.context.close()
  })
})

describe('a reader stays where they are', () => {
  it('in the text when the window becomes low or small, as by zooming or a keyboard on the screen', async () => {
    const window = await stage.open(site, { viewport: { width: 1280, height: 900 } })
    const { page } = window
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    for (const size of [{ width: 1280, height: 450 }, { width: 853, height: 480 }, { width: 320, height: 256 }, { width: 1280, height: 900 }]) {
      await page.setViewportSize(size)
      await page.waitForTimeout(300)
      expect(page.url(), JSON.stringify(size)).toContain('/read/promises')
    }
    await window.context.close()
  })

  it('on the slides when the window becomes narrow', async () => {
    const window = await stage.open(site, { viewport: { width: 1280, height: 900 } })
    await window.goto(no)
    await window.page.setViewportSize({ width: 500, height: 900 })
    await window.page.keyboard.press('ArrowDown')
    await window.arrive(no + 1)
    await window.context.close()
  })

  it('in their chapter with Back, Forward and the key that leads to the slides', async () => {
    const window = await stage.open(site)
    const { page } = window
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    await page.goto(`${window.url}/read/threads`)
    await page.locator('[data-chapter="threads"]').waitFor()
    await page.goBack()
    await page.locator('main[data-complete="true"] [data-chapter="promises"]').waitFor()
    const first = Number(await page.locator('.reading-slide').first().getAttribute('data-slide'))
    await page.keyboard.press('t')
    await window.arrive(first)
    await window.context.close()
  })
})

describe('a chapter that the browser prints', () => {
  it('has no empty page, is light, and has all of its programs, runs and steps', { timeout: 60_000 }, async () => {
    const window = await stage.open(site, { ...PHONE, colorScheme: 'dark' })
    const { page } = window
    await page.goto(`${window.url}/read/all-any-race`)
    await page.locator('main[data-complete="true"]').waitFor()
    const demos = await page.locator('[data-demo]').count()
    // The recorded runs are fetched when there is nothing else to do.
    await expect.poll(async () => {
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      const shown = await page.locator('[data-demo][data-state="replay"]').count()
      await page.evaluate(() => dispatchEvent(new Event('afterprint')))
      return shown
    }, { timeout: 15_000 }).toBe(demos)
    expect(await page.locator('[data-demo][data-state="idle"]').count()).toBe(demos)

    const first = firstPage(await page.pdf({ format: 'A4' }))
    expect(first.length).toBeGreaterThan(1000)
    expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(true)

    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 665, height: 1000 })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    const paper = await page.evaluate(() => {
      const { right } = document.querySelector('main')!.getBoundingClientRect()
      const isCut = (element: Element) => element.getBoundingClientRect().right > right + 1
      return {
        background: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.querySelector('.note p')!).color,
        cut: [...document.querySelectorAll('.timeline > svg, .demo-code pre, .card, table:not([data-timeline])')].filter(isCut).map(element => element.outerHTML.slice(0, 80)),
        crooked: [...document.querySelectorAll<SVGElement>('.timeline > svg')].filter(svg => svg.getBoundingClientRect().width < 300).length,
        hiddenCode: [...document.querySelectorAll('.demo-code')].filter(code => code.scrollHeight > code.clientHeight + 1 || code.scrollWidth > code.clientWidth + 1).length,
        notRun: [...document.querySelectorAll('[role="status"]')].filter(status => status.textContent!.includes('Not run yet')).length,
        later: [...document.querySelectorAll('.part.later')].length,
      }
    })
    expect(paper).toEqual({ background: 'rgba(0, 0, 0, 0)', ink: 'rgb(43, 37, 33)', cut: [], crooked: 0, hiddenCode: 0, notRun: 0, later: 0 })
    expect(await page.evaluate(() => [...document.styleSheets].some(sheet => [...sheet.cssRules].some(rule => /counter\(page\)/.test(rule.cssText))))).toBe(true)
    const source = page.locator('.note a[href^="http"]')
    if (await source.count() > 0)
      expect(await source.first().evaluate(link => getComputedStyle(link, '::after').content)).toContain('http')
    await window.context.close()
  })
})

/** What is drawn on the first page of a PDF, as its operators. */
function firstPage(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const objectOf = (id: string) => new RegExp(`(?:^|\\n)${id} 0 obj([\\s\\S]*?)endobj`).exec(text)![1]!
  let page = objectOf(/\/Kids\s*\[\s*(\d+)/.exec(objectOf(/\/Pages (\d+)/.exec(text)![1]!))![1]!)
  while (/\/Kids/.test(page))
    page = objectOf(/\/Kids\s*\[\s*(\d+)/.exec(page)![1]!)
  const stream = objectOf(/\/Contents (\d+)/.exec(page)![1]!)
  const from = stream.indexOf('stream') + 'stream'.length
  return inflateSync(Buffer.from(stream.slice(stream[from] === '\r' ? from + 2 : from + 1, stream.lastIndexOf('endstream')), 'latin1'))
}
