import type { Site } from './site.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { frontOf } from '../talk/front.ts'
import { loadDeck, loadSlides } from '../talk/slides.ts'
import { DemoOnSlide } from '../tools/pages.ts'
import { firstPageOf } from './pdf.ts'
import { setSiteStage } from './site.ts'

const SLUG = 'promise-all'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const slides = await loadSlides()
const { title } = frontOf(await loadDeck())
const no = slides.find(({ demos }) => demos.includes(SLUG))!.no
const stage = setSiteStage()

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
    window.pageErrors.expectNone()
    await window.leave()
  })

  it('opens its place in the text on a phone', async () => {
    const window = await stage.open(site, PHONE)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    // A race further down has it, too.
    await window.page.locator(`.reading [data-demo="${SLUG}"]`).first().waitFor()
    await window.leave()
  })

  it('of one that does not exist says so', async () => {
    const window = await stage.open(site)
    await window.page.goto(`${window.url}/demo/no-such-thing`)
    await window.page.getByRole('alert').filter({ hasText: 'no demo called “no-such-thing”' }).waitFor()
    expect(await window.page.getByRole('link', { name: 'Promises' }).count()).toBeGreaterThan(0)
    await window.leave()
  })

  it.each([
    ['/demo/Promise-All', 'no demo called “Promise-All”', 'promise-all', /#\/\d+$/],
    ['/demo/promis_al', 'no demo called “promis_al”', 'promise-all', /#\/\d+$/],
    ['/read/Promise', 'no chapter called “Promise”', 'Promises, async and await', /#\/read\/promises/],
  ])('%s says what was probably meant, and leads there', async (address, said, meant, url) => {
    const window = await stage.open(site)
    await window.page.goto(`${window.url}${address}`)
    const alert = window.page.getByRole('alert').filter({ hasText: said })
    await alert.getByRole('link', { name: meant, exact: true }).click()
    await window.page.waitForURL(url)
    window.pageErrors.expectNone()
    await window.leave()
  })
})

describe('every page', () => {
  it.each(['/read', '/read/promises', '/read/runtimes', '/try'])(
    '%s has in each control’s name what stands on it, and leaves code to no translator',
    { timeout: 60_000 },
    async (address) => {
      const window = await stage.open(site)
      const { page } = window
      await page.goto(`${window.url}${address}`)
      await page.locator('main[data-complete="true"], .front .first-run, .try-page .cm-content').first().waitFor()
      const found = await page.evaluate(() => {
        const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
        const seenOn = (control: Element) => {
          const copy = control.cloneNode(true) as Element
          copy.querySelectorAll('svg, kbd, [aria-hidden="true"]').forEach(part => part.remove())
          return plain(copy.textContent)
        }
        return {
          unnamed: [...document.querySelectorAll('#app :is(button, a)[aria-label]')]
            .filter(control => control.checkVisibility() && !plain(control.getAttribute('aria-label')!).includes(seenOn(control)))
            .map(control => control.outerHTML.slice(0, 120)),
          translated: [...document.querySelectorAll('#app :is(code, pre, kbd, samp)')]
            .filter(code => !code.closest('[translate="no"]'))
            .map(code => code.outerHTML.slice(0, 120)),
        }
      })
      expect(found).toEqual({ unnamed: [], translated: [] })
      await window.leave()
    },
  )
})

describe('a stove for one’s own program', () => {
  it('is there on the site, runs what is typed, and has it tomorrow', { timeout: 60_000 }, async () => {
    const window = await stage.open(site)
    const { page } = window
    await page.goto(`${window.url}/try`)
    const editor = page.locator('.cm-content').first()
    await editor.press('ControlOrMeta+a')
    await page.keyboard.insertText(`const egg = await fetch('http://localhost:3001/A')\nconsole.log(await egg.text(), 'is mine')`)
    const demo = new DemoOnSlide(page.locator('[data-demo="try"]'))
    await demo.run()
    await demo.waitFor('done')
    expect((await demo.rows()).map(({ task }) => task)).toContain('A')
    expect(await demo.root.getByRole('log').textContent()).toContain('A is mine')
    await page.reload()
    await expect.poll(() => editor.textContent()).toContain('is mine')
    window.pageErrors.expectNone()
    await window.leave()
  })
})

describe('a program in the text', () => {
  it.each([320, 390, 1000])('can be edited and run, %i pixels wide', { timeout: 60_000 }, async (width) => {
    const window = await stage.open(site, { viewport: { width, height: 800 } })
    const { page } = window
    await page.goto(`${window.url}/read/slide-${no}`)
    const demo = new DemoOnSlide(page.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`))
    await demo.button('Edit').click()
    const editor = demo.root.locator('.demo-editor')
    await editor.locator('.cm-focused').waitFor()
    await expect.poll(async () => (await editor.boundingBox())?.height ?? 0).toBeGreaterThan(200)
    expect((await editor.boundingBox())!.width).toBeGreaterThan(width < 900 ? width - 60 : 300)
    await page.keyboard.press('Control+Home')
    await page.keyboard.type(`// ${'wide '.repeat(40)}\n`)
    await expect.poll(() => demo.root.getByRole('button', { name: 'Copy link' }).isVisible()).toBe(true)
    // What is scrolled sideways passes below the line numbers, and is not read through them.
    expect(await editor.locator('.cm-gutters').evaluate(gutter => getComputedStyle(gutter).backgroundColor)).toMatch(/^rgb\(/)
    await demo.run()
    await demo.waitFor('done')
    window.pageErrors.expectNone()
    await window.leave()
  })
})

describe('a reader stays where they are', () => {
  it('in the text when the window becomes low or small, as by zooming or a keyboard on the screen', async () => {
    const window = await stage.open(site, { viewport: { width: 1280, height: 900 } })
    const { page } = window
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    for (const size of [
      { width: 1280, height: 450 },
      { width: 853, height: 480 },
      { width: 320, height: 256 },
      { width: 1280, height: 900 },
    ]) {
      await page.setViewportSize(size)
      await page.waitForTimeout(300)
      expect(page.url(), JSON.stringify(size)).toContain('/read/promises')
    }
    await window.leave()
  })

  it('on the slides when the window becomes narrow', async () => {
    const window = await stage.open(site, { viewport: { width: 1280, height: 900 } })
    await window.goto(no)
    await window.page.setViewportSize({ width: 500, height: 900 })
    await window.page.keyboard.press('ArrowDown')
    await window.arrive(no + 1)
    await window.leave()
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
    await window.leave()
  })
})

it('a reader who goes to the slides before a chapter has arrived comes to its place', async () => {
  const window = await stage.open(site, { without: 'service-worker' })
  const { page } = window
  await page.goto(`${window.url}/read`)
  await page.getByRole('button', { name: /^Search/ }).waitFor()
  let release = () => {}
  const released = new Promise<void>(resolve => release = resolve)
  await page.route('**/assets/**', route => released.then(() => route.continue()))
  await page.goto(`${window.url}/read/slide-${no}`)
  await page.waitForURL(/#\/read\/[\w-]+\/[\w-]+$/)
  await page.keyboard.press('t')
  release()
  await window.arrive(no)
  window.pageErrors.expectNone()
  await window.context.close()
})

describe('a chapter that the browser prints', () => {
  it('has all of each line of a snippet, which stands in a narrow column', { timeout: 60_000 }, async () => {
    const window = await stage.open(site)
    const { page } = window
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 665, height: 1000 })
    const snippets = page.locator('.slidev-code-wrapper:has(code)')
    expect(await snippets.count()).toBeGreaterThan(1)
    await expect
      .poll(() =>
        snippets.evaluateAll(all =>
          all
            .map((one) => {
              const text = document.createRange()
              text.selectNodeContents(one.querySelector('code')!)
              return Math.max(0, Math.round(text.getBoundingClientRect().right - one.getBoundingClientRect().right))
            })
            .filter(Boolean),
        ),
      )
      .toEqual([])
    await window.leave()
  })

  it('has no empty page, is light, and has all of its programs, runs and steps', { timeout: 60_000 }, async () => {
    const window = await stage.open(site, { ...PHONE, colorScheme: 'dark' })
    const { page } = window
    await page.goto(`${window.url}/read/all-any-race`)
    await page.locator('main[data-complete="true"]').waitFor()
    const demos = await page.locator('[data-demo]').count()
    // The recorded runs are fetched when there is nothing else to do.
    await expect
      .poll(
        async () => {
          await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
          const shown = await page.locator('[data-demo][data-state="replay"]').count()
          await page.evaluate(() => dispatchEvent(new Event('afterprint')))
          return shown
        },
        { timeout: 15_000 },
      )
      .toBe(demos)
    expect(await page.locator('[data-demo][data-state="idle"]').count()).toBe(demos)

    const first = firstPageOf(await page.pdf({ format: 'A4' }))
    expect(first.length).toBeGreaterThan(1000)
    expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(true)

    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 665, height: 1000 })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    // What has to be measured for the paper's width is measured a frame later.
    await expect.poll(() => page.evaluate(() => {
      const { right } = document.querySelector('main')!.getBoundingClientRect()
      const isCut = (element: Element) => element.getBoundingClientRect().right > right + 1
      return {
        background: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.querySelector('.note p')!).color,
        cut: [...document.querySelectorAll('.timeline > svg, .demo-code pre, .card, table:not([data-timeline], [data-threads])')]
          .filter(isCut)
          .map(element => element.outerHTML.slice(0, 80)),
        crooked: [...document.querySelectorAll<SVGElement>('.timeline > svg')].filter(svg => svg.getBoundingClientRect().width < 300).length,
        hiddenCode: [...document.querySelectorAll('.demo-code')].filter(
          code => code.scrollHeight > code.clientHeight + 1 || code.scrollWidth > code.clientWidth + 1,
        ).length,
        notRun: [...document.querySelectorAll('[role="status"]')].filter(status => status.textContent!.includes('Not run yet')).length,
        later: [...document.querySelectorAll('.part.later')].length,
      }
    })).toEqual({
      background: 'rgba(0, 0, 0, 0)',
      ink: 'rgb(43, 37, 33)',
      cut: [],
      crooked: 0,
      hiddenCode: 0,
      notRun: 0,
      later: 0,
    })
    expect(
      await page.evaluate(() =>
        [...document.styleSheets].some(sheet => [...sheet.cssRules].some(rule => /counter\(page\)/.test(rule.cssText))),
      ),
    ).toBe(true)
    const source = page.locator('.note a[href^="http"]')
    if ((await source.count()) > 0)
      expect(await source.first().evaluate(link => getComputedStyle(link, '::after').content)).toContain('http')
    await window.leave()
  })
})

