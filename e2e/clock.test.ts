import type { DemoOnSlide } from '../tools/pages.ts'
import type { KitchenEvent } from '../trace/events.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { askHealth } from '../tools/kitchen.ts'
import { parseEvents } from '../trace/ndjson.ts'
import { COLD_MS, EGG_MS } from './shared-deck.ts'
import { setStage } from './stage.ts'

/** A run on a slide that is held, stepped and slowed while it is live, from two windows. */

const SLUG = 'sequential'

const slides = await loadSlides()
const no = slides.find(({ demos }) => demos.includes(SLUG))!.no
const stage = setStage()

function button({ root }: DemoOnSlide, name: string | RegExp) {
  return root.getByRole('group', { name: 'Clock of the run' }).getByRole('button', { name })
}

const isHeld = (demo: DemoOnSlide) => button(demo, 'Hold').getAttribute('aria-pressed')

/** What the kitchen has told of the eggs of a run. */
async function seenAtKitchen(run: string) {
  const reply = await fetch(`${stage.deck.kitchenUrl}/run/${run}/trace`)
  return (parseEvents(await reply.text()) as KitchenEvent[]).filter(({ kind }) => kind === 'start' || kind === 'end')
}

const endsOf = async (run: string) => (await seenAtKitchen(run)).filter(({ kind }) => kind === 'end').length

