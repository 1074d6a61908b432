import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { createKitchen } from '../../egg-server/app.ts'
import { createPaint } from '../../runner/terminal/paint.ts'
import { watchKitchen } from './watch.ts'

/** Long enough that a busy machine draws each state at least once. */
const EGG_MS = 1_000

it('draws what goes on: who fries, who waits, who was refused, and how many of each there were', async () => {
  const kitchen = createKitchen({ ms: EGG_MS, rules: { pans: 1, queue: 1 } })
  const order = async (egg: string) =>
    (await kitchen.fetch(new Request(`http://localhost/${egg}`, { headers: { host: 'localhost' } }))).status
  const drawn: string[] = []
  const write = (text: string) => drawn.push(stripVTControlCharacters(text)) > 0
  const out = { write, columns: 80, rows: 40, on: () => out, off: () => out } as never
  const end = watchKitchen(kitchen, out, { paint: createPaint(false), eggMs: EGG_MS })
  expect(drawn.at(-1)).toContain('0 in the pan, 0 served. Ctrl+C closes the kitchen.')

  expect(await Promise.all(['A', 'B', 'C'].map(order))).toEqual([200, 200, 503])
  const during = drawn.find(frame => frame.includes('1 in the pan, 1 waiting, 0 served'))
  expect(during).toMatch(/● A .* in the pan\r?\n/)
  expect(during).toMatch(/■ B .* in the queue\r?\n/)
  expect(during).toMatch(/▲ C .* refused /)

  end()
  const after = drawn.findLast(frame => frame.includes('in the pan'))
  expect(after).toContain('0 in the pan, 2 served')
  expect(after).toMatch(/■ B .* done, late /)
  const count = drawn.length
  await order('D?ms=1')
  expect(drawn).toHaveLength(count)
})