describe('the root address', () => {
  it.each([
    [390, 844],
    [1366, 768],
  ])('says what this is and fries four eggs at once, %i by %i', { timeout: 60_000 }, async (width, height) => {
    const window = await stage.open(site, { viewport: { width, height } })
    const { page } = window
    await page.goto(site.url)
    const fry = page.getByRole('button', { name: 'Fry four eggs' })
    await fry.waitFor()
    for (const part of [
      page.getByRole('heading', { level: 1 }),
      page.getByText('For people who write programs'),
      page.getByText(/about \d+ minutes to read/),
      fry,
      page.getByRole('link', { name: 'Read', exact: true }),
      page.getByRole('button', { name: 'Present' }),
    ]) {
      const box = (await part.boundingBox())!
      expect(box.y + box.height, (await part.textContent()) ?? '').toBeLessThanOrEqual(height)
    }
    await fry.click()
    const run = page.locator('[data-demo]')
    await expect.poll(() => run.getAttribute('data-state'), { timeout: 10_000 }).toBe('done')
    expect(await run.getByRole('status').textContent()).toContain('4 of 4 eggs')
    expect((await run.locator('.timeline').boundingBox())!.y).toBeLessThan(height * 0.8)
    await page.getByRole('button', { name: 'Present' }).click()
    await window.arrive(1)
    await page.goto(site.url)
    await window.arrive(1)
    window.pageErrors.expectNone()
    await window.leave()
  })
})

