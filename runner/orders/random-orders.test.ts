import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { loadProgram } from '../code/load-program.ts'
import { spawn } from '../worker/node.ts'
import { createPlayer } from './player.ts'
import { allOrders } from './schedule.ts'

/** The law of a green order: it never fails, however often it is run and whatever was run before it. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const RUNS = 1_000

it(`fails in a red order and in no green one, in ${RUNS} runs at random`, async () => {
  const program = await loadProgram(ROOT, { slug: 'own', file: 'runner/orders/fixtures/read-then-write.ts' })
  const player = createPlayer({ program, eggMs: 2000, spawn: () => spawn({}, 'orders') })
  const known: { order: number[], isRed: boolean }[] = []
  for await (const { turns, played } of allOrders(player.play, 100))
    known.push({ order: turns.map(({ took }) => took), isRed: played.outcome === 'failed' })
  expect(known.filter(({ isRed }) => !isRed)).toHaveLength(2)
  expect(known).toHaveLength(6)
  for (let i = 0; i < RUNS; i++) {
    const { order, isRed } = known[Math.floor(Math.random() * known.length)]!
    const { outcome } = await player.play(order)
    expect({ order, isRed: outcome === 'failed' }).toEqual({ order, isRed })
  }
  player.close()
}, 300_000)
