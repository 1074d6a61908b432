import type { RunEvent } from '../trace/events.ts'
import type { Demo } from './catalogue.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { region } from '../runner/program.ts'
import { feedOf } from '../runner/terminal/kitchen-feed.ts'
import { spawn } from '../runner/worker/node.ts'
import { startRun } from '../runner/worker/run.ts'
import { catalogue, findDemo } from './catalogue.ts'
import { loadProgram } from './load-program.ts'

/** Long enough that overlap is overlap on a busy machine, short enough for a whole catalogue. */
const EGG_MS = 100

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

  it.runIf(demo.language === 'javascript')('does what its entry says', async () => {
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
    expectShape(run.events, demo)
    expectPrints(run.events, demo)
  })
})

function expectShape(events: readonly RunEvent[], { expect: { eggs, overlap } }: Demo) {
  let inPan = 0
  const together: number[] = []
  const started: string[] = []
  for (const event of events.filter(event => event.witness === 'kitchen').toSorted((a, b) => a.t - b.t)) {
    if (event.kind === 'start') {
      started.push(event.task)
      together.push(++inPan)
    }
    else {
      inPan--
    }
  }
  expect(started.toSorted()).toEqual(eggs.toSorted())
  expect(inPan).toBe(0)
  const most = Math.max(0, ...together)
  if (overlap === 'none')
    expect(most).toBe(1)
  else if (overlap === 'all')
    expect(most).toBe(eggs.length)
  else
    expect(most > 1 && most < eggs.length).toBe(true)
}

function expectPrints(events: readonly RunEvent[], { expect: { prints, printsInAnyOrder } }: Demo) {
  const printed = events.flatMap(event => event.kind === 'log' ? event.text.split('\n') : [])
  if (prints)
    expect(printed).toEqual(prints)
  if (printsInAnyOrder)
    expect(printed.toSorted()).toEqual(printsInAnyOrder.toSorted())
}
