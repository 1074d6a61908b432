import type { RunEvent } from '../trace/events.ts'
import type { Site, SiteWindow } from './site.ts'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkShape } from '../demos/check-shape.ts'
import { frontOf } from '../talk/front.ts'
import { loadDeck, loadSlides } from '../talk/slides.ts'
import { DeckPage, DemoOnSlide } from '../tools/pages.ts'
import { findViolations } from './axe.ts'
import { tabThrough } from './keyboard.ts'
import { readProgram } from './programs.ts'
import { askTabHealth, askTabTrace, awaitServiceWorker, setSiteStage } from './site.ts'

/**
 * Stop pressed to everything stopped, kitchen included: 100 ms is the bar, and a test machine does other things, too.
 */
const STOP_MS = 250

/** JavaScript before the first slide is usable, as it comes over the line. */
const FIRST_SLIDE_BYTES = 300 * 1024

const slides = await loadSlides()
const { title } = frontOf(await loadDeck())
const noOf = (slug: string): number => slides.find(({ demos }) => demos.includes(slug))!.no
const SLUG = 'promise-all'
const no = noOf(SLUG)

/**
 * One demo for each way to the kitchen and back; that every program runs in a browser is seen on the live deck. An egg,
 * eggs that burn and are called off, stages of an egg, pages of orders, a callback, threads of a program's own, a
 * machine.
 */
const KINDS = [
  'sequential',
  'promise-any',
  'all-with-abort',
  'start-both-then-await',
  'for-await-generator',
  'paged-orders',
  'callback-pyramid',
  'cpu-in-workers',
  'overdraft',
  'runtime-executor',
]
const inBrowser = KINDS.filter(slug => slides.some(({ demos }) => demos.includes(slug))).map(slug => ({ slug, no: noOf(slug) }))

const stage = setSiteStage()

