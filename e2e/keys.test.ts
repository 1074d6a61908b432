import type { DeckPage } from '../tools/pages.ts'
import { describe, expect, it } from 'vitest'
import { BUSY_MS, setTwoWindows } from './two-windows.ts'

/** Nothing that has the focus, and no keyboard, takes the talk's keys away. */

const two = await setTwoWindows('sequential')
const { press, both, expectKeys, no } = two

/** So late a window may hear of a key that went down with another. */
const LATE_MS = 400

/** Opens another window on the demo's slide, which waits for a file until it is let go. */
async function openWithout(file: RegExp) {
  const window = await two.stage.open()
  let letGo = (): void => {}
  const held = new Promise<void>(resolve => letGo = resolve)
  await window.page.route(file, async (route) => {
    await held
    await route.continue()
  })
  await window.page.goto(`${window.url}/${no}`)
  return { window, letGo }
}

describe('the keyboard', () => {
  it('lives after Tab, wherever it leads, in both windows', { timeout: 4 * BUSY_MS }, async () => {
    for (const { page } of [two.presenter, two.hall]) {
      const stops = new Set<string>()
      for (let stop = 0; stop < 12; stop++) {
        await page.keyboard.press('Tab')
        stops.add(await page.evaluate(() => document.activeElement!.outerHTML.slice(0, 80)))
        await expectKeys(`at “${[...stops].at(-1)}”, where Tab leads`, page)
      }
      expect(stops.size).toBeGreaterThan(3)
    }
    await press('Tab', 'PageDown')
    await expect.poll(both).toEqual([no + 1, no + 1])
    await press('Tab', 'PageUp')
    await expect.poll(both).toEqual([no, no])
  })

  it('leaves a browser’s own keys to it', async () => {
    const { presenter, atDesk } = two
    const isDark = () => presenter.page.evaluate(() => document.documentElement.classList.contains('dark'))
    const before = await isDark()
    // A browser that is driven does nothing for them itself.
    await press('Control+r', 'Control+d', 'Control+f', 'Control+b', 'Alt+b', 'Control+Shift+B', 'Meta+r', 'F5', 'Escape')
    await expectKeys('after the browser’s own keys')
    expect([await atDesk.state(), await isDark(), ...both()]).toEqual(['idle', before, no, no])
    expect(await presenter.page.evaluate(() => document.fullscreenElement)).toBeNull()
  })

  it.each([
    ['a Russian', 'к', 'KeyR', 82],
    ['a Greek', 'ρ', 'KeyR', 82],
    ['a Hebrew', 'ר', 'KeyR', 82],
  ])('takes the physical key of %s layout', async (_, key, code, windowsVirtualKeyCode) => {
    const { presenter, onWall } = two
    const session = await presenter.context.newCDPSession(presenter.page)
    for (const type of ['rawKeyDown', 'char', 'keyUp'] as const)
      await session.send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode, ...type === 'char' && { text: key } })
    await session.detach()
    await onWall.waitFor('done', BUSY_MS)
  })

  it('takes two presses at once for one, however late a busy window hears of the second', async () => {
    const { presenter, onWall } = two
    const session = await presenter.context.newCDPSession(presenter.page)
    const now = Date.now() / 1000
    for (const timestamp of [now, now + 0.06]) {
      for (const type of ['rawKeyDown', 'keyUp'] as const)
        await session.send('Input.dispatchKeyEvent', { type, key: 'r', code: 'KeyR', windowsVirtualKeyCode: 82, timestamp })
      await presenter.page.waitForTimeout(LATE_MS)
    }
    await session.detach()
    await onWall.waitFor('done', BUSY_MS)
  })

  it('runs a slide that is still on its way when it is there', { timeout: 4 * BUSY_MS }, async () => {
    const { window, letGo } = await openWithout(new RegExp(`__slidev_${no}\\.md`))
    await window.page.locator('.slidev-slide-loading').waitFor({ timeout: BUSY_MS })
    await window.page.keyboard.press('r')
    letGo()
    await two.onWall.waitFor('done', BUSY_MS)
    await window.context.close()
  })

  it('guesses on a slide whose program is still on its way', { timeout: 4 * BUSY_MS }, async () => {
    const { window, letGo } = await openWithout(/virtual:demo\/sequential/)
    await window.demo('sequential', no).root.and(window.page.locator('[aria-busy=true]')).waitFor({ timeout: BUSY_MS })
    await window.page.keyboard.press('2')
    letGo()
    await expect.poll(() => two.onWall.root.locator('.guess').textContent(), { timeout: BUSY_MS }).toMatch(/^Your guess/)
    await window.context.close()
  })

  it('turns by a clicker out of the editor', async () => {
    const { atDesk } = two
    await press('e')
    await atDesk.root.locator('.cm-content').waitFor()
    await press('PageDown')
    await expect.poll(both).toEqual([no + 1, no + 1])
    await press('PageUp')
    await expect.poll(both).toEqual([no, no])
    await press('Escape', 'u')
    await atDesk.root.locator('.cm-content').waitFor({ state: 'detached' })
    await expectKeys('after the editor')
  })
})

describe('d', () => {
  it('turns all windows dark and light again, in whichever browser, and those that come late', { timeout: 4 * BUSY_MS }, async () => {
    const [first, late] = [await two.stage.open(), await two.stage.open()]
    const isDark = ({ page }: DeckPage) => page.evaluate(() => document.documentElement.classList.contains('dark'))
    const all = (...windows: DeckPage[]) => Promise.all(windows.map(isDark))
    await first.goto(no)
    await press('d')
    await expect.poll(() => all(two.presenter, two.hall, first), { timeout: BUSY_MS }).toEqual([true, true, true])
    await late.goto(no)
    await expect.poll(() => isDark(late), { timeout: BUSY_MS }).toBe(true)
    await press('d')
    await expect.poll(() => all(two.presenter, two.hall, first, late), { timeout: BUSY_MS }).toEqual([false, false, false, false])
    await first.context.close()
    await late.context.close()
  })
})

describe('the notes', () => {
  it('are scrolled by j and k, and the slide stays', async () => {
    const notes = two.presenter.page.locator('.slidev-presenter .grid-section.note .slidev-note, .slidev-presenter .grid-section.note .overflow-auto')
    const top = () => notes.evaluateAll(all => Math.max(...all.map(({ scrollTop }) => scrollTop)))
    await two.presenter.page.setViewportSize({ width: 1280, height: 600 })
    expect(await top()).toBe(0)
    await press('j')
    await expect.poll(top).toBeGreaterThan(20)
    await press('k', 'k')
    await expect.poll(top).toBe(0)
    expect(both()).toEqual([no, no])
  })
})
