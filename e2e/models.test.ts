import type { Locator } from 'playwright-core'
import type { Window } from './stage.ts'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDeck } from '../talk/slides.ts'
import { openWindow } from '../tools/browser.ts'
import { watchPageErrors } from '../tools/page-errors.ts'
import { setStage } from './stage.ts'

/** The models that one takes apart, as a player uses them. */

const { slides } = await loadDeck()
const noOf = (tag: string) => slides.findIndex(({ content }) => content.includes(tag)) + 1

/** A program that was started, and a machine that has other things to do. */
const PATIENT = { timeout: 20_000 }

/** Eggs are burnt on purpose. */
const BURNT = /^500 for .*&burn$|^console: .*status of 500/

const stage = setStage()
let deck: Window

beforeAll(async () => {
  deck = await stage.open()
  await deck.goto(1)
})

afterAll(() => deck?.context.close())

async function press(on: Locator, name: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++)
    await on.getByRole('button', { name, exact: true }).click()
}

async function show(tag: string): Promise<Locator> {
  const no = noOf(tag)
  await deck.turnTo(no)
  return deck.slide(no)
}

it('a runtime is walked through back and forth, and a second window stands where the first does', async () => {
  const no = noOf('runtime-executor')
  const slide = await show('runtime-executor')
  await slide.getByRole('button', { name: /^Run/ }).click()
  await slide.locator('[data-state=done]').waitFor()
  const words = slide.locator('.transport .words')
  const end = await words.textContent()
  await press(slide, 'Step back', 10)
  expect(await words.textContent()).not.toBe(end)
  const wall = await deck.another()
  await wall.goto(no)
  await expect.poll(() => wall.slide(no).locator('.transport .words').textContent()).toBe(await words.textContent())
  await press(slide, 'Step', 10)
  expect(await words.textContent()).toBe(end)
  await expect.poll(() => wall.slide(no).locator('.transport .words').textContent()).toBe(end)
  expect(await slide.locator('.counts').textContent()).toMatch(/8\s*polls/)
  deck.pageErrors.expectNone()
})

it('of three forms of one function, none keeps the variable that nobody needs after the await', async () => {
  const slide = await show('<ThreeForms')
  await slide.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => slide.locator('[data-state=done]').count(), { timeout: 20_000 }).toBe(3)
  await press(slide, 'Step back', 5)
  const wish = slide.locator('[data-variable=wish]')
  expect(await wish.getAttribute('class')).toBe('stack')
  await press(slide, 'Step')
  expect(await wish.getAttribute('class')).toBe('gone')
  expect(await slide.locator('[data-variable=who]').getAttribute('class')).toBe('kept')
  deck.pageErrors.expectNone()
})

it('two threads are brought to a standstill in two steps, and it can be undone', async () => {
  const slide = await show('<LockBoard')
  await press(slide, 'Ada does a step')
  await press(slide, 'Bob does a step')
  expect(await slide.getByRole('status').textContent()).toContain('Deadlock')
  expect(await slide.textContent()).toContain('Ada waits for the salt: Bob has it')
  await press(slide, 'Step back', 2)
  expect(await slide.getByRole('status').textContent()).toContain('Goal 1')
  deck.pageErrors.expectNone()
})

it('the channel that is set to hold one never holds two', async () => {
  const slide = await show('<ChannelBoard')
  await slide.getByRole('slider', { name: /channel holds/ }).fill('1')
  await slide.getByRole('slider', { name: /egg takes/ }).fill('200')
  await slide.getByRole('button', { name: /^Run/ }).click()
  await slide.locator('[data-demo=channel-board][data-state=done]').waitFor({ timeout: 20_000 })
  expect(await slide.locator('svg[role=img]').first().getAttribute('aria-label')).toContain('room for 1')
  expect(await slide.locator('.total').first().textContent()).toMatch(/12$/)
  deck.pageErrors.expectNone()
})

