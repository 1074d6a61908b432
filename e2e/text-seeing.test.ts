import type { Page } from 'playwright-core'
import type { Site } from './site.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { setSiteStage } from './site.ts'

/** A reader whose system or browser has a say in colours, spacing and sizes. */

const stage = setSiteStage()
let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

async function openChapter(name: string, width: number, options = {}) {
  const window = await stage.open(site, { viewport: { width, height: 800 }, reducedMotion: 'reduce', ...options })
  await window.page.goto(`${window.url}/read/${name}`)
  await window.page.locator('main[data-complete="true"]').waitFor()
  return window
}

/** Runs the first program of the chapter, so that there is a picture of it. */
async function run(page: Page): Promise<void> {
  const demo = page.locator('[data-demo]').first()
  await demo.getByRole('button', { name: /^Run/ }).first().click()
  await expect.poll(() => demo.getAttribute('data-state')).toBe('done')
}

/** As WCAG 1.4.12 says. */
const SPACING = '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }'

/** What is drawn with less than `least` to one against what it lies on, of the first picture of a run. */
function findPale(page: Page, least: number): Promise<string[]> {
  return page.locator('[data-demo] .timeline').first().evaluate((timeline, least) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
    const toRgb = (colour: string) => {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const light = (colour: string) => {
      const linear = (part: number) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      const [r, g, b] = toRgb(colour).map(part => linear(part / 255))
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
    }
    let ground: Element | null = timeline
    while (ground && toRgb(getComputedStyle(ground).backgroundColor)[3]! < 255)
      ground = ground.parentElement
    const below = light(ground ? getComputedStyle(ground).backgroundColor : 'Canvas')
    return [...timeline.querySelectorAll('text, td, th, li')]
      .filter(text => text.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !text.closest('.for-readers') && text.textContent.trim())
      .flatMap((text) => {
        const { fill, color } = getComputedStyle(text)
        const ink = light(text instanceof SVGElement ? fill : color)
        const ratio = (Math.max(ink, below) + 0.05) / (Math.min(ink, below) + 0.05)
        return ratio < least ? [`${text.textContent.trim()}: ${ratio.toFixed(1)}`] : []
      })
  }, least)
}

describe('the picture of a run', () => {
  it.each([
    ['a light deck on a dark system with forced colours', { forcedColors: 'active', colorScheme: 'dark' }, 'light', 4.5],
    ['a dark deck on a light system with forced colours', { forcedColors: 'active', colorScheme: 'light' }, 'dark', 4.5],
    ['a light deck with more contrast', { contrast: 'more', colorScheme: 'light' }, 'light', 7],
    ['a dark deck with more contrast', { contrast: 'more', colorScheme: 'dark' }, 'dark', 7],
  ] as const)('can be read on %s', { timeout: 90_000 }, async (_, options, scheme, least) => {
    const window = await stage.open(site, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })
    const { page } = window
    await page.addInitScript(scheme => localStorage.setItem('slidev-color-schema', scheme), scheme)
    await page.goto(`${window.url}/read/promises`)
    await page.locator('main[data-complete="true"]').waitFor()
    expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(scheme === 'dark')
    await run(page)
    expect(await page.locator('[data-demo] .timeline text').count()).toBeGreaterThan(4)
    expect(await findPale(page, least)).toEqual([])
    await window.context.close()
  })
})

describe('the text, with letters, words and lines further apart', () => {
  it.each([['promises', 1280], ['promises', 320], ['threads', 320], ['what-to-remember', 1280]] as const)(
    'loses nothing: %s, %i px',
    { timeout: 90_000 },
    async (chapter, width) => {
      const window = await openChapter(chapter, width)
      const { page } = window
      await page.addStyleTag({ content: SPACING })
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      const findCut = () => page.locator('main').evaluate((main) => {
        const cut: string[] = []
        for (const element of main.querySelectorAll('h1, h2, h3, p, li, td, th, button, pre, .words')) {
          if (!element.textContent.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('.for-readers, svg'))
            continue
          const text = document.createRange()
          text.selectNodeContents(element)
          const { right, bottom, width } = text.getBoundingClientRect()
          if (width === 0)
            continue
          for (let box: Element | null = element; box && box !== main; box = box.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(box)
            const edge = box.getBoundingClientRect()
            if ((/hidden|clip/.test(overflowX) && right > edge.right + 2) || (/hidden|clip/.test(overflowY) && bottom > edge.bottom + 2)) {
              cut.push(element.textContent.trim().slice(0, 50))
              break
            }
            // What lies in a part that scrolls can be got at.
            if (/auto|scroll/.test(overflowX + overflowY))
              break
          }
        }
        return cut
      })
      await expect.poll(findCut).toEqual([])
      await window.context.close()
    },
  )
})

