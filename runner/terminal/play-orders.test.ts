import type { Played } from '../run/messages.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findDemo } from '../../demos/catalogue.ts'
import { toWaits } from '../../trace/waits.ts'
import { loadOwnProgram } from '../code/load-own-program.ts'
import { loadProgram } from '../code/load-program.ts'
import { toEvents } from '../orders/ordered-run.ts'
import { createPlayer } from '../orders/player.ts'
import { allOrders, namesOf } from '../orders/schedule.ts'
import { whyRed } from '../orders/why-red.ts'
import { spawn } from '../worker/node.ts'
import { createPaint } from './paint.ts'
import { playOrders } from './play-orders.ts'

/** Real programs in real threads: their answers in every order. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Plays a program of one's own; answers for each order who took its turns, and what was printed. */
async function ordersOf(text: string, most = 200, orderMs?: number) {
  const folder = await mkdtemp(join(tmpdir(), 'four-eggs-orders-'))
  try {
    await writeFile(join(folder, 'own.ts'), text)
    const program = await loadOwnProgram(join(folder, 'own.ts'), 'own')
    const player = createPlayer({ program, eggMs: 2000, spawn: () => spawn({}, 'orders'), ...orderMs && { orderMs } })
    const found: { names: string, played: Played, printed: string[], red: string[] }[] = []
    for await (const { played, turns } of allOrders(player.play, most)) {
      const events = toEvents(played, 'own', { program, toolchain: {} })
      const printed = events.flatMap(event => event.kind === 'log' ? event.text.split('\n') : [])
      found.push({ names: namesOf(turns).join(' '), played, printed, red: whyRed({}, played, events) })
    }
    player.close()
    return found
  }
  finally {
    await rm(folder, { recursive: true })
  }
}

const EGGS = `const eggs = (...names) => Promise.all(names.map(name => fetch('http://localhost:3001/' + name).then(egg => egg.text())))\n`
const ROW = `const row = async (...names) => { for (const name of names) await (await fetch('http://localhost:3001/' + name)).text() }\n`

it.each([[1, 1], [2, 2], [3, 6], [4, 24], [5, 120]])('%i eggs at once have %i orders', async (eggs, orders) => {
  const found = await ordersOf(`${EGGS}console.log(await eggs(...${JSON.stringify([...'ABCDE'].slice(0, eggs))}))`)
  expect(found).toHaveLength(orders)
  expect(new Set(found.map(({ names }) => names)).size).toBe(orders)
  expect(found.every(({ played }) => played.outcome === 'done')).toBe(true)
})

it('two rows of eggs are mixed in as many ways as the binomial says', async () => {
  const found = await ordersOf(`${ROW}await Promise.all([row('A1', 'A2'), row('B1', 'B2', 'B3')])`)
  expect(new Set(found.map(({ names }) => names)).size).toBe(10)
  expect(found).toHaveLength(10)
})

it('a row of timers and a row of eggs are, too; timers alone have one order', async () => {
  const sleeps = `const sleeps = async () => { for (let i = 0; i < 2; i++) await new Promise(go => setTimeout(go, 10_000)) }\n`
  expect(await ordersOf(`${ROW}${sleeps}await Promise.all([row('A', 'B'), sleeps()])`)).toHaveLength(6)
  expect(await ordersOf(`${sleeps}await Promise.all([sleeps(), sleeps()])`)).toHaveLength(1)
})

it('waits for no real second, and a program sees the kitchen’s time', async () => {
  const [found] = await ordersOf(`const began = performance.now(), day = Date.now()
await new Promise(go => setTimeout(go, 3_600_000))
await (await fetch('http://localhost:3001/A?ms=60000')).text()
console.log(Math.round((performance.now() - began) / 1000), Math.round((Date.now() - day) / 1000))`)
  expect(found?.printed).toEqual(['3660 3660'])
})

it('finds each order the same in another thread, chance and dates included', async () => {
  const text = `${EGGS}globalThis.seen = (globalThis.seen ?? 0) + 1
console.log(await eggs('A', 'B', 'C'), Math.random(), new Date().toISOString(), globalThis.seen)
process.exitCode = 0`
  const [first, second] = [await ordersOf(text), await ordersOf(text)]
  expect(first.map(({ names, printed }) => ({ names, printed }))).toEqual(second.map(({ names, printed }) => ({ names, printed })))
  expect(new Set(first.map(({ printed }) => printed.join())).size).toBe(1)
})

