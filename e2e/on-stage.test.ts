import type { DeckPage, DemoOnSlide } from '../tools/pages.ts'
import type { Window } from './stage.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../composables/keys/keymap.ts'
import { loadSlides } from '../talk/slides.ts'
import { setStage } from './stage.ts'

const SLUG = 'sequential'
const slides = await loadSlides()
const { no } = slides.find(({ demos }) => demos.includes(SLUG))!
const stage = setStage()

/** As a speaker has them: notes before them, the slide behind them. */
let presenter: Window
let hall: DeckPage
let atDesk: DemoOnSlide
let onWall: DemoOnSlide
const keys = (...all: string[]) => all.reduce((before, key) => before.then(() => presenter.page.keyboard.press(key)), Promise.resolve())

beforeAll(async () => {
  presenter = await stage.open()
  hall = await presenter.another()
  await presenter.goto(no, 'presenter')
  await hall.goto(no)
  atDesk = presenter.demo(SLUG, no)
  onWall = hall.demo(SLUG, no)
}, 120_000)

beforeEach(async () => {
  if (presenter.currentSlide() !== no)
    await presenter.turnTo(no)
  await keys('u')
  await Promise.all([atDesk.waitFor('idle'), onWall.waitFor('idle')])
})

afterAll(() => presenter?.context.close())

describe('by keyboard alone', () => {
  it('a run is started, rewound, stepped through and reset', async () => {
    await keys('r')
    await onWall.waitFor('done')
    await keys('w')
    const moment = hall.slide(no).locator('.transport .words')
    await expect.poll(() => moment.textContent()).toMatch(/^0\.00 s of/)
    // What happens first may happen within the hundredth of a second that the words round to.
    const slider = hall.slide(no).getByRole('slider', { name: 'Moment of the run' })
    expect(await slider.getAttribute('style')).toMatch(/--done: 0%/)
    await keys('n')
    await expect.poll(() => slider.getAttribute('style')).not.toMatch(/--done: 0%/)
    expect(presenter.currentSlide()).toBe(no)
    await keys('u')
    await onWall.waitFor('idle')
  })

  it('a program is edited, run and put back, and the keys go on', async () => {
    await keys('e')
    await atDesk.root.locator('.cm-content').waitFor()
    await keys('ControlOrMeta+a')
    await presenter.page.keyboard.insertText('console.log(1)')
    await keys('Escape', 'r')
    await onWall.waitFor('done')
    expect(await onWall.code()).toBe('console.log(1)')
    await keys('u')
    await expect.poll(() => onWall.code()).toContain('fryEgg')
  })

  it('the recording is played in the place of a live run, and says so as large as its clock', async () => {
    await keys('r')
    await onWall.waitFor('running')
    await keys('Shift+R')
    await onWall.waitFor('replay')
    const chip = onWall.root.locator('.recorded')
    expect(await chip.textContent()).toBe('recorded')
    expect(await chip.evaluate(element => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(22)
  })

  it('code, timeline and output fill the slide in turn, in both windows', async () => {
    await keys('r')
    await onWall.waitFor('done')
    const cards = onWall.root.locator('.cards')
    const size = (selector: string) =>
      onWall.root
        .locator(selector)
        .first()
        .evaluate(
          element => (element.getBoundingClientRect().width * Number.parseFloat(getComputedStyle(element).fontSize)) / element.clientWidth,
        )
    const before = await size('pre.shiki')
    await keys('z')
    await expect.poll(() => cards.getAttribute('data-enlarged')).toBe('code')
    await expect.poll(() => size('pre.shiki')).toBeGreaterThan(before * 1.3)
    for (const part of ['timeline', 'output', null]) {
      await keys('z')
      await expect.poll(() => cards.getAttribute('data-enlarged')).toBe(part)
    }
  })

  it('code keeps its size when output appears', async () => {
    const size = () =>
      onWall.root.locator('pre.shiki').evaluate(element => [getComputedStyle(element).fontSize, getComputedStyle(element).lineHeight])
    const before = await size()
    await keys('r')
    await onWall.waitFor('done')
    await onWall.root.getByRole('log').waitFor()
    expect(await size()).toEqual(before)
  })

  it('the show begins with two presses, and nothing is left of the rehearsal', async () => {
    await keys('1', 'r')
    await onWall.waitFor('done')
    await keys('Shift+B')
    await presenter.page.getByText('Forget the rehearsal?').waitFor()
    expect(await onWall.state()).toBe('done')
    await keys('Shift+B')
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()]).toEqual([1, 1])
    const pace = presenter.page.getByLabel('The pace')
    await expect.poll(() => pace.textContent()).toMatch(/planned/)
    await keys('ArrowDown')
    await expect.poll(() => pace.textContent()).toMatch(/^\s*0:\d\d of \d+:\d\d · on time · 2 of \d+/)
    await atDesk.waitFor('idle')
    await hall.arrive(2)
    expect(await onWall.root.getByText(/Your guess|You said/).count()).toBe(0)
  })
})

