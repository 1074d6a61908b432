import type { Page } from 'playwright-core'
import type { Window } from './stage.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toLink } from '../composables/demo/edit-link.ts'
import { loadDeck } from '../talk/slides.ts'
import { DemoOnSlide } from '../tools/pages.ts'
import { findOverflow } from './overflow.ts'
import { setStage } from './stage.ts'

/** A stove for one's own program, as a person with a question uses it. */

const EGG = 'console.log(await (await fetch(\'http://localhost:3001/A\')).text())'
const FIRST = readFileSync(new URL('../demos/javascript/try.ts', import.meta.url), 'utf8').replace(/^\/\/ #.*\n/gm, '').trim()

const { slides } = await loadDeck()
const noOf = (tag: string) => slides.findIndex(({ content }) => content.includes(tag)) + 1
const stage = setStage()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

let deck: Window
let page: Page

beforeEach(async () => {
  deck = await stage.open()
  page = deck.page
})

afterEach(async () => {
  // Programs stay with the deck: the next test begins with the first one.
  await page.goto(`${deck.url}/try/beside`)
  for (const name of ['Yours', 'The one beside it']) {
    const again = page.getByRole('region', { name }).getByRole('button', { name: 'Begin again' })
    await page.getByRole('region', { name }).locator('.cm-content').waitFor()
    if (await again.isVisible())
      await again.click()
  }
  await deck.context.close()
})

async function openTry(on = page): Promise<DemoOnSlide> {
  await on.goto(`${deck.url}/try`)
  await on.locator('.cm-content').waitFor()
  return new DemoOnSlide(on.locator('[data-demo="try"]'))
}

async function type(text: string, into = page.locator('.cm-content').first()): Promise<void> {
  await into.press('ControlOrMeta+a')
  await into.page().keyboard.insertText(text)
}

/** What stands in an editor, line by line. */
function typed(on = page, index = 0) {
  return on
    .locator('.cm-content')
    .nth(index)
    .locator('.cm-line')
    .allTextContents()
    .then(lines => lines.join('\n'))
}
const printed = (demo: DemoOnSlide) => demo.root.getByRole('log').textContent()

describe('/try', () => {
  it('begins with a program that runs, and one can type at once', async () => {
    const demo = await openTry()
    expect(await typed()).toBe(FIRST)
    expect(await demo.state()).toBe('idle')
    expect(await demo.source()).toBe(sha256(FIRST))
    await demo.run()
    await demo.waitFor('done')
    expect((await demo.rows()).map(({ task }) => task).sort()).toEqual(['A', 'B', 'C'])
    expect(await demo.status()).toMatch(/^3 of 3 eggs in /)
    deck.pageErrors.expectNone()
  })

  it('runs what is typed by its key, and tells an error with the line and the name of the program', async () => {
    const demo = await openTry()
    await type(`${EGG}\n\nnull.boil()`)
    await page.keyboard.press('ControlOrMeta+Enter')
    await demo.waitFor('failed')
    expect(await printed(demo)).toMatch(/TypeError: Cannot read properties of null.*\(try\.ts, line 3, column 6\)/)
    expect(await demo.source()).toBe(sha256(`${EGG}\n\nnull.boil()`))
    await type('const = 1')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect.poll(() => demo.root.locator('.program-notice').textContent()).toContain('Line 1, column 7')
    await type('while (true) {}')
    await page.keyboard.press('ControlOrMeta+Enter')
    await demo.waitFor('running')
    await demo.stop()
    await demo.waitFor('stopped')
  })

  it('marks in the editor who waits where, during the run and on each step back', async () => {
    const demo = await openTry()
    await type(`const slow = await fetch('http://localhost:3001/A?ms=3000')\n${EGG}`)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect.poll(() => page.locator('.cm-parked').getAttribute('data-waits')).toContain('top level')
    await demo.waitFor('done')
    expect(await page.locator('.cm-parked').count()).toBe(0)
    await demo.button('Edit').click()
    await demo.button('Rewind').click()
    await demo.root.getByRole('button', { name: 'To what happened next' }).click()
    await expect.poll(() => demo.root.locator('.band.on').count()).toBeGreaterThan(0)
  })

  it('is there tomorrow, on a deck too, and Reset can be undone by its button and by the editor’s key', async () => {
    await openTry()
    await type(`// mine\n${EGG}`)
    const tomorrow = await deck.another()
    await page.close()
    page = tomorrow.page
    const demo = await openTry(page)
    await expect.poll(() => typed(page)).toBe(`// mine\n${EGG}`)
    await demo.reset()
    await expect.poll(() => typed(page)).toBe(FIRST)
    await demo.root.getByRole('button', { name: 'Undo reset' }).click()
    await expect.poll(() => typed(page)).toContain('// mine')
    await demo.reset()
    await expect.poll(() => typed(page)).toBe(FIRST)
    await page.locator('.cm-content').press('ControlOrMeta+z')
    await expect.poll(() => typed(page)).toContain('// mine')
  })

  it('takes a program from a link once: what becomes of it is not lost when the page is loaded anew', async () => {
    const link = await toLink(`${deck.url}/try`, 'try', `// theirs\n${EGG}`)
    await openTry()
    await type('// mine')
    await page.goto('about:blank')
    await page.goto(link!)
    await expect.poll(() => typed()).toContain('// theirs')
    await page.getByRole('button', { name: 'Undo link' }).waitFor()
    await type('// theirs, and more')
    await page.reload()
    await page.locator('.cm-content').waitFor()
    await expect.poll(() => typed()).toBe('// theirs, and more')
    expect(page.url()).not.toContain('edit=')
  })

  it('begins with any example, and gives back what was there', async () => {
    await openTry()
    await type('// mine')
    const examples = page.getByRole('combobox', { name: 'Begin with an example' })
    const values = await examples.locator('option').evaluateAll(options => options.map(option => (option as HTMLOptionElement).value))
    expect(values).toEqual(expect.arrayContaining(['foreach-does-not-wait', 'promise-all', 'deadlock', 'runtime-executor']))
    await examples.selectOption('sequential')
    await expect.poll(() => typed()).toContain('import { stove } from \'./kitchen.ts\'')
    const demo = new DemoOnSlide(page.locator('[data-demo="try"]'))
    await demo.run()
    await demo.waitFor('done')
    await page.getByRole('button', { name: 'Undo example' }).click()
    await expect.poll(() => typed()).toBe('// mine')
  })

  it('is one press away from a demo, with all of its file', async () => {
    const no = noOf('<LiveDemo demo="promise-all"')
    await deck.goto(no)
    await deck.demo('promise-all', no).root.getByRole('button', { name: 'Open in try' }).click()
    await expect.poll(() => typed()).toContain('Promise.all(frying)')
    expect(page.url()).toBe(`${deck.url}/try`)
    const demo = new DemoOnSlide(page.locator('[data-demo="try"]'))
    await demo.run()
    await demo.waitFor('done')
    expect((await demo.rows()).map(({ task }) => task).filter(task => task !== 'top level')).toEqual(['A', 'B', 'C', 'D'])
  })

  it('is one press away from a race, whose two programs stand beside each other there', async () => {
    const no = noOf('<DemoRace demos="sequential,promise-all"')
    await deck.goto(no)
    await deck.race(no).root.getByRole('button', { name: 'Open in try' }).click()
    await expect.poll(() => typed(page, 0)).toContain('await fryEgg(name)')
    await expect.poll(() => typed(page, 1)).toContain('Promise.all(frying)')
    expect(page.url()).toBe(`${deck.url}/try/beside`)
    const race = new DemoOnSlide(page.locator('[data-race]'))
    await race.run()
    await race.waitFor('done')
    for (const slug of ['try', 'try-2'])
      expect((await race.contestant(slug).rows()).map(({ task }) => task), slug).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D']))
  })

  it('has two programs beside each other, on one axis', async () => {
    await openTry()
    await page.getByRole('button', { name: 'Side by side' }).click()
    const beside = page.getByRole('region', { name: 'The one beside it' })
    await beside.locator('.cm-content').waitFor()
    await type(`await fetch('http://localhost:3001/A')`, page.getByRole('region', { name: 'Yours' }).locator('.cm-content'))
    await type(
      `console.log('two')\nawait fetch('http://localhost:3001/B')\nawait fetch('http://localhost:3001/C')`,
      beside.locator('.cm-content'),
    )
    const race = new DemoOnSlide(page.locator('[data-race]'))
    await race.run()
    await race.waitFor('done')
    expect((await race.contestant('try').rows()).map(({ task }) => task)).toContain('A')
    expect((await race.contestant('try-2').rows()).map(({ task }) => task)).toEqual(expect.arrayContaining(['B', 'C']))
    expect(await beside.getByRole('log').textContent()).toContain('two')
    await race.reset()
    await race.waitFor('idle')
    expect(await typed(page, 0)).toContain('/A')
  })

  it('works on a small phone, by keyboard alone, where the browser keeps nothing', async () => {
    const context = await stage.browser.newContext({ viewport: { width: 360, height: 640 } })
    await context.addInitScript(() => {
      for (const storage of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, storage, { get: () => { throw new DOMException('blocked', 'SecurityError') } })
    })
    const phone = await context.newPage()
    const errors: unknown[] = []
    phone.on('pageerror', error => errors.push(error))
    const demo = await openTry(phone)
    const isOnEditor = () => phone.evaluate(() => document.activeElement?.classList.contains('cm-content') ?? false)
    for (let presses = 0; presses < 20 && !await isOnEditor(); presses++)
      await phone.keyboard.press('Tab')
    expect(await isOnEditor()).toBe(true)
    await phone.keyboard.press('ControlOrMeta+a')
    await phone.keyboard.type(EGG)
    await phone.keyboard.press('Escape')
    await expect.poll(isOnEditor).toBe(false)
    expect(await phone.evaluate(() => document.activeElement?.textContent?.trim())).toMatch(/^Edit/)
    await phone.keyboard.press('r')
    await demo.waitFor('done')
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await phone.getByText('This browser keeps nothing').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('is a slide, too: a question is answered by typing it', async () => {
    const no = noOf('<LiveDemo />')
    await deck.goto(no)
    const demo = deck.demo('try', no)
    await demo.button('Edit').click()
    await type(EGG, demo.root.locator('.cm-content'))
    await page.keyboard.press('ControlOrMeta+Enter')
    await demo.waitFor('done')
    expect(await findOverflow(deck, no)).toEqual([])
    const other = await deck.another()
    await other.goto(no)
    await expect.poll(() => other.demo('try', no).code()).toBe(EGG)
  })
})
