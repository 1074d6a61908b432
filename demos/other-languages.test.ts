import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { canRun } from '../runner/process/can-run.ts'
import { startDemo } from '../runner/terminal/start-demo.ts'
import { toLanes } from '../trace/lanes.ts'
import { catalogue } from './catalogue.ts'
import { checkShape } from './check-shape.ts'

/** Programs of other languages, run for real by whatever toolchains this machine has. */

/** Long beside what a busy machine takes to start four threads of any language. */
const EGG_MS = 600

/** A system counts what a process had of the cores in hundredths of a second, of its own and of the program's doing. */
const CPU_TICKS_MS = 20

/** A first build of Rust fetches and compiles all its packages. */
const BUILD_AND_RUN_MS = 6 * 60_000

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const programs = await Promise.all(
  catalogue.filter(({ language }) => language !== 'javascript').map(async demo => ({ demo, runnable: await canRun(demo) })),
)

let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
})

afterAll(async () => {
  await kitchen.close(0)
  report()
})

it.skipIf(programs.length > 0)('has no program in another language', () => {})

describe.each(programs)('$demo.slug', ({ demo, runnable }) => {
  if (!runnable.can)
    return it.skip(`skipped: ${runnable.why}`)

  it('does what its entry says', { timeout: BUILD_AND_RUN_MS }, async () => {
    const run = await startDemo(demo, { root: ROOT, kitchen: kitchen.url, eggMs: EGG_MS, feed: feedOf(kitchen.kitchen), runnable })
    const finish = await run.finished
    // Its sentence first: it says why an outcome is not the expected one.
    expect({ outcome: finish.outcome, text: finish.text }).toEqual({
      outcome: demo.expect.outcome,
      text: demo.expect.outcome === 'done' ? undefined : finish.text,
    })
    const source = createHash('sha256')
      .update(readFileSync(`${ROOT}/${demo.file}`))
      .digest('hex')
    expect(run.events[0]).toMatchObject({ kind: 'run', engine: 'process', demo: demo.slug, source })
    expect(checkShape(demo, run.events, { eggMs: EGG_MS })).toEqual([])
    const { lanes, cpu = Infinity } = toLanes(run.events)
    const worked = lanes.flatMap(({ program }) => program.flatMap(({ state, from, to }) => state === 'working' ? to - from : []))
    expect(worked.reduce((sum, ms) => sum + ms, 0), 'nothing is drawn as work that was none').toBeLessThanOrEqual(cpu * 1.1 + CPU_TICKS_MS)
  })
})

const slowed = programs.find(({ demo }) => demo.slug === 'python-asyncio')

it.skipIf(!slowed?.runnable.can)('at a quarter of the speed, eggs take four times as long', { timeout: BUILD_AND_RUN_MS }, async () => {
  const { demo, runnable } = slowed!
  if (!runnable.can)
    return
  const feed = feedOf(kitchen.kitchen)
  const run = await startDemo(demo, { root: ROOT, kitchen: kitchen.url, eggMs: EGG_MS, feed, runnable, speed: 0.25 })
  const fried: number[] = []
  const startedAt = new Map<number | undefined, number>()
  kitchen.kitchen.subscribe(({ kind, id, at, run: of }) => {
    if (of !== run.id)
      return
    if (kind === 'start')
      startedAt.set(id, at)
    else
      fried.push(at - startedAt.get(id)!)
  })
  expect(await run.finished).toMatchObject({ outcome: 'done' })
  expect(fried).toHaveLength(demo.expect.eggs.length)
  expect(Math.min(...fried)).toBeGreaterThanOrEqual(4 * EGG_MS - 1)
  const { lanes, clock } = toLanes(run.events)
  expect(clock?.rate).toBe(0.25)
  const bars = lanes.flatMap(lane => lane.kitchen)
  expect(bars).toHaveLength(demo.expect.eggs.length)
  // In the kitchen's time each took one egg's, and all were in the pan together.
  for (const { from, to } of bars) {
    expect(to - from).toBeGreaterThanOrEqual(EGG_MS - 1)
    expect(to - from).toBeLessThan(2 * EGG_MS)
  }
  expect(Math.max(...bars.map(({ from }) => from))).toBeLessThan(Math.min(...bars.map(({ to }) => to)))
})

/** Says on the terminal what ran and what did not: a skip that is not seen is a hole. */
function report() {
  const ran = new Map(
    programs.flatMap(({ runnable }) => (runnable.can && runnable.process ? Object.entries(runnable.process.toolchain) : [])),
  )
  const skipped = programs.flatMap(({ demo, runnable }) => (runnable.can ? [] : [`  ${demo.slug}: ${runnable.why}`]))
  console.log(
    [
      `Toolchains that ran: ${[...ran].map(([name, version]) => `${name} ${version}`).join(', ') || 'none'}.`,
      skipped.length > 0 ? `Skipped:\n${skipped.join('\n')}` : 'Skipped: nothing.',
    ].join('\n'),
  )
}