describe('?', () => {
  it('shows all keys in this window only; one is changed, one switched off, and both stay', async () => {
    const list = presenter.page.getByRole('dialog', { name: 'All keys' })
    await keys('?')
    await list.waitFor()
    expect(await hall.page.getByRole('dialog').count()).toBe(0)
    expect((await list.locator('.words').allTextContents()).map(words => words.trim())).toEqual(
      expect.arrayContaining(actions.map(({ words }) => words)),
    )
    await list.getByRole('button', { name: 'Change the key: Run, or stop' }).click()
    await keys('b')
    await list.getByText('b is taken').waitFor()
    await keys('q')
    await list.getByRole('button', { name: /^No key: Make the hall/ }).click()
    await keys('Escape')
    await list.waitFor({ state: 'hidden' })
    await presenter.goto(no, 'presenter')
    await atDesk.root.waitFor()
    await keys('r', 'b')
    await presenter.page.waitForTimeout(300)
    expect(await atDesk.state()).toBe('idle')
    expect(await hall.page.locator('.black').count()).toBe(0)
    expect(await atDesk.root.getByRole('button', { name: /^Run/ }).textContent()).toMatch(/Run\s+q/)
    await keys('q')
    await onWall.waitFor('done')
    await keys('?')
    await list.getByRole('button', { name: 'As they were' }).click()
    await keys('Escape')
    await list.waitFor({ state: 'hidden' })
    await keys('b')
    await hall.page.locator('.black').waitFor()
    await keys('.')
    await hall.page.locator('.black').waitFor({ state: 'detached' })
  })

  it('letters can be switched off altogether, digits too, and a clicker still turns', async () => {
    const list = presenter.page.getByRole('dialog', { name: 'All keys' })
    const letters = list.getByRole('checkbox', { name: 'Letters and signs are keys' })
    await keys('?')
    await letters.uncheck()
    await keys('Escape', 'r', '1', 'b', 'd')
    await presenter.page.waitForTimeout(300)
    expect([await atDesk.state(), await hall.page.locator('.black').count()]).toEqual(['idle', 0])
    await keys('PageDown')
    await expect.poll(() => hall.currentSlide()).toBe(no + 1)
    await presenter.page.evaluate(() => localStorage.removeItem('four-eggs:keys'))
    await presenter.goto(no, 'presenter')
    await atDesk.root.waitFor()
    await keys('r')
    await onWall.waitFor('done')
  })
})

describe('a phone as the remote', () => {
  it('turns, runs, stops, enlarges and blacks what the presenter gives, and shows its notes', async () => {
    const { page: phone } = await presenter.another()
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.goto(`${stage.deck.url}/remote`)
    const press = (name: string) => phone.getByRole('button', { name }).click()
    await phone.getByRole('heading', { name: slides[no - 1]!.title.replaceAll(/[*`]/g, '') }).waitFor()
    expect(await phone.getByLabel('Notes').textContent()).toMatch(/\w+/)
    expect(presenter.currentSlide()).toBe(no)

    await press('Run')
    await onWall.waitFor('done')
    expect(await atDesk.state()).toBe('done')
    await press('Stop')
    await press('Enlarge')
    await expect.poll(() => onWall.root.locator('.cards').getAttribute('data-enlarged')).toBe('code')
    expect(await onWall.state()).toBe('done')
    await press('Reset')
    await onWall.waitFor('idle')
    await press('Run')
    await onWall.waitFor('running')
    await press('Stop')
    await onWall.waitFor('stopped')
    await press('Black')
    await hall.page.locator('.black').waitFor()
    await press('Show again')
    await hall.page.locator('.black').waitFor({ state: 'detached' })
    await press('Next')
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()]).toEqual([no + 1, no + 1])
    await press('Back')
    await expect.poll(() => [presenter.currentSlide(), hall.currentSlide()]).toEqual([no, no])
    expect(
      await phone.evaluate(
        () => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight,
      ),
    ).toBe(true)
    await phone.close()
  })
})
