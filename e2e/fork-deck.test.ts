import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Checkout } from '../tools/copy-checkout.ts'
import type { Deck } from '../tools/deck.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { findEntry } from '../runner/terminal/find-entry.ts'
import { openBrowser, openWindow } from '../tools/browser.ts'
import { copyCheckout } from '../tools/copy-checkout.ts'
import { startDeck } from '../tools/deck.ts'
import { DemoOnSlide } from '../tools/pages.ts'

/** What the deck says to who writes it: each mistake on the slide of its demo and on no other, with file and line. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A copy's first start bundles all that its pages import. */
const COLD_MS = 240_000
const SLIDE_MS = 120_000

let checkout: Checkout
let deck: Deck
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  checkout = copyCheckout(ROOT)
  deck = await startDeck({ ms: 200, folder: checkout.folder })
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  context.setDefaultTimeout(SLIDE_MS)
}, COLD_MS)

afterEach(() => checkout.reset())

afterAll(async () => {
  await context?.close()
  await browser?.close()
  await deck?.stop()
  checkout?.remove()
})

const edit: Checkout['edit'] = (...args) => checkout.edit(...args)

const demoIn = (page: Page, slug: string) => page.locator(`[data-demo="${slug}"]:visible`)
const saidIn = (page: Page, slug: string) => demoIn(page, slug).locator('.contradictions .one')

async function openDemo(slug: string): Promise<Page> {
  const page = await openWindow(context)
  await page.goto(`${deck.url}/demo/${slug}`)
  await demoIn(page, slug).waitFor()
  return page
}