describe('what a reader did', () => {
  it('is there tomorrow, can be seen and cleared in one place, and a reset can be undone', { timeout: 90_000 }, async () => {
    const window = await stage.open(site)
    const { page } = window
    const quiz = slides.find(({ layout }) => layout === 'quiz')!.no
    await page.goto(`${window.url}/read/slide-${quiz}`)
    const vote = page.locator(`[data-slide="${quiz}"]`).getByRole('button', { name: 'True' })
    await vote.click()
    await page.goto(`${window.url}/read/slide-${no}`)
    const demo = new DemoOnSlide(page.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`))
    await demo.button('Edit').click()
    await demo.root.locator('.cm-focused').waitFor()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('// mine\n')
    await page.keyboard.press('Escape')

    const tomorrow = await window.another()
    await page.close()
    const next = tomorrow.page
    await next.goto(`${tomorrow.url}/read/slide-${no}`)
    const again = new DemoOnSlide(next.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`))
    await expect.poll(() => again.code(), { timeout: 10_000 }).toContain('// mine')
    await again.button('Reset').click()
    await expect.poll(() => again.code(), { timeout: 10_000 }).not.toContain('// mine')
    await again.root.getByRole('button', { name: 'Undo reset' }).click()
    await expect.poll(() => again.code(), { timeout: 10_000 }).toContain('// mine')

    await next.goto(`${tomorrow.url}/read/slide-${quiz}`)
    const kept = next.locator(`[data-slide="${quiz}"]`).getByRole('button', { name: 'True' })
    await expect.poll(() => kept.getAttribute('aria-pressed'), { timeout: 10_000 }).toBe('true')
    await next.getByRole('button', { name: 'On this device …' }).first().click()
    const device = next.getByRole('dialog', { name: 'On this device' })
    await device.getByText('1 program edited').waitFor()
    await device.getByText('1 vote').waitFor()
    await device.getByRole('button', { name: 'Clear all of it' }).click()
    await device.getByText('0 programs edited').waitFor()
    await expect.poll(() => kept.getAttribute('aria-pressed'), { timeout: 10_000 }).toBe('false')
    await window.leave()
  })

  it('stays cleared where the page had not yet written down where they are', async () => {
    const window = await stage.open(site)
    const { page } = window
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    const reading = () => page.evaluate(() => localStorage.getItem('four-eggs:reading'))
    await expect.poll(reading).toContain('"last"')
    await page.getByRole('button', { name: 'On this device …' }).first().click()
    const device = page.getByRole('dialog', { name: 'On this device' })
    await device.getByRole('button', { name: 'Clear all of it' }).evaluate(async (button) => {
      scrollBy(0, 3 * innerHeight)
      // The place is found after the next drawings, and written down half a second after that.
      await new Promise(resolve => setTimeout(resolve, 250))
      ;(button as HTMLElement).click()
    })
    await page.waitForTimeout(800)
    expect(await reading()).not.toContain('"last"')
    await page.keyboard.press('Escape')
    await page.evaluate(() => scrollBy(0, 3 * innerHeight))
    await expect.poll(reading).toContain('"last"')
    await window.leave()
  })

  it('is not kept where the storage is full, everything works, and one sentence says so', async () => {
    const window = await stage.open(site)
    const { page } = window
    await window.context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('', 'QuotaExceededError')
      }
    })
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    await page.getByRole('button', { name: 'On this device …' }).first().click()
    await page.getByText('This browser keeps nothing for this site').waitFor()
    await window.context.close()
  })
})

