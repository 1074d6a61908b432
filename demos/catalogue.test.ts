import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { loadProgram } from '../runner/code/load-program.ts'
import { region } from '../runner/code/program.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn } from '../runner/worker/node.ts'
import { toLevels } from '../trace/levels.ts'
import { catalogue, findDemo } from './catalogue.ts'
import { checkShape } from './check-shape.ts'

/** Long enough that overlap is overlap on a busy machine, short enough for a whole catalogue. */
const EGG_MS = 200

/** A machine that stalls for as long as an egg takes can turn an order round; it does not do so twice. */
const STALLS = { retry: 1 }

/** What fits on a slide beside its timeline. */
const MOST_LINES = 18
const WIDEST_LINE = 46

const ROOT = fileURLToPath(new URL('../', import.meta.url))

let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
})

afterAll(() => kitchen.close(0))

it('has each slug once, fit for an address', () => {
  const slugs = catalogue.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
  for (const slug of slugs)
    expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  expect(findDemo(slugs[0]!)).toBe(catalogue[0])
  expect(findDemo('no-such-demo')).toBeUndefined()
})

describe.each(catalogue.map(demo => [demo.slug, demo] as const))('%s', (_, demo) => {
  const text = readFileSync(`${ROOT}/${demo.file}`, 'utf8')

  it('fits on a slide', () => {
    const lines = region(text).text.split('\n')
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES)
    expect(lines.filter(line => line.length > WIDEST_LINE)).toEqual([])
    expect(demo.title.length).toBeLessThanOrEqual(60)
  })

  it.runIf(demo.language === 'javascript')('does what its entry says', STALLS, async () => {
    const run = startRun({
      demo: demo.slug,
      program: await loadProgram(ROOT, demo),
      kitchen: kitchen.url,
      eggMs: EGG_MS,
      spawn,
      feed: feedOf(kitchen.kitchen),
      limitMs: 10_000,
      toolchain: { node: process.versions.node },
    })
    expect(await run.finished).toMatchObject({ outcome: demo.expect.outcome })
    expect(run.events[0]).toMatchObject({ kind: 'run', demo: demo.slug, source: createHash('sha256').update(readFileSync(`${ROOT}/${demo.file}`)).digest('hex') })
    expect(checkShape(demo, run.events, { eggMs: EGG_MS })).toEqual([])
    expect(toLevels(run.events).map(({ name }) => name)).toEqual(demo.expect.levels ?? [])
  })
})
