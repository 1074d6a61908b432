import type { OtherBrowser } from '../tools/other-browsers.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFirefox, openFirefox } from '../tools/other-browsers.ts'
import { BUSY_MS, setTwoWindows } from './two-windows.ts'

/** Chromium before the speaker and Firefox on the projector, beside a window of Chromium's. */

const two = await setTwoWindows('sequential')
const { press, both, no } = two
const path = findFirefox()

describe.skipIf(!path)('a hall in Firefox', () => {
  let firefox: OtherBrowser

  /** What it shows at the slide that it is on. */
  const look = () => firefox.evaluate<{ no: number, state?: string, run?: string, code?: string, isBlack: boolean }>(`
    const no = Number(location.pathname.match(/\\d+$/)?.[0])
    const slide = [...document.querySelectorAll('.slidev-page-' + no)].find(one => one.checkVisibility())
    const demo = slide?.querySelector('[data-demo]')
    return { no, state: demo?.dataset.state, run: demo?.dataset.run, code: demo?.querySelector('pre code')?.textContent, isBlack: !!document.querySelector('.black') }`)
  const isSeen = (what: Partial<Awaited<ReturnType<typeof look>>>, ms = 20_000) =>
    expect.poll(look, { timeout: ms }).toMatchObject(what)

  beforeAll(async () => {
    firefox = await openFirefox(path!)
    await firefox.setWindow(1300, 800)
    // It comes late, and at another address.
    await firefox.goto(`${two.stage.deck.url}/1`)
  }, 4 * BUSY_MS)
  afterAll(() => firefox?.close())

  it('comes to where the others are, and moves none of them', { timeout: 2 * BUSY_MS }, async () => {
    await isSeen({ no, state: 'idle' }, BUSY_MS)
    expect(both()).toEqual([no, no])
  })

  it('follows turns, runs, edits and the black screen of the presenter', { timeout: 4 * BUSY_MS }, async () => {
    await press('r')
    await isSeen({ state: 'running' }, BUSY_MS)
    await two.atDesk.waitFor('done', BUSY_MS)
    await isSeen({ state: 'done', run: await two.atDesk.runId() })
    await press('PageDown')
    await isSeen({ no: no + 1 })
    await press('PageUp', 'b')
    await isSeen({ no, isBlack: true, state: 'done' })
    await press('b', 'e')
    await two.atDesk.root.locator('.cm-content').waitFor()
    await press('ControlOrMeta+a')
    await two.presenter.page.keyboard.insertText('console.log(1)')
    await isSeen({ isBlack: false, code: 'console.log(1)' })
    await press('Escape', 'u')
    await isSeen({ state: 'idle' })
  })

  it('has keys of its own that the others follow', { timeout: 4 * BUSY_MS }, async () => {
    await isSeen({ no, state: 'idle' }, BUSY_MS)
    await firefox.type('r')
    await two.atDesk.waitFor('done', BUSY_MS)
    await two.onWall.waitFor('done', BUSY_MS)
    await isSeen({ state: 'done', run: await two.onWall.runId() })
    // PageDown, as WebDriver writes it.
    await firefox.type('\uE00F')
    await expect.poll(both, { timeout: BUSY_MS }).toEqual([no + 1, no + 1])
    await firefox.type('\uE00E')
    await expect.poll(both, { timeout: BUSY_MS }).toEqual([no, no])
  })
})