describe('a reader on a phone', () => {
  it('sees all of a figure and of a table, the programs of a race, and has Run in reach', { timeout: 60_000 }, async () => {
    const window = await stage.open(site, PHONE)
    const { page } = window
    await page.goto(`${window.url}/read/all-any-race`)
    await page.locator('main[data-complete="true"]').waitFor()
    const cut = await page
      .locator('.wide :is(svg.drawing, table)')
      .evaluateAll(all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 90)))
    expect(cut).toEqual([])
    const race = page.locator('.demo-race').first()
    const programs = race.locator('details')
    expect(await programs.count()).toBe(await race.locator('[data-demo]').count())
    await programs.first().locator('summary').click()
    expect(await programs.first().locator('pre').textContent()).toContain('await')
    // Whatever part of a demo is seen, its button is above the bar.
    const demo = page.locator('.live-demo').first()
    await demo.locator('.program').scrollIntoViewIfNeeded()
    await page.evaluate(element => scrollBy(0, element!.getBoundingClientRect().top - 300), await demo.elementHandle())
    const [run, bar] = [
      (await demo.getByRole('button', { name: /^Run/ }).boundingBox())!,
      (await page.locator('.reading-bar').boundingBox())!,
    ]
    expect(run.y + run.height).toBeLessThanOrEqual(bar.y + 1)
    await window.leave()
  })
})