it('what is turned in a rush is heard while it runs, and each goal says how far it is', async () => {
  const slide = await show('<RushBoard')
  const atOnce = slide.getByRole('slider', { name: 'Orders at once' })
  const cancel = slide.getByRole('group', { name: 'Call it off' })
  // Knobs stay with the deck: a second try begins where the first one did.
  await atOnce.fill('3')
  await cancel.getByRole('radio', { name: 'off' }).check({ force: true })
  await slide.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => slide.locator('.eaten').count(), PATIENT).toBeGreaterThan(1)
  const turned = slide.locator('.turned text')
  await atOnce.fill('6')
  await expect.poll(() => turned.allTextContents(), PATIENT).toEqual([expect.stringContaining('6 at once')])
  await cancel.getByRole('radio', { name: 'on', exact: true }).check({ force: true })
  await expect.poll(() => turned.count(), PATIENT).toBe(2)
  expect(await turned.last().textContent()).toContain('cancel')
  expect(await slide.locator('[data-goal]').allTextContents()).toEqual(
    ['p99 under 3 s', '95 of 100', 'no pan', '500 guests'].map(name => expect.stringContaining(name)),
  )
  await slide.getByRole('button', { name: /^Stop/ }).click()
  await slide.locator('[data-demo=rush-board][data-state=stopped]').waitFor(PATIENT)
  deck.pageErrors.expectNone()
})

describe('the event loop', () => {
  it('is stepped through a real run, forth and back, and the microtasks come before the next task', async () => {
    const slide = await show('<EventLoopBoard')
    await slide.getByRole('button', { name: /^Run/ }).click()
    await slide.locator('[data-demo=loop-order][data-state=done]').waitFor(PATIENT)
    const printed = slide.getByRole('log', { name: 'Printed so far' })
    const all = await printed.locator('code').allTextContents()
    expect(all.slice(0, 6)).toEqual(['script', 'the script is over', 'microtask', 'then', 'more', 'then, again'])
    expect(all.slice(6).sort()).toEqual(['mail', 'timer'])
    const said = slide.getByRole('status')
    const end = await said.textContent()
    await press(slide, 'Step back', 5)
    expect(await said.textContent()).not.toBe(end)
    await press(slide, 'Step', 5)
    expect(await said.textContent()).toBe(end)
    deck.pageErrors.expectNone()
  })

  it('of Node is Node’s own, and says where it ran', async () => {
    const slide = await show('<EventLoopBoard')
    await slide.getByRole('radio', { name: 'Node’s phases' }).check({ force: true })
    await slide.getByRole('button', { name: /^Run/ }).click()
    await slide.locator('[data-demo=node-loop-phases][data-state=done], [data-demo=node-loop-phases][data-state=replay]').waitFor(PATIENT)
    await expect
      .poll(() => slide.getByRole('log', { name: 'Printed so far' }).locator('code').allTextContents(), PATIENT)
      .toEqual(['the script is over', 'a file has news', 'the callback is over', 'tick', 'then', 'check', 'timer'])
    expect(await slide.locator('.where').textContent()).toMatch(/node \d+/)
    deck.pageErrors.expectNone()
  })
})

it('what burns in a scope empties the pan, and what burns outside leaves it full', async () => {
  deck.pageErrors.allow(BURNT)
  const slide = await show('<ScopeBoard')
  await slide.getByRole('button', { name: /^Run/ }).click()
  const [scoped, loose] = ['scoped', 'loose'].map(tree => slide.locator(`[data-tree=${tree}]`))
  const fates = (tree: Locator) =>
    tree
      .locator('[data-task]')
      .evaluateAll(tasks => Object.fromEntries(tasks.map(task => [task.getAttribute('data-task'), task.getAttribute('data-fate')])))
  await expect.poll(() => loose!.locator('.pan').count(), PATIENT).toBe(3)
  await scoped!.locator('[data-task=B]').click()
  await expect
    .poll(() => fates(scoped!), PATIENT)
    .toEqual({ 'breakfast': 'failed', 'two eggs': 'failed', 'A': 'cancelled', 'B': 'failed', 'one more': 'cancelled', 'C': 'cancelled' })
  await expect
    .poll(() => fates(loose!), PATIENT)
    .toEqual({ 'breakfast': 'failed', 'two eggs': 'failed', 'A': 'leak', 'B': 'failed', 'one more': 'leak', 'C': 'leak' })
  await expect.poll(() => scoped!.locator('.pan').count(), PATIENT).toBe(0)
  expect(await loose!.locator('.pan').count()).toBe(2)
  await slide.getByRole('button', { name: /^Stop/ }).click()
  await slide.locator('[data-demo=scope-board][data-state=stopped]').waitFor(PATIENT)
  deck.pageErrors.expectNone()
})

