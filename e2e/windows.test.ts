import type { DeckPage, DemoOnSlide } from '../tools/pages.ts'
import type { Window } from './stage.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { askHealth, askTrace } from '../tools/kitchen.ts'
import { setStage } from './stage.ts'

/** Its four eggs one by one are long enough to press something in another window meanwhile. */
const SLUG = 'sequential'

const no = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!.no
const stage = setStage()

/** Two windows of one browser, or of two browsers that share nothing but the deck. */
const pairs = {
  'two windows of one browser': async () => {
    const first = await stage.open()
    return { windows: [first], pages: [first, await first.another()] as const }
  },
  'two browsers': async () => {
    const windows = [await stage.open(), await stage.open()] as const
    return { windows: [...windows], pages: windows }
  },
}

describe.each(Object.entries(pairs))('%s', (between, open) => {
  let windows: Window[]
  let speaker: DeckPage
  let hall: DeckPage
  let atDesk: DemoOnSlide
  let onWall: DemoOnSlide

  beforeAll(async () => {
    const opened = await open()
    windows = opened.windows
    ;[speaker, hall] = opened.pages
    await Promise.all([speaker.goto(no, 'presenter'), hall.goto(no)])
    atDesk = speaker.demo(SLUG, no)
    onWall = hall.demo(SLUG, no)
    await Promise.all([atDesk.waitFor('idle'), onWall.waitFor('idle')])
  })

  afterEach(async () => {
    if (await atDesk.state() !== 'idle')
      await atDesk.reset()
    await Promise.all([atDesk.waitFor('idle'), onWall.waitFor('idle')])
    windows.forEach(({ pageErrors }) => pageErrors.expectNone())
  })

  afterAll(async () => {
    for (const { context } of windows ?? [])
      await context.close()
  })

  it('the hall sees the run that the speaker started, while it runs and when it is over', async () => {
    await watchOneRun(atDesk, onWall)
  })

  it('a run can be stopped from the other window', async () => {
    await onWall.run()
    await atDesk.waitFor('running')
    await atDesk.stop()
    await onWall.waitFor('stopped')
    await atDesk.waitFor('stopped')
    expect((await askHealth(stage.deck.kitchenUrl)).pan).toBe(0)
  })

  // What comes over the deck's server in one direction comes over it in the other.
  if (between === 'two browsers')
    return

  it('a window that comes later sees the run, too', async () => {
    await atDesk.run()
    await atDesk.waitFor('done')
    const late = await windows[0]!.another()
    await late.goto(no)
    const inLateWindow = late.demo(SLUG, no)
    await inLateWindow.waitFor('done')
    expect(await inLateWindow.rows()).toEqual(await atDesk.rows())
    expect(await inLateWindow.runId()).toBe(await atDesk.runId())
    await late.page.close()
  })

  it('after a reset, both are as new', async () => {
    await atDesk.run()
    await onWall.waitFor('done')
    await onWall.reset()
    await atDesk.waitFor('idle')
    await onWall.waitFor('idle')
  })
})

/** A run started in one window is drawn in the other as it happens; and the kitchen saw one run, not two. */
async function watchOneRun(here: DemoOnSlide, there: DemoOnSlide): Promise<void> {
  const { served } = await askHealth(stage.deck.kitchenUrl)
  await here.run()
  await there.waitFor('running')
  await expect.poll(async () => (await there.rows()).map(row => row.outcome), { interval: 20 }).toContain('in the pan')
  await here.waitFor('done')
  await there.waitFor('done')
  expect(await there.runId()).toBe(await here.runId())
  expect(await there.rows()).toEqual(await here.rows())
  expect(await there.status()).toBe(await here.status())
  const fried = await askTrace(stage.deck.kitchenUrl, await here.runId())
  expect((await askHealth(stage.deck.kitchenUrl)).served - served).toBe(fried.length)
}
