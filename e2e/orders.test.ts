import { expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { findViolations } from './axe.ts'
import { COLD_MS } from './shared-deck.ts'
import { setStage } from './stage.ts'

/** All orders of a demo's answers, on its slide. */

const SLUG = 'lost-update'
const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
const stage = setStage()

it('draws them all, and shows the run of the one that is pressed', { timeout: 4 * COLD_MS }, async () => {
  const deck = await stage.open()
  await deck.goto(no)
  const demo = deck.demo(SLUG, no)
  const button = demo.root.getByRole('button', { name: 'All orders' })
  await button.click({ timeout: COLD_MS })
  const orders = demo.root.getByRole('group', { name: 'All orders' })
  // The code of its thread is made when it is first asked for.
  await orders.locator('[data-orders="24"][data-red="24"]').waitFor({ timeout: COLD_MS })
  expect(await orders.getByRole('button', { name: /^Order \d+, red: / }).count()).toBe(24)

  await orders.getByRole('button', { name: 'Order 3, red: A, C, B, D' }).click()
  await demo.root.getByText('order 3, in the kitchen’s time').first().waitFor()
  expect(await demo.root.getAttribute('data-state')).toBe('done')
  const run = await demo.root.getAttribute('data-run')
  const ended = await demo.root.locator('table[data-timeline] tbody tr').evaluateAll(rows =>
    rows.map(row => [...row.querySelectorAll('th, td')].slice(0, 3).map(cell => Number.parseFloat(cell.textContent!) || cell.textContent!.trim())))
  expect(ended.toSorted((a, b) => Number(a[2]) - Number(b[2])).map(([task]) => task)).toEqual(['A', 'C', 'B', 'D'])
  expect(await findViolations(deck.page)).toEqual([])

  // With the keys, too: one stop for all of them, and the arrows go through them.
  await orders.getByRole('button', { name: 'Order 3, red' }).focus()
  await deck.page.keyboard.press('ArrowDown')
  await deck.page.keyboard.press('Enter')
  await orders.getByRole('button', { name: 'Order 4, red', pressed: true }).waitFor()
  await expect.poll(() => demo.root.getAttribute('data-run')).not.toBe(run)

  // It can be wound back like any other.
  await demo.button('Rewind').click()
  await demo.root.getByRole('group', { name: 'Rewind' }).waitFor()
  await demo.button('Rewind').click()
  await button.click()
  await orders.waitFor({ state: 'detached' })
  expect(await demo.root.getByRole('log').textContent()).toContain('4 eggs fried, 1 counted')
  deck.pageErrors.expectNone()
  await demo.reset()
})