it('a press on the wall reaches the program that another window runs', async () => {
  const no = noOf('<ScopeBoard')
  deck.pageErrors.allow(BURNT)
  const slide = await show('<ScopeBoard')
  await slide.getByRole('button', { name: /^Run/ }).click()
  const wall = await deck.another()
  await wall.goto(no)
  await wall.slide(no).locator('[data-demo=scope-board][data-state=running]').waitFor(PATIENT)
  await wall.slide(no).locator('[data-tree=scoped] [data-task=C]').click()
  await slide.locator('[data-tree=scoped] [data-task=C][data-fate=failed]').waitFor(PATIENT)
  await slide.getByRole('button', { name: /^Stop/ }).click()
  await wall.page.close()
  deck.pageErrors.expectNone()
})

it('a task that blocks freezes the reactor, and in its pool it does not', async () => {
  const slide = await show('<PoolBoard')
  const board = slide.locator('[data-demo=pool-board]')
  await slide.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => slide.locator('.beat').count(), PATIENT).toBeGreaterThan(3)
  await slide.getByRole('button', { name: 'Drop into Blocking pool: block' }).click()
  await expect.poll(() => slide.locator('svg[role=img]').getAttribute('aria-label'), PATIENT).toMatch(/blocking 1 block 1 busy/)
  const beats = await slide.locator('.beat').count()
  await expect.poll(() => slide.locator('.beat').count(), PATIENT).toBeGreaterThan(beats + 3)
  await slide.getByRole('button', { name: 'Drop into Reactor: block' }).click()
  await expect.poll(() => board.getAttribute('data-frozen'), PATIENT).toBe('true')
  await expect.poll(() => board.getAttribute('data-frozen'), PATIENT).toBe(null)
  await slide.getByRole('button', { name: /^Stop/ }).click()
  deck.pageErrors.expectNone()
})

it('jobs that block take the two seats there are, and the third waits', async () => {
  const slide = await show('runtime-pool')
  await slide.getByRole('button', { name: /^Run/ }).click()
  await slide.locator('[data-state=done]').waitFor(PATIENT)
  await press(slide, 'Step back', 4)
  await press(slide, 'Step', 4)
  expect(await slide.locator('.printed').textContent()).toContain('toast 3')
  deck.pageErrors.expectNone()
})

/** Boards that run a program, as they are written on their slides; and those that a person plays. */
const RUN_BOARDS = [
  '<ThreeForms',
  '<EventLoopBoard',
  '<ChannelBoard',
  '<ScopeBoard',
  '<PoolBoard',
  '<RushBoard',
  'runtime-event-loop',
  'runtime-futures',
  'runtime-executor',
  'runtime-reactor',
  'runtime-select',
  'runtime-pool',
]
const PLAYED_BOARDS = ['<LockBoard', '<SchedulerBoard']

