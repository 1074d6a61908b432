import type { BareBrowser } from '../tools/bare-browser.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { openBareBrowser } from '../tools/bare-browser.ts'
import { findBrowser } from '../tools/browser.ts'
import { setStage } from './stage.ts'

/** The presenter's tab behind another one: the browser gives it one timer a second, unless it is driven. */

/** Four eggs one by one: four seconds. */
const SLUG = 'sequential'
const no = (await loadSlides()).find(({ demos }) => demos.length === 1 && demos[0] === SLUG)!.no
const EGGS = 4

/** The browser of the npm package has no windows, and so no tab that is behind another. */
const hasWindows = (await findBrowser()).from !== 'package'

const stage = setStage()
let browser: BareBrowser | undefined

beforeAll(async () => {
  if (hasWindows)
    browser = await openBareBrowser({ width: 1280, height: 800 })
}, 60_000)

afterAll(() => browser?.close())

const DEMO = `[...document.querySelectorAll('[data-demo="${SLUG}"]')].find(one => one.checkVisibility())`

it.skipIf(!hasWindows)('runs a program in a tab that is hidden, and the hall sees it grow', { timeout: 120_000 }, async () => {
  const presenter = await browser!.openTab(`${stage.deck.url}/presenter/${no}`)
  await expect.poll(() => presenter.evaluate<boolean>(`return !!${DEMO}?.querySelector('.primary:enabled')`), { timeout: 60_000 }).toBe(true)
  const hall = await browser!.openTab(`${stage.deck.url}/${no}`)
  await expect.poll(() => hall.evaluate<boolean>(`return !!${DEMO}?.querySelector('.primary:enabled')`), { timeout: 60_000 }).toBe(true)
  await hall.bringToFront()
  await expect.poll(() => presenter.evaluate<string>('return document.visibilityState')).toBe('hidden')
  expect(await presenter.evaluate<number>(`
    let ticks = 0
    const timer = setInterval(() => ticks++, 20)
    await new Promise(resolve => setTimeout(resolve, 2500))
    clearInterval(timer)
    return ticks`), 'the browser slows its timers down').toBeLessThan(20)

  await presenter.evaluate(`${DEMO}.querySelector('.primary').click()`)
  // What is drawn of the bars, each time that it has changed.
  const drawn = await hall.evaluate<number>(`
    const seen = new Set()
    while (${DEMO}.dataset.state !== 'done') {
      if (${DEMO}.dataset.state === 'running')
        seen.add([...${DEMO}.querySelectorAll('.timeline .lane path, .timeline .lane rect')].map(bar => bar.outerHTML).join())
      await new Promise(requestAnimationFrame)
    }
    return seen.size`)
  // One picture for each timer that the hidden window gets would be five.
  expect(drawn).toBeGreaterThan(15)
  for (const tab of [presenter, hall]) {
    await expect.poll(() => tab.evaluate<string>(`return ${DEMO}.dataset.state`)).toBe('done')
    const ended = await tab.evaluate<string[]>(`return [...${DEMO}.querySelectorAll('table[data-timeline] tbody tr')].map(row => row.textContent)`)
    expect(ended.length).toBeGreaterThanOrEqual(EGGS)
  }
})
