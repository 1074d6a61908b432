import { describe, expect, it } from 'vitest'
import { findDemo } from '../demos/catalogue.ts'
import { canRun } from '../runner/process/can-run.ts'
import { loadSlides } from '../talk/slides.ts'
import { askHealth } from '../tools/kitchen.ts'
import { BUSY_MS, setTwoWindows } from './two-windows.ts'

/** A presenter's window that is loaded anew while a run goes on, by Ctrl+R or by a browser that has crashed. */

const two = await setTwoWindows('sequential')

/** A run that goes on while a busy machine loads a page anew. */
const LONG_MS = 25_000

const PROCESS = 'python-sequential'
const process = (await loadSlides()).find(({ demos }) => demos.includes(PROCESS))!
const { can } = await canRun(findDemo(PROCESS)!)

describe('a presenter that is loaded anew during its run', () => {
  it('has ended a run in JavaScript, all windows say so and why, and the next one is good', { timeout: 4 * BUSY_MS }, async () => {
    const { presenter, press, atDesk, onWall, both, no } = two
    await press('e')
    await atDesk.root.locator('.cm-content').waitFor()
    await press('ControlOrMeta+a')
    await presenter.page.keyboard.insertText(`await fetch(stove + 'A?ms=${LONG_MS}')`)
    await press('Escape', 'r')
    await expect.poll(() => onWall.status(), { timeout: BUSY_MS }).toBe('Running: 0 of 1 egg, 1 in the pan')
    await presenter.page.reload()
    await onWall.waitFor('stopped', BUSY_MS)
    expect(await onWall.status()).toMatch(/^Stopped after \d+\.\d\d s with 0 of 1 egg: the window in which it ran was closed or reloaded$/)
    await expect.poll(async () => (await askHealth(two.stage.deck.kitchenUrl)).pan).toBe(0)
    await two.arrive()
    await atDesk.waitFor('stopped', BUSY_MS)
    expect(await atDesk.status()).toBe(await onWall.status())
    expect(both()).toEqual([no, no])
    await two.expectKeys('after a reload during a run')
    await press('u')
    await onWall.waitFor('idle')
    await press('r')
    await onWall.waitFor('done', BUSY_MS)
    await atDesk.waitFor('done', BUSY_MS)
  })

  it('has ended one that had not begun, and no window takes it for one that had', { timeout: 4 * BUSY_MS }, async () => {
    const { presenter, press, atDesk, onWall } = two
    // What is said to its thread is lost, and the time that a thread has to begin does not run out.
    await presenter.page.evaluate(() => {
      MessagePort.prototype.postMessage = () => {}
      const { setTimeout: later } = globalThis
      Object.assign(globalThis, { setTimeout: (act: () => void, ms = 0) => ms < 5_000 ? later(act, ms) : 0 })
    })
    await press('r')
    await onWall.waitFor('running', BUSY_MS)
    await presenter.page.reload()
    await onWall.waitFor('stopped', BUSY_MS)
    await two.arrive()
    await atDesk.waitFor('stopped', BUSY_MS)
    for (const demo of [atDesk, onWall])
      expect(await demo.status()).toBe('Stopped before it began: the window in which it ran was closed or reloaded')
    await press('r')
    await onWall.waitFor('done', BUSY_MS)
  })

  it.skipIf(!can)('leaves a run of another language to the deck’s machine, and shows how it goes on', { timeout: 6 * BUSY_MS }, async () => {
    const { presenter, hall, press, both } = two
    const { no } = process
    await presenter.turnTo(no)
    await hall.arrive(no)
    const [atDesk, onWall] = [presenter.demo(PROCESS, no), hall.demo(PROCESS, no)]
    await expect.poll(() => atDesk.root.getAttribute('data-source'), { timeout: BUSY_MS }).toBeTruthy()
    await press('u', 'r')
    await expect.poll(async () => (await onWall.rows()).map(({ outcome }) => outcome), { timeout: BUSY_MS }).toContain('in the pan')
    const id = await onWall.runId()
    await presenter.page.reload()
    await presenter.arrive(no)
    await onWall.waitFor('done', BUSY_MS)
    await atDesk.waitFor('done', BUSY_MS)
    expect([await onWall.runId(), await atDesk.runId()]).toEqual([id, id])
    expect(await atDesk.status()).toBe(await onWall.status())
    expect(await atDesk.status()).toMatch(/^4 of 4 eggs in /)
    await two.expectKeys('after a reload during a run of another language')
    expect(both()).toEqual([no, no])
    await press('u')
    await onWall.waitFor('idle')
  })
})