describe('keys', () => {
  const moment = (slide: Locator) => slide.getByRole('slider', { name: 'Moment' }).inputValue().then(Number)

  it.each(RUN_BOARDS)('run %s, and take it a step back and on', async (tag) => {
    deck.pageErrors.allow(BURNT)
    const slide = await show(tag)
    await expect.poll(() => slide.getByRole('button', { name: /^Run/ }).isEnabled(), PATIENT).toBe(true)
    await deck.page.keyboard.press('r')
    await slide.getByRole('button', { name: /^Stop/ }).waitFor(PATIENT)
    // There something happens only when the player does something.
    if (tag === '<ScopeBoard')
      await slide.locator('[data-tree=scoped] [data-task=B]').click(PATIENT)
    await expect.poll(() => moment(slide), PATIENT).toBeGreaterThan(1)
    await deck.page.keyboard.press('r')
    await slide.getByRole('button', { name: /^Run again/ }).waitFor(PATIENT)
    const last = await moment(slide)
    await deck.page.keyboard.press('p')
    await expect.poll(() => moment(slide)).toBe(last - 1)
    await deck.page.keyboard.press('n')
    await expect.poll(() => moment(slide)).toBe(last)
    deck.pageErrors.expectNone()
  })

  it.each(PLAYED_BOARDS)('take %s a step on and back', async (tag) => {
    const slide = await show(tag)
    await press(slide, 'Reset')
    await deck.page.keyboard.press('n')
    await expect.poll(() => moment(slide)).toBe(1)
    await deck.page.keyboard.press('n')
    await expect.poll(() => moment(slide)).toBe(2)
    await deck.page.keyboard.press('p')
    await expect.poll(() => moment(slide)).toBe(1)
    await press(slide, 'Reset')
    deck.pageErrors.expectNone()
  })
})

describe('two browsers', () => {
  it('stand at the same step of a game, under the same rules', async () => {
    const no = noOf('<SchedulerBoard')
    const wall = await stage.open()
    await wall.goto(no)
    const slide = await show('<SchedulerBoard')
    const there = wall.slide(no)
    await slide.getByRole('radio', { name: 'shortest' }).check({ force: true })
    await expect.poll(() => there.getByRole('radio', { name: 'shortest' }).isChecked()).toBe(true)
    await press(slide, 'Step', 3)
    const picture = slide.getByRole('img', { name: /^After/ })
    expect(await picture.getAttribute('aria-label')).toContain('After 3 ticks')
    await expect
      .poll(() => there.getByRole('img', { name: /^After/ }).getAttribute('aria-label'))
      .toBe(await picture.getAttribute('aria-label'))
    await press(there, 'Step back')
    await expect.poll(() => picture.getAttribute('aria-label')).toContain('After 2 ticks')
    await there.getByRole('radio', { name: 'in turn' }).check({ force: true })
    await expect.poll(() => picture.getAttribute('aria-label')).toContain('After 0 ticks')
    wall.pageErrors.expectNone()
    await wall.context.close()
    deck.pageErrors.expectNone()
  })

  it('draw the run that one of them started, at the step at which the other one stopped', async () => {
    const no = noOf('<ChannelBoard')
    const slide = await show('<ChannelBoard')
    await slide.getByRole('slider', { name: /egg takes/ }).fill('200')
    await slide.getByRole('button', { name: /^Run/ }).click()
    await slide.locator('[data-demo=channel-board][data-state=done]').waitFor(PATIENT)
    await press(slide, 'Step back', 4)
    const late = await stage.open()
    await late.goto(no)
    const words = slide.locator('.transport .words')
    await expect.poll(() => late.slide(no).locator('.transport .words').textContent(), PATIENT).toBe(await words.textContent())
    expect(await late.slide(no).getByRole('slider', { name: /egg takes/ }).inputValue()).toBe('200')
    await press(late.slide(no), 'Latest')
    await expect.poll(() => late.slide(no).locator('.transport .words').textContent()).toBe(await words.textContent())
    late.pageErrors.expectNone()
    await late.context.close()
    deck.pageErrors.expectNone()
  })
})