describe('the static site, somewhere on a host', () => {
  let site: Site
  let window: SiteWindow

  beforeAll(async () => {
    site = await stage.serve()
    window = await stage.open(site)
    await window.goto(1)
    await awaitServiceWorker(window)
  })

  afterAll(() => window?.context.close())

  it.each(inBrowser)(
    'the demo $slug on slide $no runs in the kitchen that is in the browser',
    { timeout: 60_000 },
    async ({ no, slug }) => {
      // A burnt egg is an answer of the kitchen's, and so is that to a guest who has left (499); a run without an egg
      // has no trace.
      window.pageErrors.allow(/^(?:499|500) for .*\/kitchen\/run\/|\/trace\b|status of (?:499|500) .*\/kitchen\/run\//)
      await window.goto(no)
      const demo = window.demo(slug, no)
      const {
        demo: { expect: expected },
        sha256,
      } = readProgram(slug)
      // Its program is loaded when its slide is shown.
      await expect.poll(() => demo.button('Run').isEnabled()).toBe(true)
      await demo.button('Run').press('Enter')
      await demo.waitFor(expected.outcome, 40_000)
      const told: RunEvent[] = [
        { t: 0, kind: 'run', witness: 'program', demo: slug, engine: 'worker', startedAt: '', source: '', toolchain: {} },
        ...(await askTabTrace(window, await demo.runId())),
        ...(await demo.root.locator('.demo-output .what').allTextContents()).map((text): RunEvent => ({
          t: 0,
          kind: 'log',
          witness: 'program',
          text: text.replace(/^✕ /, ''),
          stream: 'stdout',
        })),
        { t: Infinity, kind: 'finish', witness: 'program', outcome: expected.outcome, ms: 0 },
      ]
      // What only the program knows is in the table; how long it took is no business of a busy machine.
      const overlap = expected.eggs.length === 0 ? 'none' : expected.overlap
      const { inBrowser } = expected
      // A machine shows its steps in the place of what is printed.
      const isMachine = slug.startsWith('runtime-')
      expect(
        checkShape(
          {
            expect: {
              ...expected,
              overlap,
              lanes: [],
              ends: [],
              time: undefined,
              ...(isMachine && { prints: undefined, printsInAnyOrder: undefined, says: undefined }),
              ...(inBrowser && { inBrowser: { ...inBrowser, time: undefined } }),
            },
          },
          told,
        ),
      ).toEqual([])
      expect(await demo.source()).toBe(sha256)
      // Where something went wrong, what to do about it stands in that place.
      if (expected.outcome === 'done')
        expect(await demo.root.textContent()).toContain('kitchen in this tab')
      window.pageErrors.expectNone()
    },
  )

  it('plays the demo of the connections, which a browser’s own kitchen does not have, and says so', async () => {
    const slug = 'six-connections'
    await window.goto(noOf(slug))
    const demo = window.demo(slug, noOf(slug))
    expect(await demo.root.textContent()).toContain('npm start runs it live')
    await demo.run()
    await demo.waitFor('replay')
    await expect.poll(() => demo.status(), { timeout: 15_000 }).toContain('12 of 12 eggs')
    expect(await demo.root.textContent()).toMatch(/recorded \d+ \w+ \d{4}/)
    window.pageErrors.expectNone()
  })

  it('mounts what is shown and keeps it, and turned there and back in a moment it stands still', async () => {
    const own = await window.another()
    await own.goto(no)
    await own.next()
    await own.previous()
    await expect.poll(() => own.currentSlide()).toBe(no)
    await own.arrive(no, 5_000)
    const mounted = () => own.page.locator('.slidev-page').evaluateAll(slides => slides.map(slide => Number(slide.dataset.slidevNo)))
    expect(await mounted()).toEqual([no, no + 1])
    await own.page.close()
  })

  it('puts the gas off when Stop is pressed', async () => {
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await expect.poll(async () => (await askTabHealth(window)).pan, { interval: 5, timeout: 5000 }).toBe(4)
    const pressed = performance.now()
    await window.page.keyboard.press('r')
    await expect.poll(async () => (await askTabHealth(window)).pan, { interval: 5 }).toBe(0)
    expect(performance.now() - pressed).toBeLessThan(STOP_MS)
    await demo.waitFor('stopped')
    expect(await endsOf(window, await demo.runId())).toEqual(['abort', 'abort', 'abort', 'abort'])
  })

  it('puts the gas off when the window is closed', async () => {
    const other = await window.another()
    await other.goto(no)
    const demo = other.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('running')
    const id = await demo.runId()
    await expect.poll(async () => (await askTabHealth(window)).pan, { interval: 5 }).toBe(4)
    await other.page.close()
    await expect.poll(() => endsOf(window, id), { interval: 20 }).toEqual(['abort', 'abort', 'abort', 'abort'])
  })

  it('serves two windows at once, and each sees the run of the other', async () => {
    const other = await window.another()
    await Promise.all([window.goto(no), other.goto(no)])
    const [here, there] = [window.demo(SLUG, no), other.demo(SLUG, no)]
    await here.run()
    await there.waitFor('running')
    await there.waitFor('done')
    await here.waitFor('done')
    expect(await there.rows()).toEqual(await here.rows())
    await other.page.close()
    window.pageErrors.expectNone()
  })

  it('serves many tabs at once, each its own run', { timeout: 120_000 }, async () => {
    const window = await stage.open(site)
    // What one of them runs in a place, all of them show there: each runs another program.
    const demos = await Promise.all(inBrowser.map(async ({ slug, no }) => {
      const own = new DeckPage(await window.context.newPage(), window.url)
      await own.goto(no)
      return { slug, demo: own.demo(slug, no) }
    }))
    expect(demos.length).toBeGreaterThan(5)
    await Promise.all(demos.map(({ demo }) => demo.run()))
    await Promise.all(demos.map(({ slug, demo }) => demo.waitFor(readProgram(slug).demo.expect.outcome)))
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it.each([['late', 500], ['never', undefined]])('serves a window to which the browser gives its lock %s', async (_, ms) => {
    const window = await stage.open(site)
    await window.context.addInitScript((ms) => {
      const request = LockManager.prototype.request as (...of: unknown[]) => Promise<unknown>
      LockManager.prototype.request = async function (this: LockManager, ...of: unknown[]) {
        if (ms === undefined)
          throw new DOMException('No locks here.', 'SecurityError')
        await new Promise(resolve => setTimeout(resolve, ms))
        return request.apply(this, of)
      } as typeof LockManager.prototype.request
    }, ms)
    await window.goto(no)
    await awaitServiceWorker(window)
    await runAndExpectFour(window)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('cooks on after a reload past all caches', async () => {
    await window.goto(no)
    const devtools = await window.context.newCDPSession(window.page)
    await devtools.send('Page.reload', { ignoreCache: true })
    await window.arrive(no)
    await runAndExpectFour(window)
    window.pageErrors.expectNone()
  })

  it('burns an egg, and knows a bad name, as any kitchen', async () => {
    await window.page.reload()
    await window.arrive(no)
    const answers = await window.page.evaluate(() =>
      Promise.all(
        ['kitchen/A?burn&ms=50', 'kitchen/a.b', 'kitchen/A?ms=60'].map(async (address) => {
          const reply = await fetch(address)
          return [reply.status, reply.headers.get('content-type')]
        }),
      ),
    )
    expect(answers).toEqual([
      [500, 'application/problem+json'],
      [400, 'application/problem+json'],
      [200, 'text/plain; charset=utf-8'],
    ])
  })
})

describe('a browser without service workers', () => {
  it('has each program cook for itself, and says so', async () => {
    const window = await stage.open(await stage.serve(), { without: 'service-worker' })
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('done')
    expect((await demo.rows()).map(({ task, outcome }) => [task, outcome])).toEqual([
      ['A', 'done'],
      ['B', 'done'],
      ['C', 'done'],
      ['D', 'done'],
    ])
    expect(await demo.root.textContent()).toContain('in the page itself')
    await demo.run()
    // Stopped at once, it would not have begun.
    await expect.poll(async () => (await demo.rows()).filter(({ outcome }) => outcome !== 'done').length).toBe(4)
    await demo.stop()
    await demo.waitFor('stopped')
    expect((await demo.rows()).map(({ outcome }) => outcome)).toEqual(Array.from({ length: 4 }, () => 'called off'))
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('after one visit', () => {
  it('everything works with the cable pulled, chapters that nobody has looked at included', { timeout: 120_000 }, async () => {
    const site = await stage.serve()
    const window = await stage.open(site)
    await window.goto(1)
    await awaitServiceWorker(window)
    await site.stop()
    await window.page.reload()
    await window.arrive(1)
    await window.goto(slides.length)
    await window.goto(no)
    await runAndExpectFour(window)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('the second asks for next to nothing', async () => {
    const site = await stage.serve()
    const window = await stage.open(site)
    await window.goto(1)
    await awaitServiceWorker(window)
    await window.page.close()
    const asked: string[] = []
    // What a service worker answers is asked of nobody.
    window.context.on(
      'request',
      request => request.serviceWorker() === null && request.url().startsWith(site.url) && asked.push(request.url()),
    )
    const again = await window.another()
    await again.goto(1)
    const bytes = await again.page.evaluate(() =>
      performance.getEntriesByType('resource').reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
    )
    expect(bytes).toBe(0)
    await window.context.close()
  })

  it('a newer version says that it is ready, waits to be asked, and then is there', { timeout: 60_000 }, async () => {
    const site = await stage.serve()
    const window = await stage.open(site)
    await window.goto(no)
    await awaitServiceWorker(window)
    publishAnother(site)
    await window.page.reload()
    const notice = window.page.getByText('A newer version of this talk is ready')
    await notice.waitFor()
    // What is open goes on as it is.
    await runAndExpectFour(window)
    expect(await window.page.locator('meta[name="edition"]').count()).toBe(0)

    await window.page.getByRole('button', { name: 'Reload' }).click()
    await window.page.locator('meta[name="edition"]').waitFor({ state: 'attached' })
    await window.arrive(no)
    await runAndExpectFour(window)
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('the way in', () => {
  it('is short: the first slide needs little JavaScript', async () => {
    const site = await stage.serve()
    const window = await stage.open(site, { without: 'service-worker' })
    await window.goto(1)
    const bytes = await window.page.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0))
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThanOrEqual(FIRST_SLIDE_BYTES)
    await window.context.close()
  })

  it('has a title, a description, a language, an icon and a picture', async () => {
    const site = await stage.serve()
    const window = await stage.open(site)
    await window.goto(1)
    const { page } = window
    expect(await page.title()).toContain(title)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    for (const selector of ['meta[name="description"]', 'meta[property="og:title"]', 'meta[property="og:image"]', 'meta[name="viewport"]'])
      expect(await page.locator(selector).getAttribute('content'), selector).toMatch(/^[^"%].{8,}/)
    const addresses = await page
      .locator('link[rel="icon"], link[rel="manifest"], link[rel="apple-touch-icon"], meta[property="og:image"]')
      .evaluateAll(elements => elements.map(element => element.getAttribute('href') ?? element.getAttribute('content')!))
    for (const address of [...addresses, 'robots.txt']) expect((await fetch(new URL(address, site.url))).status, address).toBe(200)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('is shown to whoever has an address that leads nowhere, and found for them where it means a slide', async () => {
    const site = await stage.serve()
    const window = await stage.open(site, { without: 'service-worker' })
    window.pageErrors.allow(/\b404\b/)
    await window.page.goto(`${site.url}some/where/else`)
    await expect
      .poll(() => window.page.getByRole('link', { name: 'To the talk' }).evaluate(link => (link as HTMLAnchorElement).href))
      .toBe(site.url)
    await window.page.goto(`${site.url}3`)
    await window.page.waitForURL(`${site.url}#/3`)
    await window.arrive(3)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('is explained to whoever opens the page as a file', async () => {
    const site = await stage.serve()
    const page = await stage.browser.newPage()
    await page.goto(`file://${join(site.folder, 'index.html')}`)
    await page.getByRole('alert').filter({ hasText: 'This needs a web server' }).waitFor()
    await page.close()
  })

  it.each([768, 1920])('can be used by everybody, %i pixels wide', { timeout: 60_000 }, async (width) => {
    const site = await stage.serve()
    const window = await stage.open(site, { viewport: { width, height: Math.round(width * 0.6) } })
    for (const slide of [1, no]) {
      await window.goto(slide)
      expect(await overhang(window)).toBeLessThanOrEqual(0)
      expect(await findViolations(window.page)).toEqual([])
    }
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('the speaker’s view', () => {
  it('has the notes, which nobody else waits for', async () => {
    const window = await stage.open(await stage.serve())
    await window.goto(no, 'presenter')
    await expect.poll(() => window.page.locator('.slidev-note').first().textContent()).toMatch(/^\s*\[\d+:\d\d\]\s+\w/)
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('by keyboard alone', () => {
  /** The first slide of each layout, each model, and the first demo of each language. */
  const walked = slides.filter(({ isModel, layout, demos, races }, index) => isModel || index === slides.length - 1
    || slides.findIndex(other => other.layout === layout) === index
    || (demos.length > 0 && slides.findIndex(other => other.demos[0]?.split('-')[0] === demos[0]!.split('-')[0]) === index)
    || (races.length > 0 && slides.findIndex(other => other.races.length > 0) === index))

  it('one gets onto every kind of slide and off it again, and sees where one is', { timeout: 300_000 }, async () => {
    const window = await stage.open(await stage.serve(), { reducedMotion: 'reduce' })
    const faults: string[] = []
    for (const { no } of walked) {
      await window.goto(no)
      const stops = await tabThrough(window.page)
      expect(stops.length, `stops on slide ${no}`).toBeGreaterThan(1)
      faults.push(...stops.flatMap(({ what, faults }) => faults.map(fault => `slide ${no}: ${what} ${fault}`)))
    }
    expect(faults).toEqual([])
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('one goes around the slides to the text, and in the text around what surrounds it', async () => {
    const window = await stage.open(await stage.serve())
    const { page } = window
    await window.goto(no)
    await page.keyboard.press('Tab')
    const around = page.getByRole('button', { name: 'Read this talk as a text' })
    await expect.poll(() => around.evaluate(button => button === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/read\//)
    await page.locator('main[data-complete="true"]').waitFor()
    // The address of a place takes the focus there; a chapter's leaves it at the top.
    await page.goto(`${window.url}/read/promises`)
    await page.reload()
    await page.locator('main[data-complete="true"]').waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement!.textContent)).toBe('Skip to the text')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement!.localName)).toBe('main')
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it.each([360, 1280])('one gets through a chapter of the text, %i pixels wide', { timeout: 120_000 }, async (width) => {
    const window = await stage.open(await stage.serve(), { viewport: { width, height: 740 }, reducedMotion: 'reduce' })
    const { page } = window
    await page.goto(`${window.url}/read/four-eggs`)
    await page.locator('main[data-complete="true"]').waitFor()
    const stops = await tabThrough(page)
    expect(stops.flatMap(({ what, faults }) => faults.map(fault => `${what} ${fault}`))).toEqual([])
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('for whoever does not see the picture', () => {
  it('a run is told in few sentences, none of them twice', async () => {
    const window = await stage.open(await stage.serve())
    await window.goto(no)
    await window.page.evaluate(() => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')) {
        new MutationObserver(() => said.push(region.textContent!.trim().replace(/\s+/g, ' ')))
          .observe(region, { childList: true, characterData: true, subtree: true })
      }
    })
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('done')
    await expect
      .poll(() =>
        window.page.evaluate(() => (globalThis as unknown as { said: string[] }).said.filter(one => one.includes('4 of 4 eggs')).length),
      )
      .toBe(1)
    const said = await window.page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
    expect(new Set(said).size, said.join(' | ')).toBe(said.length)
    // That it runs, what goes into the pan, each of four eggs, what it came to, and what that shows.
    expect(said.length, said.join(' | ')).toBeLessThanOrEqual(8)
    await window.context.close()
  })
})

describe('whoever does not want things to move', () => {
  it('sees nothing move, on a slide, from one to the next, and while a program runs', async () => {
    const window = await stage.open(await stage.serve(), { reducedMotion: 'reduce' })
    const { page } = window
    await window.goto(no)
    await page.evaluate(() => {
      const moved = new Set<string>()
      Object.assign(globalThis, { moved })
      for (const kind of ['transitionrun', 'animationstart'] as const) {
        document.addEventListener(kind, ({ target }) => {
          const element = target as Element
          if (element.getAnimations().some(({ effect }) => Number(effect!.getComputedTiming().endTime) > 1))
            moved.add(`${kind}: ${element.localName}.${[...element.classList].join('.')}`)
        }, true)
      }
    })
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('done')
    await demo.button('Reset').hover()
    await page.keyboard.press('d')
    for (let turn = 0; turn < 3; turn++) {
      // To the next slide, whatever steps this one has.
      await page.keyboard.press('ArrowDown')
      await window.arrive(no + turn + 1)
    }
    await page.keyboard.press('o')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => [...(globalThis as unknown as { moved: Set<string> }).moved])).toEqual([])
    await window.context.close()
  })
})

describe('the talk as a text', () => {
  const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

  it('is what a phone held upright shows, and can be read and used there', { timeout: 90_000 }, async () => {
    const window = await stage.open(await stage.serve(), PHONE)
    const { page } = window
    await page.goto(window.url.replace(/#$/, ''))
    await page.getByRole('link', { name: 'Read', exact: true }).tap()
    await page.locator('main[data-complete="true"] .reading-slide').first().waitFor()
    expect(await overhang(window)).toBeLessThanOrEqual(0)
    expect(await findViolations(window.page)).toEqual([])

    // A link to a slide leads to its place.
    await page.goto(`${window.url}/${no}`)
    const demo = new DemoOnSlide(page.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`))
    await demo.run()
    await demo.waitFor('done')
    expect(await demo.status()).toContain('4 of 4 eggs')
    expect(await overhang(window)).toBeLessThanOrEqual(0)
    expect(await smallTargets(window)).toEqual([])
    expect(await findViolations(window.page)).toEqual([])
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('gives way to the slides when the phone is turned, at the same place, and comes back', async () => {
    const window = await stage.open(await stage.serve(), PHONE)
    const { page } = window
    await page.goto(`${window.url}/${no}`)
    await page.waitForURL(/#\/read\//)
    await page.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`).waitFor()
    await page.setViewportSize({ width: 740, height: 360 })
    await window.arrive(no)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.locator(`[data-slide="${no}"]`).waitFor()
    await window.context.close()
  })

  it('and the slides are two sides of one place: a key leads there and back', async () => {
    const window = await stage.open(await stage.serve())
    const { page } = window
    await window.goto(no)
    await page.keyboard.press('t')
    await page.waitForURL(/#\/read\/[\w-]+\/[\w-]+$/)
    const place = page.locator(`[data-slide="${no}"]`)
    await place.waitFor()
    await expect.poll(async () => (await place.boundingBox())!.y).toBeLessThan(200)
    await page.keyboard.press('t')
    await window.arrive(no)
    // Somebody who was led here by a link stays at what it says.
    await page.goto(`${window.url}/demo/${SLUG}`)
    await window.arrive(no)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('and the way to the slides is not called off by what is read meanwhile, however slow it is', async () => {
    const window = await stage.open(await stage.serve(), { without: 'service-worker' })
    const { page } = window
    await page.goto(`${window.url}/read/slide-${no}`)
    await page.locator('main[data-complete="true"]').waitFor()
    let release = () => {}
    const released = new Promise<void>(resolve => release = resolve)
    await page.route('**/assets/**', route => released.then(() => route.continue()))
    const address = page.url()
    await page.keyboard.press('End')
    await page.keyboard.press('t')
    // Much longer than the page takes to put into the address what is being read.
    await page.waitForTimeout(1_500)
    expect(page.url()).toBe(address)
    release()
    await page.waitForURL(/#\/\d+$/)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('runs a demo by its key where it is read, finds words, and remembers where one was', { timeout: 60_000 }, async () => {
    const window = await stage.open(await stage.serve())
    const { page } = window
    await page.goto(`${window.url}/read/slide-${no}`)
    const demo = new DemoOnSlide(page.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`))
    await expect.poll(() => demo.button('Run').isEnabled(), { timeout: 10_000 }).toBe(true)
    await page.keyboard.press('r')
    await demo.waitFor('done')
    expect(await findViolations(window.page)).toEqual([])

    await page.keyboard.press('/')
    await page.keyboard.type('withResolvers')
    await page.locator('.search-box li a').filter({ hasText: 'A promise has two sides' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/read\/promises\/a-promise-has-two-sides$/)
    await expect.poll(() => page.evaluate(() => localStorage.getItem('four-eggs:reading'))).toContain('promises/a-promise-has-two-sides')

    await page.goto(`${window.url}/read`)
    await page.getByRole('link', { name: 'Go on reading: A promise has two sides' }).click()
    await page.waitForURL(/\/read\/promises\/a-promise-has-two-sides$/)
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('the handout', () => {
  /** What is left of the width of A4, in pixels. */
  const WIDTH = 665

  it.each(['four-eggs', 'all-any-race', 'channels-and-streams'])(
    'shows each run of %s in full and has nothing to press, and the text is as wide as its page',
    { timeout: 60_000 },
    async (chapter) => {
      const window = await stage.open(await stage.serve(), { viewport: { width: WIDTH, height: 1000 }, reducedMotion: 'reduce' })
      const { page } = window
      await page.emulateMedia({ media: 'print' })
      await page.goto(`${window.url.replace(/#$/, '')}?handout#/read/${chapter}`)
      await page.locator('main[data-complete="true"]').waitFor()
      await expect.poll(() => page.locator('[data-waitfor]:not(:has([data-settled]))').count(), { timeout: 20_000 }).toBe(0)
      expect(
        await page
          .locator('[data-demo]')
          .evaluateAll(demos => demos.map(demo => demo.getAttribute('data-state')).filter(state => state !== 'replay')),
      ).toEqual([])
      expect(await page.locator('.timeline:not(:has(svg))').count()).toBe(0)
      expect(await page.locator('button, select, input').filter({ visible: true }).allTextContents()).toEqual([])
      expect(await overhang(window)).toBeLessThanOrEqual(0)
      window.pageErrors.expectNone()
      await window.context.close()
    },
  )
})

/** How far the page is wider than the window. */
function overhang({ page }: SiteWindow): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}

/** How each egg of a run ended, at the kitchen. */
async function endsOf(window: SiteWindow, run: string): Promise<string[]> {
  return (await askTabTrace(window, run)).map(({ kind }) => kind).filter(kind => kind !== 'start')
}

/** What a thumb would miss: 44 pixels is the least, but for links in a line of text. */
function smallTargets({ page }: SiteWindow): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.reading :is(button, select, input, a.here):not(.line-target)')]
      .filter(element => element.checkVisibility() && element.getClientRects().length > 0 && !element.closest('dialog:not([open])'))
      .map(element => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
      .map(
        ({ element, box }) =>
          `${element.className} “${element.textContent?.trim()}”: ${Math.round(box.width)} by ${Math.round(box.height)}`,
      ),
  )
}

async function runAndExpectFour(window: SiteWindow): Promise<void> {
  const demo = window.demo(SLUG, no)
  await demo.run()
  await demo.waitFor('running')
  await demo.waitFor('done')
  expect(await demo.status()).toContain('4 of 4 eggs')
  expect(await demo.root.textContent()).toContain('kitchen in this tab')
}

/** Puts another version of the site in place of the one that is served, as a host does: file by file. */
function publishAnother({ folder }: Site): void {
  const page = join(folder, 'index.html')
  const edition = readFileSync(page, 'utf8').replace('</head>', '<meta name="edition" content="second"></head>')
  writeFileSync(page, edition)
  const worker = join(folder, 'service-worker.js')
  const text = readFileSync(worker, 'utf8')
  const sha256 = createHash('sha256').update(edition).digest('base64')
  const changed = text.replace(/(url:[`"]index\.html[`"],sha256:[`"])[^`"]+/, (_, listed: string) => listed + sha256)
  expect(changed, 'the service worker lists index.html with its digest').not.toBe(text)
  writeFileSync(worker, changed)
}