describe('the board of the rush hour', () => {
  const { no } = slides.find(({ title }) => title.startsWith('Five hundred guests'))!

  it('has letters of 12 pixels or more on a phone, and none beyond its picture', { timeout: 120_000 }, async () => {
    const window = await stage.open(site, PHONE)
    const { page } = window
    await page.goto(`${window.url}/read/slide-${no}`)
    const picture = page.locator(`[data-slide="${no}"] .rush svg[role="img"]`)
    for (const width of [320, 360, 390, 480]) {
      await page.setViewportSize({ width, height: 640 })
      await expect.poll(() => picture.evaluate((svg: SVGSVGElement) => {
        const frame = svg.getBoundingClientRect()
        const words = [...svg.querySelectorAll('text')]
        return words.length < 6
          ? ['not yet drawn']
          : words.flatMap((text) => {
              const [size, box] = [Number.parseFloat(getComputedStyle(text).fontSize), text.getBoundingClientRect()]
              const pixels = size * frame.width / svg.viewBox.baseVal.width
              const isSeen = pixels >= 12 && box.left >= frame.left - 1 && box.right <= frame.right + 1
              return isSeen ? [] : `${text.textContent}: ${pixels.toFixed(1)} px, from ${box.left} to ${box.right}`
            })
      }), { timeout: 30_000, message: `${width} pixels wide` }).toEqual([])
    }
    window.pageErrors.expectNone()
    await window.leave()
  })
})

describe('a figure', () => {
  const chapters = [...new Set(slides.filter(({ layout }) => layout === 'figure').map(({ no }) => no))]

  it('shows all of itself on a phone, in letters that can be read, none over another', { timeout: 180_000 }, async () => {
    const window = await stage.open(site, PHONE)
    const { page } = window
    const faults: string[] = []
    const seen = new Set<string>()
    for (const no of chapters) {
      await page.goto(`${window.url}/read/slide-${no}`)
      await page.locator(`.reading-slide[data-slide="${no}"]`).waitFor()
      await page.locator('main[data-complete="true"]').waitFor()
      for (const width of [320, 390, 480]) {
        await page.setViewportSize({ width, height: 844 })
        for (const [label, found] of await page.locator('.is-figure svg.drawing[role="img"]').evaluateAll(all =>
          all.map((svg): [string, string[]] => {
            const frame = svg.getBoundingClientRect()
            const words = [...svg.querySelectorAll('text')].filter(text => text.textContent!.trim())
            const boxes = words.map(text => text.getBoundingClientRect())
            const found: string[] = []
            words.forEach((text, i) => {
              const size = (Number.parseFloat(getComputedStyle(text).fontSize) * frame.width) / (svg as SVGSVGElement).viewBox.baseVal.width
              const box = boxes[i]!
              if (size < 8.9)
                found.push(`${size.toFixed(1)} px: ${text.textContent}`)
              if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1 || box.right > innerWidth)
                found.push(`cut: ${text.textContent}`)
              // What two steps write in one place is never seen together.
              const other = boxes.findIndex(
                (two, j) =>
                  j > i
                  && !words[i]!.closest('.later')
                  && !words[j]!.closest('.later')
                  && Math.min(box.right, two.right) - Math.max(box.left, two.left) > 2
                  && Math.min(box.bottom, two.bottom) - Math.max(box.top, two.top) > 4,
              )
              if (other >= 0)
                found.push(`over one another: ${text.textContent} / ${words[other]!.textContent}`)
            })
            return [svg.getAttribute('aria-label')!.slice(0, 40), found]
          }),
        )) {
          seen.add(label)
          faults.push(...found.map(fault => `${label}, ${width}: ${fault}`))
        }
      }
    }
    expect(faults).toEqual([])
    expect(seen.size).toBeGreaterThan(10)
    await window.leave()
  })

  it('goes on with its text: as it is scrolled, by a press in it, and by its own buttons', { timeout: 60_000 }, async () => {
    const no = (await loadDeck()).slides.findIndex(({ note = '' }) => note.match(/\[click/g)?.length === 3) + 1
    const window = await stage.open(site)
    const { page } = window
    await page.goto(`${window.url}/read/slide-${no}`)
    await page.locator('main[data-complete="true"]').waitFor()
    const place = page.locator(`.reading-slide[data-slide="${no}"]`)
    const status = place.locator('.step-through [role="status"]')
    const scrollTo = (part: string, at: number) =>
      place
        .locator(part)
        .first()
        .evaluate((element, at) => scrollBy(0, element.getBoundingClientRect().top - innerHeight * at), at)
    await scrollTo('.to-step[data-step="1"]', 0.9)
    await expect.poll(() => status.textContent()).toBe('step 0 of 3')
    await scrollTo('.to-step[data-step="3"]', 0.5)
    await expect.poll(() => status.textContent()).toBe('step 3 of 3')
    await place.getByRole('button', { name: 'Show step 1 of the figure' }).click()
    await expect.poll(() => status.textContent()).toBe('step 1 of 3')
    await place.getByRole('button', { name: 'Next' }).click()
    await expect.poll(() => status.textContent()).toBe('step 2 of 3')
    await window.leave()
  })
})