describe('on paper', () => {
  let paper: Window

  beforeAll(async () => {
    paper = await stage.open()
    await paper.page.goto(`${stage.deck.url}/${noOf(RUN_BOARDS[0]!)}?print`)
    await paper.arrive(noOf(RUN_BOARDS[0]!))
  })

  afterAll(() => paper?.context.close())

  async function sheet(tag: string): Promise<Locator> {
    await paper.turnTo(noOf(tag))
    const slide = paper.slide(noOf(tag))
    await slide.locator('.board, .machine-demo, .three-forms').first().waitFor(PATIENT)
    return slide
  }

  it.each(RUN_BOARDS)('%s shows a recorded run, says so, and has nothing to press', async (tag) => {
    const board = await sheet(tag)
    await board
      .locator('[data-settled]')
      .first()
      .waitFor({ state: 'attached', ...PATIENT })
    expect(new Set(await board.locator('[data-demo]').evaluateAll(demos => demos.map(demo => demo.getAttribute('data-state'))))).toEqual(
      new Set(['replay']),
    )
    expect(await board.textContent()).toMatch(/recorded \d+ \w+ \d{4}/)
    expect(await board.textContent()).toMatch(/step \d+ of \d+/)
    expect(await board.locator('button:visible:not(.line-target, .lane-target), input:visible').count()).toBe(0)
  })

  it('the locks stand in a deadlock, the scheduler has finished, and others are compared with it', async () => {
    const locks = await (await sheet('<LockBoard')).textContent()
    expect(locks).toContain('Deadlock')
    expect(locks).toContain('Bob waits for the pan: Ada has it')
    const scheduler = await sheet('<SchedulerBoard')
    expect(await scheduler.textContent()).toMatch(/All done after \d+ ticks/)
    expect(await scheduler.locator('tbody tr').count()).toBe(4)
  })

  it('three forms stand where the variable that nobody needs is gone, and scopes where something leaks', async () => {
    expect(await (await sheet('<ThreeForms')).locator('[data-variable=wish]').getAttribute('class')).toBe('gone')
    expect(await (await sheet('<ScopeBoard')).locator('[data-fate=leak]').count()).toBeGreaterThan(0)
  })

  it.each(['<LockBoard', '<SchedulerBoard', '<AmdahlBoard', '<LittleBoard'])('%s has nothing to press', async (tag) => {
    expect(await (await sheet(tag)).locator('button:visible:not(.line-target, .lane-target), input:visible').count()).toBe(0)
  })
})

describe('a page of its own', () => {
  const names = [
    ...readFileSync(new URL('../reader/models.ts', import.meta.url), 'utf8').matchAll(/name: '([\w-]+)', title: '([^']+)'/g),
  ].map(([, name, title]) => [name!, title!] as const)

  /** On a phone as on a desk: from one page to the next by the links below each. */
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

  it('can be linked to, and is missed in words', async () => {
    const page = await openWindow(deck.context)
    const [name, title] = names.at(-1)!
    await page.goto(`${stage.deck.url}/models/${name}`)
    await page.getByRole('heading', { name: title }).waitFor(PATIENT)
    await page.locator('.model').waitFor(PATIENT)
    await page.goto(`${stage.deck.url}/models/nothing`)
    await page.getByText('There is no model called “nothing”').waitFor(PATIENT)
    await page.close()
    deck.pageErrors.expectNone()
  })

  it('on a phone: nothing beside the screen, and everything as large as a finger', async () => {
    const context = await stage.browser.newContext(phone)
    const pageErrors = watchPageErrors(context)
    try {
      const page = await context.newPage()
      await page.goto(`${stage.deck.url}/models/${names[0]![0]}`)
      const found: Record<string, string[]> = {}
      for (const [name, title] of names) {
        await page.getByRole('link', { name: title, exact: true }).click(PATIENT)
        await page.getByRole('heading', { name: title, exact: true }).waitFor(PATIENT)
        await page.locator('.model').waitFor(PATIENT)
        found[name] = await page.locator('.model button:visible:not(.line-target)').evaluateAll(buttons =>
          buttons.flatMap((button) => {
            const { width, height } = button.getBoundingClientRect()
            return width >= 44 && height >= 44
              ? []
              : `${button.textContent!.trim() || button.ariaLabel} ${Math.round(width)}×${Math.round(height)}`
          }),
        )
        const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (beside > 0)
          found[name]!.push(`${beside} beside the screen`)
      }
      expect(found).toEqual(Object.fromEntries(names.map(([name]) => [name, []])))
      pageErrors.expectNone()
    }
    finally {
      await context.close()
    }
  })
})
