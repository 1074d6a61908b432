import type { Page } from 'playwright-core'
import type { Site } from './site.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { DemoOnSlide } from '../tools/pages.ts'
import { findViolations } from './axe.ts'
import { setSiteStage } from './site.ts'

/** The text and the slides in each state that a reader brings them into: axe finds nothing in any. */

const SLUG = 'promise-all'
const slides = await loadSlides()
const no = slides.find(({ demos }) => demos.includes(SLUG))!.no
const quiz = slides.find(({ layout }) => layout === 'quiz')!.no
const figure = slides.find(({ layout }) => layout === 'figure')!.no
const stage = setSiteStage()

let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

/** An address, and what is done there. */
type State = [name: string, at: string, act?: (page: Page) => Promise<unknown>]

const demoOn = (page: Page) => new DemoOnSlide(page.locator(`[data-slide="${no}"] [data-demo="${SLUG}"]`))
const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).filter({ visible: true }).first().click()

const TEXT: State[] = [
  ['the first page', '/read'],
  ['four eggs on the first page', '/read', async (page) => {
    await press(/^Fry/)(page)
    await page.getByText('4 of 4 eggs').first().waitFor()
  }],
  ['a chapter that is not there', '/read/no-such-chapter'],
  ['a program that runs', `/read/slide-${no}`, async (page) => {
    await demoOn(page).run()
    await demoOn(page).waitFor('running')
  }],
  ['a program that has run', `/read/slide-${no}`, async (page) => {
    await demoOn(page).run()
    await demoOn(page).waitFor('done')
  }],
  ['a program that is edited, and wrong', `/read/slide-${no}`, async (page) => {
    await demoOn(page).button('Edit').click()
    await demoOn(page).root.locator('.cm-focused').waitFor()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('}\n')
    await demoOn(page).root.locator('.program-notice.alarm').waitFor()
  }],
  ['a vote', `/read/slide-${quiz}`, page => page.locator(`[data-slide="${quiz}"]`).getByRole('button', { name: 'True' }).click()],
  ['a figure at its first step', `/read/slide-${figure}`],
  ['the search', '/read/promises', async (page) => {
    await page.keyboard.press('/')
    await page.keyboard.type('deadlock')
    await page.locator('.search-box li a').first().waitFor()
  }],
  ['the search that finds nothing', '/read/promises', async (page) => {
    await page.keyboard.press('/')
    await page.keyboard.type('qqqqqq')
    await page.locator('.search-box [role="status"]').filter({ hasText: /./ }).waitFor()
  }],
  ['what is on this device', '/read/promises', async (page) => {
    if (await page.getByRole('button', { name: /^Contents/ }).isVisible())
      await press(/^Contents/)(page)
    await press(/^On this device/)(page)
  }],
]

describe.each([[1280, 'light', 'dark'], [360, 'dark', 'light']] as const)('the text, %i px, %s, then %s', (width, colorScheme, other) => {
  it.each(TEXT)('%s', { timeout: 90_000 }, async (_, at, act) => {
    const window = await stage.open(site, { viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' })
    const { page } = window
    await page.goto(`${window.url}${at}`)
    await page.locator('.reading main[data-complete="true"]').waitFor()
    await act?.(page)
    expect(await findViolations(page)).toEqual([])
    await window.setScheme(other)
    await window.becomeStill()
    expect(await findViolations(page)).toEqual([])
    await window.leave()
  })
})

describe('dialogs of Slidev', () => {
  it.each([
    ['the overview', 'Show slide overview', /^Slide \d+: ./],
    ['the info', 'Show info', /^About this talk$/],
  ] as const)('%s takes the focus, hears Escape, and gives the focus back', { timeout: 90_000 }, async (_, opener, name) => {
    const window = await stage.open(site, { reducedMotion: 'reduce' })
    const { page } = window
    await window.goto(no)
    const button = page.getByRole('button', { name: opener })
    await button.focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(
        () =>
          page.evaluate(() => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.getAttribute('title') ?? ''),
        { timeout: 10_000 },
      )
      .toMatch(name)
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => button.evaluate(one => one === document.activeElement), { timeout: 10_000 }).toBe(true)
    expect(page.url()).toMatch(new RegExp(`/${no}$`))
    await window.leave()
  })

  it('the overview is walked by arrows, and nothing inside of its pictures by Tab', { timeout: 90_000 }, async () => {
    const window = await stage.open(site, { reducedMotion: 'reduce' })
    const { page } = window
    await window.goto(no)
    const here = () =>
      page.evaluate(
        () =>
          document.activeElement!.getAttribute('aria-label')
          ?? document.activeElement!.getAttribute('title')
          ?? document.activeElement!.textContent!.trim(),
      )
    await page.keyboard.press('o')
    await expect.poll(here, { timeout: 10_000 }).toMatch(new RegExp(`^Slide ${no}: `))
    await page.keyboard.press('ArrowRight')
    await expect.poll(here, { timeout: 10_000 }).toMatch(new RegExp(`^Slide ${no + 1}: `))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement!.closest('.slidev-layout') !== null)).toBe(false)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await window.arrive(no + 1)
    await window.leave()
  })

  it('a menu says whether it is open, and Escape closes it', { timeout: 90_000 }, async () => {
    const window = await stage.open(site, { reducedMotion: 'reduce' })
    const { page } = window
    await window.goto(no)
    const button = page.getByRole('button', { name: 'More Options' }).last()
    await button.focus()
    await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('Enter')
    await expect.poll(() => button.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false')
    await expect.poll(() => button.evaluate(one => one === document.activeElement)).toBe(true)
    await window.leave()
  })

  it('where to go is seen in its field, named, and read at four and a half to one', { timeout: 90_000 }, async () => {
    const window = await stage.open(site, { reducedMotion: 'reduce' })
    const { page } = window
    await window.goto(no)
    await page.keyboard.press('g')
    const field = page.getByRole('textbox', { name: /^Go to slide/ })
    await expect.poll(() => field.evaluate(one => one === document.activeElement)).toBe(true)
    await page.keyboard.type('promise')
    await page.locator('#slidev-goto-dialog ul[role="presentation"] li').first().waitFor()
    expect(await page.locator('#slidev-goto-dialog > div').first().evaluate(one => getComputedStyle(one).outlineStyle)).toBe('solid')
    expect(await findViolations(page)).toEqual([])
    await window.leave()
  })
})
