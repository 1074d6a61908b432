import type { RunEvent } from '../../../trace/events.ts'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startKitchen } from '../../../egg-server/node.ts'
import { loadProgram } from '../../../runner/code/load-program.ts'
import { feedOf } from '../../../runner/kitchen/node-feed.ts'
import { startRun } from '../../../runner/run/start-run.ts'
import { spawn } from '../../../runner/worker/node.ts'
import { findDemo } from '../../catalogue.ts'

/** One function in three forms, against a real kitchen. */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FORMS = ['hood-async', 'hood-generator', 'hood-machine']

let kitchen: Awaited<ReturnType<typeof startKitchen>>
const runs = new Map<string, readonly RunEvent[]>()

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 60 })
  for (const slug of FORMS) {
    const { events, finished } = startRun({
      demo: slug,
      program: await loadProgram(ROOT, findDemo(slug)!),
      kitchen: kitchen.url,
      spawn,
      feed: feedOf(kitchen.kitchen),
      limitMs: 10_000,
      toolchain: {},
    })
    await finished
    runs.set(slug, events)
  }
})

afterAll(() => kitchen.close(0))

/**
 * What a run did, without its times: what the program asked for, printed and said, in order, and then what the kitchen
 * saw. Where exactly in the code it waits is what the three differ in.
 */
function storyOf(events: readonly RunEvent[]): string[] {
  return (['program', 'kitchen'] as const).flatMap(witness => events.flatMap((event) => {
    if (event.witness !== witness)
      return []
    switch (event.kind) {
      case 'start':
      case 'end':
      case 'fail':
      case 'abort':
        return /^[AB]$|^main$/.test(event.task) ? `${witness}: ${event.kind} ${event.task}` : []
      case 'log':
      case 'step':
        return `${witness}: ${event.kind} ${event.text}`
      default:
        return event.kind
    }
  })).filter(line => line !== 'park' && line !== 'resume')
}

it('the three forms tell the same story', () => {
  const [written, driven, machine] = FORMS.map(slug => storyOf(runs.get(slug)!))
  expect(written!.filter(line => line.startsWith('kitchen'))).toEqual([
    'kitchen: start A',
    'kitchen: end A',
    'kitchen: start B',
    'kitchen: end B',
  ])
  expect(written!.filter(line => line.includes(': log '))).toEqual(['program: log Ada: A and B', 'program: log Ada had A and B'])
  expect(driven).toEqual(written)
  expect(machine).toEqual(written)
})

it('the machine keeps across a wait what is needed after it, and drops the rest', () => {
  const kept = runs.get('hood-machine')!.flatMap(event => event.kind === 'step' ? (event.state as { kept: object }).kept : [])
  expect(kept).toEqual([
    { at: 'start', who: 'Ada' },
    { at: 'fries A', who: 'Ada' },
    { at: 'fries A', who: 'Ada' },
    { at: 'fries B', who: 'Ada', first: 'A' },
    { at: 'fries B', who: 'Ada', first: 'A' },
    { at: 'done' },
  ])
})

it('each step but the arrival of an egg names its line in each form', () => {
  for (const slug of FORMS) {
    expect(
      runs
        .get(slug)!
        .filter(event => event.kind === 'step' && !event.text.endsWith('here'))
        .every(event => event.kind === 'step' && event.line),
    ).toBe(true)
  }
})