it('calls an order red that fails, that leaves an egg in the pan, or that hangs', { timeout: 120_000 }, async () => {
  const race = (then: string) => `${EGGS}let first
await Promise.race(['A', 'B'].map(name => eggs(name).then(() => first ??= name)))
if (first === 'B') ${then}`
  const reds = async (then: string) => (await ordersOf(race(then), 10, 12_000)).map(({ names, red }) => ({ names, red }))
  expect(await reds('throw new Error("B was first")')).toEqual([
    { names: 'A B', red: [] },
    { names: 'B', red: [expect.stringContaining('B was first'), 'It was over with an egg still in the pan.'] },
  ])
  expect(await reds('process.exit(0)')).toEqual([
    { names: 'A B', red: [] },
    { names: 'B', red: ['It was over with an egg still in the pan.'] },
  ])
  expect(await reds('for (;;);')).toEqual([
    { names: 'A B', red: [] },
    { names: 'B', red: ['It came to no rest within 12 s.'] },
  ])
})

/** Who loses in which order, of the demos about one thing that several tasks change. */
it.each([
  ['lost-update', 24, 24],
  ['overdraft', 2, 2],
  ['reentrant-actor', 2, 2],
  ['deadlock', 2, 2],
  ['pool-deadlock', 2, 2],
  ['channel-deadlock', 1, 1],
  ['mutex', 1, 0],
  ['one-owner', 1, 0],
  ['lock-order', 1, 0],
  ['broadcast', 54, 0],
  ['work-queue', 8, 0],
  ['promise-any', 24, 0],
  ['promise-all', 24, 0],
])('%s has %i orders, and %i of them are red', async (slug, orders, red) => {
  const demo = findDemo(slug)!
  const lines: string[] = []
  const out = { write: (text: string) => void lines.push(text), isTTY: false, columns: 80 } as never
  const options = { root: ROOT, eggMs: 2000, isOwn: false, out, paint: createPaint(false) }
  expect(await playOrders(demo, { most: 1000 }, { ...options, json: true })).toEqual({ red })
  expect(JSON.parse(lines.at(-1)!)).toEqual({ orders, red, complete: true })
  if (red > 0) {
    const found = await playOrders(demo, { number: red }, { ...options, json: false })
    const begins = expect.objectContaining({ kind: 'run', demo: slug, order: red })
    expect(found).toMatchObject({ red: 1, run: { events: expect.arrayContaining([begins]) } })
    expect(lines.join('')).toContain(`order ${red}`)
  }
})

it.each([
  ['deadlock', ['A', 'B']],
  ['pool-deadlock', ['A', 'B']],
  ['channel-deadlock', ['waiter', 'cook']],
])('%s stands still with its circle: locks, a pool, channels', async (slug, circle) => {
  const program = await loadProgram(ROOT, findDemo(slug)!)
  const player = createPlayer({ program, eggMs: 2000, spawn: () => spawn({}, 'orders') })
  const waits = toWaits(toEvents(await player.play([]), '', { program, toolchain: {} }))
  player.close()
  expect(waits?.circle).toEqual(circle)
})

it('stops at a bound where there are more, has no order of a number that there is not, and says what it cannot run', async () => {
  const lines: string[] = []
  const out = { write: (text: string) => void lines.push(text), isTTY: false, columns: 80 } as never
  const options = { root: ROOT, eggMs: 2000, isOwn: false, out, paint: createPaint(false), json: false }
  expect(await playOrders(findDemo('six-connections')!, { most: 30 }, options)).toEqual({ red: 0 })
  expect(lines.join('')).toContain('The first 30 orders; there are more (--most N), none of them red.')
  expect(await playOrders(findDemo('overdraft')!, { number: 3 }, options)).toEqual({ cannot: 'overdraft has 2 orders, and no order 3.' })
  for (const [slug, why] of [['cpu-in-workers', 'threads of its own'], ['go-waitgroup', 'no program in JavaScript']] as const)
    expect(await playOrders(findDemo(slug)!, { most: 30 }, options)).toEqual({ cannot: expect.stringContaining(why) })
})

it('fails 20 of 20 times in a red order', async () => {
  const demo = findDemo('overdraft')!
  const program = await loadProgram(ROOT, demo)
  const player = createPlayer({ program, eggMs: 2000, spawn: () => spawn({}, 'orders') })
  const reds: string[][] = []
  for (let i = 0; i < 20; i++) {
    const played = await player.play([1])
    reds.push(whyRed(demo, played, toEvents(played, '', { program, toolchain: {} })))
  }
  player.close()
  expect(reds).toEqual(Array.from({ length: 20 }, () => [expect.stringContaining('leaves -')]))
})
