import { beforeEach, describe, expect, it } from 'vitest'
import { BUSY_MS, setTwoWindows } from './two-windows.ts'

/** What is typed in Edit is followed in the hall, which has no editor. */

const two = await setTwoWindows('sequential')
const { press } = two

const type = (text: string) => two.presenter.page.keyboard.insertText(text)

async function edit() {
  await press('e')
  await two.atDesk.root.locator('.cm-content').waitFor()
}

/** The text that the hall sees before the caret. */
function beforeCaret() {
  return two.onWall.root.locator('.demo-code').evaluate((code) => {
    const caret = code.querySelector('.caret')
    if (!caret)
      return undefined
    const range = document.createRange()
    range.setStart(code.querySelector('pre')!, 0)
    range.setEndBefore(caret)
    return range.toString()
  })
}

/** Whether all of it is to be seen. */
function isSeen(selector: string) {
  return two.onWall.root.locator(selector).evaluate((one) => {
    const [box, card] = [one.getBoundingClientRect(), one.closest('.card')!.getBoundingClientRect()]
    return box.top >= card.top && box.bottom <= card.bottom
      && document.elementsFromPoint(box.left, (box.top + box.bottom) / 2).some(each => each.contains(one))
  })
}

describe('what is typed in Edit', () => {
  beforeEach(() => expect.poll(() => two.onWall.code()).toContain('fryEgg'))

  it('is followed in the hall by its caret, the numbers of its lines and the sentence about an error', { timeout: 2 * BUSY_MS }, async () => {
    const code = two.onWall.root.locator('.demo-code')
    const says = two.onWall.root.locator('.program-notice.alarm')
    await edit()
    await press('ControlOrMeta+a')
    await type('const eggs = 4\nconsole.log(eggs))')
    await expect.poll(beforeCaret).toBe('const eggs = 4\nconsole.log(eggs))')
    expect(await code.locator('.number').allTextContents()).toEqual(['4', '5'])
    await says.getByText('Line 5, column 18 is not JavaScript').waitFor({ timeout: BUSY_MS })
    expect(await code.locator('.wrong + .number').textContent()).toBe('5')
    await press('Home', 'ArrowUp', 'ArrowRight')
    await expect.poll(beforeCaret).toBe('c')

    await press('Escape')
    await expect.poll(beforeCaret).toBeUndefined()
    expect(await says.count()).toBe(1)
    await press('u')
    await says.waitFor({ state: 'detached' })
    expect(await code.locator('.number').count()).toBe(0)
  })

  it('is seen with its caret and its error, however long it is, and the error is on a line that is shown', { timeout: 2 * BUSY_MS }, async () => {
    await edit()
    await press('ControlOrMeta+a')
    const text = `for (;;) {\n${'  console.log(1)\n'.repeat(40)}`
    await type(text)
    await expect.poll(beforeCaret).toBe(text)
    await two.onWall.root.getByText('Line 45, column 1 is not JavaScript').waitFor({ timeout: BUSY_MS })
    expect(await two.onWall.root.locator('.wrong + .number').textContent()).toBe('45')
    await expect.poll(() => isSeen('.caret')).toBe(true)
    await expect.poll(() => isSeen('.program-notice')).toBe(true)
    await press('ControlOrMeta+Home')
    await expect.poll(() => isSeen('.caret')).toBe(true)
    await press('Escape', 'u')
    await two.onWall.root.locator('.program-notice').waitFor({ state: 'detached' })
  })

  it('can be undone when the editor is opened again', async () => {
    await edit()
    await press('ControlOrMeta+a')
    await type('console.log(1)')
    await expect.poll(() => two.onWall.code()).toBe('console.log(1)')
    await press('Escape')
    await two.atDesk.root.locator('.cm-content').waitFor({ state: 'detached' })
    await edit()
    await press('ControlOrMeta+z')
    await expect.poll(() => two.onWall.code()).toContain('fryEgg')
    await press('Escape', 'u')
    await two.atDesk.root.locator('.cm-content').waitFor({ state: 'detached' })
  })
})
