import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { loadProgram } from '../runner/code/load-program.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn } from '../runner/worker/node.ts'
import { toLevels } from '../trace/levels.ts'
import { catalogue, findDemo } from './catalogue.ts'
import { checkShape } from './check-shape.ts'

/**
 * Eggs that end a quarter of this apart keep their order although a thread's first request takes tens of milliseconds
 * longer than its others (Node loads and compiles its client then); with 200 ms a slow machine lost it.
 */
const EGG_MS = 500
/** Many times the longest program. */
const LIMIT_MS = 30_000

const ROOT = fileURLToPath(new URL('../', import.meta.url))

let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
})

afterAll(() => kitchen.close(0))

it('a pool with room for one more says Little’s law from its own numbers', async () => {
  const demo = findDemo('pool-deadlock')!
  const program = await loadProgram(ROOT, demo)
  const text = program.text.replace('const size = 2', 'const size = 3')
  expect(text).not.toBe(program.text)
  const run = startRun({
    demo: demo.slug,
    program: { ...program, text },
    kitchen: kitchen.url,
    eggMs: EGG_MS,
    spawn,
    feed: feedOf(kitchen.kitchen),
    limitMs: LIMIT_MS,
    toolchain: {},
  })
  expect(await run.finished).toMatchObject({ outcome: 'done' })
  const printed = run.events.flatMap(event => event.kind === 'log' ? event.text : [])
  const [, ...said] = /^(.+) loans a second × (.+) s = (.+) lent$/.exec(printed.at(-1)!)!
  const [rate, each, lent] = said.map(Number) as [number, number, number]
  // Each is rounded.
  expect(Math.abs(rate * each - lent)).toBeLessThan(0.051 + 0.05 * each + 0.005 * rate)
  // Two requests hold one each while their eggs fry, and for a moment there are more.
  expect(lent).toBeGreaterThanOrEqual(1)
  expect(lent).toBeLessThanOrEqual(3)
})

it.each(catalogue.filter(({ language }) => language === 'javascript').map(demo => [demo.slug, demo] as const))('%s does what its entry says', async (_, demo) => {
  const run = startRun({
    demo: demo.slug,
    program: await loadProgram(ROOT, demo),
    kitchen: kitchen.url,
    eggMs: EGG_MS,
    spawn,
    feed: feedOf(kitchen.kitchen),
    limitMs: LIMIT_MS,
    toolchain: { node: process.versions.node },
  })
  const finish = await run.finished
  // Its sentence first: it says why an outcome is not the expected one.
  expect({ outcome: finish.outcome, text: finish.text }).toEqual({ outcome: demo.expect.outcome, text: demo.expect.outcome === 'done' ? undefined : finish.text })
  expect(run.events[0]).toMatchObject({ kind: 'run', demo: demo.slug, source: createHash('sha256').update(readFileSync(`${ROOT}/${demo.file}`)).digest('hex') })
  expect(checkShape(demo, run.events, { eggMs: EGG_MS })).toEqual([])
  expect(toLevels(run.events).map(({ name }) => name)).toEqual(demo.expect.levels ?? [])
})