describe('a slide, which cannot grow,', () => {
  /** Text that a reader can neither see nor scroll to. */
  function findLost(page: Page, no: number): Promise<string[]> {
    return page.locator(`.slidev-page-${no}`).evaluate((slide) => {
      const frame = slide.getBoundingClientRect()
      const sticksOut = (box: DOMRect, of: DOMRect) => box.right > of.right + 2 || box.bottom > of.bottom + 2
      const scrolls = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element, { overflowX, overflowY }: CSSStyleDeclaration) =>
        (/auto|scroll/.test(overflowX) && scrollWidth > clientWidth) || (/auto|scroll/.test(overflowY) && scrollHeight > clientHeight)
      const lost: string[] = []
      for (const element of slide.querySelectorAll('*')) {
        const hasText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent!.trim())
        if (!hasText || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('.for-readers'))
          continue
        const text = document.createRange()
        text.selectNodeContents(element)
        const box = element instanceof SVGElement ? element.getBoundingClientRect() : text.getBoundingClientRect()
        let isLost = sticksOut(box, frame)
        for (let around = element.parentElement; around && around !== slide; around = around.parentElement) {
          const style = getComputedStyle(around)
          if (scrolls(around, style)) {
            isLost = false
            break
          }
          isLost ||= /hidden|clip/.test(style.overflowX + style.overflowY) && sticksOut(box, around.getBoundingClientRect())
        }
        if (isLost)
          lost.push(element.textContent!.trim().slice(0, 40))
      }
      return lost
    })
  }

  async function openSlides(viewport = { width: 1280, height: 720 }) {
    const window = await stage.open(site, { viewport, reducedMotion: 'reduce' })
    await window.goto(1)
    return { ...window, offer: window.page.getByRole('button', { name: 'Read it as a text' }), page: window.page, window }
  }

  it('loses nothing when letters, words and lines are further apart, and offers the text', { timeout: 120_000 }, async () => {
    const { page, offer, window } = await openSlides()
    expect(await offer.count()).toBe(0)
    await page.addStyleTag({ content: SPACING })
    await offer.waitFor()
    const count = Number(await page.locator('.for-readers[role=status]').first().textContent().then(words => /of (\d+)/.exec(words!)![1]))
    for (let no = 2; no <= count; no += 5) {
      await window.goto(no)
      await window.becomeStill()
      await expect.poll(() => findLost(page, no), { message: `slide ${no}` }).toEqual([])
    }
    await window.goto(2)
    await offer.press('Enter')
    await expect.poll(() => page.url()).toContain('/read/')
    await expect.poll(() => offer.count()).toBe(0)
    await window.context.close()
  })

  it('offers the text where a least size of letters leaves them no room', { timeout: 90_000 }, async () => {
    const { page, offer, window } = await openSlides()
    // What the browser's own setting does to what is smaller.
    await page.addStyleTag({ content: 'body > span { font-size: 20px !important }' })
    await offer.waitFor()
    await window.context.close()
  })

  it.each([
    ['zoomed to twice its size', { width: 640, height: 360 }],
    ['small', { width: 853, height: 480 }],
  ])('offers the text in a window that is %s, until the reader says that they stay', { timeout: 90_000 }, async (_, viewport) => {
    const { page, offer, window } = await openSlides(viewport)
    await offer.waitFor()
    await page.getByRole('button', { name: 'Stay on the slides' }).click()
    await expect.poll(() => offer.count()).toBe(0)
    await window.goto(3)
    expect(await offer.count()).toBe(0)
    await window.context.close()
  })
})