describe(`the demo ${SLUG} on slide ${no}`, () => {
  let here: DemoOnSlide
  let there: DemoOnSlide
  let press: (key: string) => Promise<void>
  let expectNoErrors: () => void

  beforeAll(async () => {
    const window = await stage.open()
    const other = await window.another()
    await other.goto(no)
    await window.goto(no)
    here = window.demo(SLUG, no)
    there = other.demo(SLUG, no)
    press = key => window.page.keyboard.press(key)
    expectNoErrors = () => window.pageErrors.expectNone()
    await Promise.all([here.waitFor('idle'), there.waitFor('idle')])
    await window.becomeIdle()
    // Long enough to be held in time on a machine that other things keep busy.
    const eggs = here.root.getByLabel('eggs')
    await eggs.selectOption({ index: await eggs.locator('option').count() - 1 })
    // In development, what the bar is made of is compiled when the first run asks for it.
    await here.run()
    await button(here, 'Hold').waitFor({ timeout: COLD_MS })
    await here.stop()
  })

  it('stands still on hold, goes on by one answer, and is stopped there', async () => {
    if (await here.state() !== 'idle')
      await here.reset()
    await here.run()
    await button(here, 'Hold').click()
    await expect.poll(() => isHeld(here)).toBe('true')
    await expect.poll(() => isHeld(there)).toBe('true')
    const run = await here.runId()
    // An egg is in the pan, so that nothing is on its way any more.
    await expect.poll(async () => (await seenAtKitchen(run)).at(-1)?.kind).toBe('start')
    await expect.poll(async () => (await here.rows()).at(-1)?.outcome).toBe('in the pan')
    const [rows, ends] = [await here.rows(), await endsOf(run)]
    await new Promise(resolve => setTimeout(resolve, 3 * EGG_MS))
    expect(await here.rows()).toEqual(rows)
    expect(await here.status()).toMatch(/^Paused: /)

    await button(there, 'Next answer').click()
    await expect.poll(() => endsOf(run)).toBe(ends + 1)
    await expect.poll(async () => (await here.rows()).length).toBe(rows.length + 1)
    await new Promise(resolve => setTimeout(resolve, 2 * EGG_MS))
    expect(await endsOf(run)).toBe(ends + 1)
    // It took what an egg takes, though nobody has waited for it.
    const stepped = (await here.rows())[rows.length - 1]!
    expect(stepped.outcome).toBe('done')
    expect(Number(stepped.ended) - Number(stepped.started)).toBeGreaterThan(0.9 * EGG_MS / 1000)

    await here.stop()
    await here.waitFor('stopped')
    await there.waitFor('stopped')
    expect((await askHealth(stage.deck.kitchenUrl)).pan).toBe(0)
    await here.reset()
    await there.waitFor('idle')
    expectNoErrors()
  })

  it('is held by the key h, goes on by one answer by n, and by h again', async () => {
    if (await here.state() !== 'idle')
      await here.reset()
    await here.run()
    await button(here, 'Hold').and(here.root.locator(':enabled')).waitFor()
    await press('h')
    await expect.poll(() => isHeld(here)).toBe('true')
    await expect.poll(() => isHeld(there)).toBe('true')
    const run = await here.runId()
    await expect.poll(async () => (await seenAtKitchen(run)).at(-1)?.kind).toBe('start')
    await expect.poll(async () => (await here.rows()).at(-1)?.outcome).toBe('in the pan')
    const ends = await endsOf(run)
    await press('n')
    await expect.poll(() => endsOf(run)).toBe(ends + 1)
    expect(await isHeld(here)).toBe('true')
    await press('h')
    await expect.poll(() => isHeld(here)).toBe('false')
    await expect.poll(() => endsOf(run), { timeout: 20 * EGG_MS }).toBeGreaterThan(ends + 1)
    await here.stop()
    await here.waitFor('stopped')
    await here.reset()
    await there.waitFor('idle')
    expectNoErrors()
  })

  it('goes at a quarter of the speed by the key s, and its times are the kitchen’s', async () => {
    if (await here.state() !== 'idle')
      await here.reset()
    await here.run()
    await button(here, /^Slower/).and(here.root.locator(':enabled')).waitFor()
    for (const words of [/half the speed/, /a quarter of the speed/]) {
      await press('s')
      await expect.poll(() => button(here, /^Slower/).getAttribute('aria-label')).toMatch(words)
    }
    await expect.poll(() => button(there, /^Slower/).getAttribute('aria-label')).toMatch(/a quarter of the speed/)
    const run = await here.runId()
    const slowedAt = (await seenAtKitchen(run)).filter(({ kind }) => kind === 'start').length
    // The next egg is fried at that speed from its beginning to its end.
    await expect.poll(() => endsOf(run), { timeout: 20 * EGG_MS }).toBeGreaterThan(slowedAt)
    const seen = await seenAtKitchen(run)
    const start = seen.filter(({ kind }) => kind === 'start')[slowedAt]!
    const end = seen.find(({ kind, id }) => kind === 'end' && id === start.id)!
    expect(end.at - start.at).toBeGreaterThanOrEqual(4 * EGG_MS - 1)
    expect((end.at - start.at) / (end.t - start.t)).toBeCloseTo(4, 2)
    expect(await here.status()).toMatch(/a quarter of the speed/)
    await here.stop()
    await here.waitFor('stopped')
    await here.reset()
    await there.waitFor('idle')
    expectNoErrors()
  })
})

it('a race is held and goes on as one', async () => {
  const { no, races: [slugs] } = slides.find(({ races }) => races.some(slugs => slugs.includes(SLUG)))!
  const window = await stage.open()
  await window.goto(no)
  const race = window.race(no)
  await race.waitFor('idle')
  await window.becomeIdle()
  await race.run()
  await button(race, 'Hold').click()
  await expect.poll(() => isHeld(race)).toBe('true')
  const run = await race.contestant(SLUG).runId()
  await expect.poll(async () => (await seenAtKitchen(run)).at(-1)?.kind).toBe('start')
  const ends = await endsOf(run)
  await new Promise(resolve => setTimeout(resolve, 2 * EGG_MS))
  expect(await endsOf(run)).toBe(ends)
  await button(race, 'Hold').click()
  await race.waitFor('done')
  for (const slug of slugs!)
    expect(await race.contestant(slug).state()).toBe('done')
  await race.reset()
  window.pageErrors.expectNone()
})
