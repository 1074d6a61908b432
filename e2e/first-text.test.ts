import type { Page } from 'playwright-core'
import type { Site, SiteWindow } from './site.ts'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { toOutline } from '../talk/outline.ts'
import { loadDeck } from '../talk/slides.ts'
import { awaitServiceWorker, setSiteStage } from './site.ts'

/** What a reader on a slow line has before the deck is there: its first script waits for as long as a test wants. */

const outline = toOutline((await loadDeck()).slides)
const chapter = outline.find(({ places }) => places.length > 5)!
/** One with words of its own, neither at the top of the chapter nor so near its end that it could not be at the top. */
const place = chapter.places.slice(2, -2).find(({ demos, isClaim }) => demos.length === 0 && !isClaim)!

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

const stage = setSiteStage()
let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

async function openHeld(
  path: string,
  options = {},
  given?: SiteWindow,
): Promise<{ window: SiteWindow, page: Page, letGo: () => void }> {
  const window = given ?? await stage.open(site, { without: 'service-worker', ...options })
  const { page } = window
  let letGo = () => {}
  const promise = new Promise<void>(resolve => letGo = resolve)
  await page.route('**/assets/index-*.js', async (route) => {
    await promise
    await route.continue()
  })
  await page.goto(`${site.url}${path}`, { waitUntil: 'commit' })
  return { window, page, letGo }
}

const isSeen = (page: Page): Promise<boolean> => page.locator('#first-text').isVisible()

