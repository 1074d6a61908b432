import type { Page } from 'playwright-core'
import type { DeckPage, DemoOnSlide } from '../tools/pages.ts'
import type { Stage, Window } from './stage.ts'
import { beforeAll, beforeEach, expect } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { eventually } from '../tools/processes.ts'
import { setStage } from './stage.ts'

/** What a window takes to open, or a program to begin, on a machine that other things keep busy. */
export const BUSY_MS = 90_000

/** As a speaker has them: notes before them, the slide behind them, both where a demo is. */
export interface TwoWindows {
  stage: Stage
  presenter: Window
  hall: DeckPage
  /** The demo's slide. */
  no: number
  atDesk: DemoOnSlide
  onWall: DemoOnSlide
  /** Waits until both are at the demo and its program is there, as a person does who sees Run turn from grey. */
  arrive: () => Promise<void>
  /** Where the two are. */
  both: () => number[]
  /** Presses keys in the presenter's window. */
  press: (...keys: string[]) => Promise<void>
  /** Fails unless the keys of a window do something. */
  expectKeys: (when: string, page?: Page) => Promise<void>
}

/** Opens both before the tests of a file; each test finds them at the demo, and nothing has been run. */
export async function setTwoWindows(slug: string): Promise<TwoWindows> {
  const { no } = (await loadSlides()).find(({ demos }) => demos.includes(slug))!
  const stage = setStage()
  const two = { stage, no } as TwoWindows

  beforeAll(async () => {
    const presenter = await stage.open()
    const hall = await presenter.another()
    presenter.page.setDefaultTimeout(BUSY_MS)
    hall.page.setDefaultTimeout(BUSY_MS)
    await presenter.goto(no, 'presenter')
    await hall.goto(no)
    Object.assign(two, { presenter, hall, atDesk: presenter.demo(slug, no), onWall: hall.demo(slug, no) })
    await two.arrive()
  }, 4 * BUSY_MS)

  beforeEach(async () => {
    if (two.presenter.currentSlide() !== no)
      await two.presenter.turnTo(no)
    await two.arrive()
    await two.press('u')
    await Promise.all([two.atDesk, two.onWall].map(demo => demo.waitFor('idle', BUSY_MS)))
  }, 2 * BUSY_MS)

  two.arrive = async () => {
    for (const [window, demo] of [[two.presenter, two.atDesk], [two.hall, two.onWall]] as const) {
      await window.arrive(no)
      await eventually(async () => !!await demo.root.getAttribute('data-source'), () => 'The program of the demo is not there.', BUSY_MS)
    }
  }
  two.both = () => [two.presenter.currentSlide(), two.hall.currentSlide()]
  two.press = async (...keys) => {
    for (const key of keys)
      await two.presenter.page.keyboard.press(key)
  }
  two.expectKeys = async (when, { keyboard } = two.presenter.page) => {
    const black = two.hall.page.locator('.black')
    await keyboard.press('b')
    await black.waitFor({ timeout: 20_000 }).catch(() => expect.fail(`The key b does nothing ${when}.`))
    await keyboard.press('b')
    await black.waitFor({ state: 'detached' })
  }
  return two
}