describe('a recording', () => {
  it('says that it is one, before, while and after it plays', { timeout: 60_000 }, async () => {
    const rust = slides.find(({ demos }) => demos[0]?.startsWith('rust-'))!
    const window = await stage.open(site)
    await window.goto(rust.no)
    const demo = window.demo(rust.demos[0]!, rust.no)
    const button = demo.root.getByRole('button', { name: /^Run.*Play the recording/ })
    await button.waitFor()
    await button.click()
    await expect.poll(() => demo.status(), { timeout: 10_000, interval: 20 }).toMatch(/^Playing the recording/)
    expect(await demo.root.locator('.badge').textContent()).toMatch(/recorded \d/)
    await window.leave()
  })
})

describe('a race of recordings', () => {
  it('says that it is one, whatever toolchains its programs need', { timeout: 60_000 }, async () => {
    const java = slides.find(({ races }) => races.some(race => race.includes('java-threads')))!
    const window = await stage.open(site)
    await window.goto(java.no)
    const race = window.race(java.no)
    await race.root.getByRole('button', { name: /^Run.*Play the recording/ }).waitFor()
    expect(await race.root.locator('.demo-controls .badge').textContent()).toMatch(/^recorded \d/)
    await window.leave()
  })
})

describe('by keyboard', () => {
  it('goes on with Tab from where a search has led, and letters can be switched off', { timeout: 60_000 }, async () => {
    const window = await stage.open(site)
    const { page } = window
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('async vs parallel')
    await page.locator('.search-box li a').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const place = await page.waitForURL(/\/read\/[\w-]+\/[^/]+$/).then(() => decodeURIComponent(page.url().split('/').at(-1)!))
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.reading-slide')?.id), { timeout: 8000 }).toBe(place)

    await page.getByRole('button', { name: 'On this device …' }).first().click()
    await page.getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.type('third')
    await page.waitForTimeout(300)
    expect(page.url()).toContain('/read/')
    expect(await page.locator('html').getAttribute('class')).not.toContain('dark')
    await window.leave()
  })
})

describe('a reader whose letters are larger, and further apart', () => {
  it.each(['four-eggs', 'sharing'])(
    'sees all of the bar of %s, and the way back above it, 320 pixels wide',
    { timeout: 90_000 },
    async (chapter) => {
      const window = await stage.open(site, { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
      const { page } = window
      await page.goto(`${window.url}/read/${chapter}`)
      await page.locator('main[data-complete="true"]').waitFor()
      await page.addStyleTag({
        content:
          '.reading-bar * { font-size: 20px !important } * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }',
      })
      const bar = page.locator('.reading-bar')
      expect(await bar.locator('.where').evaluate(one => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

      await page.locator('.note a[href*="#/read/"]').first().click()
      const back = page.locator('.way-back')
      await back.waitFor()
      const box = (await back.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(320)
      expect(box.y + box.height).toBeLessThanOrEqual((await bar.boundingBox())!.y)
      await window.leave()
    },
  )
})

describe('a slide', () => {
  it('shows its controls to a mouse, and searches with the key of the text', async () => {
    const window = await stage.open(site)
    const { page } = window
    await window.goto(no)
    const controls = page.locator('#page-root nav').first()
    await page.mouse.move(400, 400)
    await page.mouse.move(420, 420)
    await expect
      .poll(() =>
        controls.evaluate((nav) => {
          let seen = 1
          for (let one: Element | null = nav; one; one = one.parentElement) seen *= Number(getComputedStyle(one).opacity)
          return seen
        }),
      )
      .toBeGreaterThan(0.9)
    await page.keyboard.press('/')
    await page.waitForURL(/#\/read\//)
    await page.locator('#search-words').fill('deadlock')
    await page.locator('.search-box li a').first().waitFor()
    await window.leave()
  })
})

describe('the tab of a slide', () => {
  it('has its headline, without marks', async () => {
    const window = await stage.open(site)
    await window.goto(no)
    const rest = ` · ${no} · ${title}`
    await expect.poll(() => window.page.title(), { timeout: 10_000 }).toContain(rest)
    expect((await window.page.title()).replace(rest, '')).toMatch(/^[^*`]+$/)
    await window.leave()
  })
})