describe('before the deck is there', () => {
  it('the first page can be read, and then it is the deck that says it', async () => {
    const { window, page, letGo } = await openHeld('', PHONE)
    const words = await page.locator('#first-text .lead').textContent()
    expect(await page.locator('#app').innerHTML()).toBe('')
    letGo()
    await page.locator('.front .lead').waitFor()
    expect((await page.locator('.front .lead').textContent())?.trim()).toBe(words)
    expect(await page.locator('#first-text').count()).toBe(0)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('a chapter can be read from the place that is asked for, and one stays where one reads', async () => {
    const { window, page, letGo } = await openHeld(`#/read/${chapter.name}/${place.slug}`, { ...PHONE, colorScheme: 'dark' })
    const section = page.locator(`#first-text [data-place="${place.slug}"]`)
    await section.locator('p').first().waitFor()
    await expect.poll(() => section.evaluate(element => Math.abs(element.getBoundingClientRect().top))).toBeLessThan(60)
    expect(await page.locator('#first-text').evaluate(element => getComputedStyle(element).backgroundColor), 'dark').toBe('rgb(27, 25, 24)')
    letGo()
    await page.locator(`.reading-slide[id="${place.slug}"] .note p`).first().waitFor()
    expect(await page.locator('#first-text').count()).toBe(0)
    await expect.poll(() => page.evaluate(() => location.hash)).toContain(place.slug)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('a chapter’s text has its first programs on their way, and none of the deck’s letters', async () => {
    const first = chapter.places.slice(0, 3).flatMap(({ demos }) => demos)
    const window = await stage.open(site, { without: 'service-worker', ...PHONE })
    const asked: string[] = []
    window.page.on('request', request => asked.push(new URL(request.url()).pathname))
    const { page, letGo } = await openHeld(`#/read/${chapter.name}`, PHONE, window)
    await page.locator('#first-text section').first().waitFor()
    await expect.poll(() => first.filter(slug => !asked.some(path => path.includes(`/assets/${slug}-`)))).toEqual([])
    expect(first.length).toBeGreaterThan(0)
    expect(asked.filter(path => path.endsWith('.woff2'))).toEqual([])
    letGo()
    await page.locator('.reading-slide [data-demo]').first().waitFor()
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('who has read on in it is there in the deck, too', async () => {
    const { window, page, letGo } = await openHeld(`#/read/${chapter.name}`, PHONE)
    await page.locator('#first-text section').first().waitFor()
    await page.locator(`#first-text [data-place="${place.slug}"]`).evaluate(element => element.scrollIntoView())
    letGo()
    await page.locator(`.reading-slide[id="${place.slug}"]`).waitFor()
    await expect.poll(() => page.evaluate(() => location.hash)).toContain(place.slug)
    await window.context.close()
  })

  it.each(['#/5', '#/read/everything', '#/read/no-such-chapter', '#/try'])('%s has the splash, and no text that is not its own', async (path) => {
    const { window, page, letGo } = await openHeld(path)
    await page.locator('#opening').waitFor()
    await page.locator('link[rel="stylesheet"]').last().waitFor({ state: 'attached' })
    expect(await isSeen(page)).toBe(false)
    letGo()
    await page.locator('#app > *').first().waitFor({ state: 'attached' })
    expect(await isSeen(page)).toBe(false)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('a deck that cannot be loaded says so, in the place of the text', async () => {
    const window = await stage.open(site, { without: 'service-worker', ...PHONE })
    await window.page.route('**/assets/index-*.js', route => route.abort())
    await window.page.goto(site.url)
    await window.page.locator('#incomplete').waitFor()
    expect(await isSeen(window.page)).toBe(false)
    await window.context.close()
  })

  it.each([
    ['', 'ReadingPage'],
    ['#/read/everything', 'ReadingPage'],
    ['#/try', 'TryPage'],
  ])('%s says so, too, where only the file of its own view does not come', async (path, view) => {
    const window = await stage.open(site, { without: 'service-worker', ...PHONE })
    await window.page.route(`**/assets/${view}-*.js`, route => route.abort())
    await window.page.goto(`${site.url}${path}`)
    await window.page.locator('#incomplete').waitFor()
    expect(await isSeen(window.page)).toBe(false)
    expect(await window.page.locator('#opening').isVisible()).toBe(false)
    await window.context.close()
  })

  it('what is late is said below the text, with a way to try again, and no longer when it has come', async () => {
    const window = await stage.open(site, { without: 'service-worker', ...PHONE })
    await window.page.clock.install()
    const { page, letGo } = await openHeld('', PHONE, window)
    await page.locator('#first-text .lead').waitFor()
    await page.clock.fastForward(10_000)
    expect(await page.locator('#late').isVisible()).toBe(false)
    await page.clock.fastForward(15_000)
    await page.locator('#late').waitFor()
    expect(await isSeen(page)).toBe(true)
    letGo()
    await page.locator('.front .lead').waitFor()
    await page.clock.fastForward(2_000)
    expect(await page.locator('#late').isVisible()).toBe(false)
    await window.context.close()
  })

  it('a page that one goes to and that does not come is named as missing, and the one before stays', async () => {
    const window = await stage.open(site, { without: 'service-worker' })
    const { page } = window
    await page.goto(site.url)
    await page.locator('.front .lead').waitFor()
    await page.route('**/assets/TryPage-*.js', route => route.abort())
    await page.evaluate(() => location.hash = '#/try')
    await page.getByText('That page could not be loaded.').waitFor()
    expect(await page.locator('.front .lead').isVisible()).toBe(true)
    await window.context.close()
  })

  it('to try again forgets what the browser has kept, for a part of that may be what is missing', async () => {
    const broken = await stage.serve()
    const window = await stage.open(broken)
    const { page } = window
    await page.goto(broken.url)
    await awaitServiceWorker(window)
    // A newer version is in its place, and the browser has thrown a file of the earlier one away.
    const assets = `${broken.folder}/assets`
    const view = readdirSync(assets).find(name => /^ReadingPage-.*\.js$/.test(name))!
    renameSync(`${assets}/${view}`, `${assets}/newer-${view}`)
    const scripts = readdirSync(assets).filter(name => name.endsWith('.js')).map(name => `${assets}/${name}`)
    for (const file of [`${broken.folder}/index.html`, ...scripts])
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(view, `newer-${view}`))
    await page.evaluate(async (view) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        await Promise.all((await cache.keys()).filter(({ url }) => url.includes(view)).map(key => cache.delete(key)))
      }
    }, view)
    // What lies beside the site's own cache would heal it.
    await (await window.context.newCDPSession(page)).send('Network.clearBrowserCache')
    await page.reload()
    const again = page.locator('#incomplete .again')
    await again.waitFor()
    await again.click()
    await page.locator('.front .lead').waitFor()
    await window.context.close()
  })
})