it('says on the slide what of a run contradicts its entry, to who writes the deck alone, until it does not', { timeout: COLD_MS }, async () => {
  const at = await findEntry(ROOT, 'promise-all')
  const [file] = at.split(':')
  edit(file!, text => text.replace(/(?<=javascript\('promise-all'[^}]+overlap: ')all/, 'none'))
  const page = await openDemo('promise-all')
  expect(await saidIn(page, 'promise-all').count(), 'before a run').toBe(0)
  await page.getByRole('button', { name: /^Skip/ }).click()
  await new DemoOnSlide(demoIn(page, 'promise-all')).run()
  const sentence = `${at}: Of 4, at most 4 are in the pan at once; expected: none.`
  await expect.poll(() => saidIn(page, 'promise-all').allTextContents(), { timeout: SLIDE_MS }).toEqual([sentence])

  // Beside a presenter's window it is the hall's.
  const presenter = await openWindow(context)
  await presenter.goto(`${deck.url}/presenter${new URL(page.url()).pathname}`)
  await saidIn(presenter, 'promise-all').first().waitFor()
  await saidIn(page, 'promise-all').waitFor({ state: 'hidden' })
  await presenter.close()
  await saidIn(page, 'promise-all').waitFor()

  checkout.reset()
  await saidIn(page, 'promise-all').waitFor({ state: 'hidden' })
  await demoIn(page, 'promise-all').and(page.locator('[data-state="done"]')).waitFor()
  await page.close()
})

it('says without a run what does not fit, and on no other slide that a region is missing', { timeout: COLD_MS }, async () => {
  const wide = 'demos/javascript/promise-race.ts'
  const lines = readFileSync(join(checkout.folder, wide), 'utf8').split('\n')
  const line = lines.findIndex(text => text.includes('#region show')) + 1
  edit(wide, text => text.replace(/(?<=#region show\n).*/, first => `${first} // ${'so '.repeat(20)}`))
  edit('demos/javascript/promise-any.ts', text => text.replace(/.*#region show\n/, ''))
  const page = await openDemo('promise-race')
  await expect.poll(() => saidIn(page, 'promise-race').allTextContents(), { timeout: SLIDE_MS }).toEqual([
    expect.stringMatching(new RegExp(`^${wide}:${line + 1}: \\d+ characters, and a slide has room for 46\\.$`)),
  ])
  const other = await openDemo('promise-any')
  await expect.poll(() => demoIn(other, 'promise-any').getByRole('alert').textContent(), { timeout: SLIDE_MS })
    .toContain('demos/javascript/promise-any.ts')
  expect(await page.locator('vite-error-overlay').count() + await other.locator('vite-error-overlay').count()).toBe(0)
  await page.close()
  await other.close()
})

it('says of half a recording on the slide of its demo what to do, and reads it again when it is whole', { timeout: COLD_MS }, async () => {
  const recording = 'demos/recordings/promise-race.ndjson'
  edit(recording, text => text.slice(0, text.length / 2))
  const page = await openDemo('promise-race')
  const half = /demos\/recordings\/promise-race\.ndjson.+npm run record/
  const alert = demoIn(page, 'promise-race').getByRole('alert').filter({ hasText: half })
  await alert.waitFor()
  const other = await openDemo('promise-any')
  expect(await demoIn(other, 'promise-any').getByRole('alert').filter({ hasText: 'recordings' }).count()).toBe(0)
  expect(await page.locator('vite-error-overlay').count()).toBe(0)
  await other.close()

  checkout.reset()
  await alert.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^Skip/ }).click()
  await page.keyboard.press('Shift+R')
  await demoIn(page, 'promise-race').and(page.locator('[data-state="replay"]')).waitFor()
  await page.close()
})

it('says of a catalogue that cannot be read where the mistake is, to whose entry is there, and shows all as it was', { timeout: COLD_MS }, async () => {
  const at = await findEntry(ROOT, 'promise-all')
  const [file] = at.split(':')
  const page = await openDemo('promise-all')
  edit(file!, text => `${text}\nconst broken = [{ slug: 'two-eggs'\n  language: 'node' }]\n`)
  const sentence = new RegExp(`^${file}:\\d+: Expected "}" but found "language"\\. Look there`)
  await expect.poll(() => saidIn(page, 'promise-all').allTextContents(), { timeout: SLIDE_MS }).toEqual([expect.stringMatching(sentence)])
  const other = await openDemo('overdraft')
  expect(await saidIn(other, 'overdraft').count()).toBe(0)
  await other.close()

  // And on the slide of a program that has just been added.
  const added = await openDemo('promise-race')
  edit('chapters/10-all-any-race.md', text => text.replace('demo="promise-race"', 'demo="two-eggs"'))
  await expect.poll(() => demoIn(added, 'two-eggs').getByRole('alert').textContent(), { timeout: SLIDE_MS }).toMatch(sentence)
  await added.close()

  checkout.reset()
  await saidIn(page, 'promise-all').waitFor({ state: 'hidden' })
  expect(await page.locator('vite-error-overlay').count()).toBe(0)
  await page.close()
})

it('says of a slide what cannot be shown, with file and line, on that slide and on no other', { timeout: 2 * COLD_MS }, async () => {
  const chapter = 'chapters/10-all-any-race.md'
  const page = await openDemo('promise-race')
  const no = Number(new URL(page.url()).pathname.slice(1))
  const other = await openWindow(context)
  await other.goto(`${deck.url}/${no + 1}`)
  const demo = '<LiveDemo demo="promise-race" predict="cancelled" />'
  const said = () => page.locator('.slide-mistakes p:visible, .slidev-page:visible p[role="alert"]').allTextContents()
  const lineOf = (wanted: string) => readFileSync(join(checkout.folder, chapter), 'utf8').split('\n').findIndex(line => line.includes(wanted)) + 1
  for (const [wanted, says] of [
    ['<LiveDmo />', /there is no component <LiveDmo>. Did you mean LiveDemo\?/],
    ['<LiveDemo demo="promise-races" />', /asks for a demo “promise-races” that is not in the catalogue\. Did you mean promise-race\?/],
    ['<LiveDemo demo="promise-race">', /Element is missing end tag\. Correct that line\./],
    ['<<< @/demos/javascript/promise-racy.ts#show', /Code snippet path not found: demos\/javascript\/promise-racy\.ts/],
    ['It takes {{ the.time }}.', /“\{\{ the\.time \}\}” would be computed, and there is no such name/],
  ] as const) {
    edit(chapter, text => text.replace(demo, wanted))
    await expect.poll(said, { timeout: SLIDE_MS }).toContainEqual(expect.stringMatching(says))
    expect((await said()).find(sentence => says.test(sentence))).toContain(`${chapter}:${lineOf(wanted)}: `)
    await other.reload()
    await other.locator('[data-demo]:visible').first().waitFor()
    expect(await other.locator('vite-error-overlay').or(other.locator('.slide-mistakes')).count(), wanted).toBe(0)
    checkout.reset()
    // What breaks while it is drawn has broken the page, too.
    if (wanted.includes('{{'))
      await page.reload()
    await expect.poll(() => demoIn(page, 'promise-race').count(), { timeout: SLIDE_MS, message: `after ${wanted}` }).toBe(1)
    await expect.poll(said, { timeout: SLIDE_MS }).toEqual([])
  }
  await page.close()
  await other.close()
})

it('shows what is written in the windows that are open and in one that comes: another frontmatter, a slide more, one fewer', {
  timeout: 2 * COLD_MS,
}, async () => {
  const chapter = 'chapters/10-all-any-race.md'
  const page = await openDemo('promise-race')
  const no = Number(new URL(page.url()).pathname.slice(1))
  /** Both see it: that slide, and under that kicker. */
  const bothSee = async (no: number, heading: string, kicker: string) => {
    const late = await openWindow(context)
    for (const window of [late, page]) {
      await window.goto(`${deck.url}/${no}`)
      await window.locator(`.slidev-page-${no}:visible`).filter({ hasText: heading }).filter({ hasText: kicker }).waitFor()
    }
    await late.close()
  }
  const slide = /---\nlayout: demo\nkicker: (.*)\npath: short\nafter: The race is won/
  const stays = () => page.evaluate(() => Object.assign(window, { isSame: true }))
  const isSame = () => page.evaluate(() => 'isSame' in window)

  await stays()
  edit(chapter, text => text.replace(slide, (all, kicker) => all.replace(kicker, 'Told otherwise')))
  const shown = page.locator('.slidev-page:visible')
  await shown.getByText('Told otherwise').waitFor()
  expect(await isSame(), 'without being loaded anew').toBe(true)
  await bothSee(no, 'B is the fastest', 'Told otherwise')

  await stays()
  edit(chapter, text => text.replace(slide, all => `---\nlayout: statement\nkicker: Put in\n---\n\n# A slide *more*\n\n${all}`))
  await shown.getByText('A slide more').waitFor()
  expect(await isSame(), 'without being loaded anew').toBe(true)
  await bothSee(no, 'A slide more', 'Put in')
  await bothSee(no + 1, 'B is the fastest', 'Told otherwise')

  checkout.reset()
  await bothSee(no, 'B is the fastest', 'All, any, race, settled')
  await page.close()
})
