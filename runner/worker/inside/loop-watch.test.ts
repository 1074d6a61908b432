import type { RunEvent } from '../../../trace/events.ts'
import type { LoopState } from './loop-watch.ts'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDemo } from '../../../demos/catalogue.ts'
import { startKitchen } from '../../../egg-server/node.ts'
import { loadProgram } from '../../code/load-program.ts'
import { feedOf } from '../../kitchen/node-feed.ts'
import { startRun } from '../../run/start-run.ts'
import { spawn } from '../node.ts'

/** Programs whose loop is watched, as they really run. */

const EGG_MS = 200
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
})

afterAll(() => kitchen.close(0))

async function run(slug: string, change: (text: string) => string = text => text, isWatched = true): Promise<readonly RunEvent[]> {
  const { watch, ...program } = await loadProgram(ROOT, findDemo(slug)!)
  const { events, finished } = startRun({
    demo: slug,
    program: { ...program, text: change(program.text), ...(isWatched && { watch }) },
    kitchen: kitchen.url,
    eggMs: EGG_MS,
    spawn,
    feed: feedOf(kitchen.kitchen),
    limitMs: 10_000,
    toolchain: {},
  })
  expect(await finished).toMatchObject({ outcome: 'done' })
  return events
}

const printed = (events: readonly RunEvent[]) => events.flatMap(event => (event.kind === 'log' ? event.text : []))
function steps(events: readonly RunEvent[]) {
  return events.flatMap(event => (event.kind === 'step' ? [{ text: event.text, state: event.state as LoopState }] : []))
}
function namesIn({ state }: { state: LoopState }, part: string) {
  return state.parts.find(({ name }) => name === part)!.items.map(({ name, note }) => `${name} ${note}`)
}

/** What is ready in microtasks as the watch has it, against what the engine calls next. */
function expectQueueToBeTrue(events: readonly RunEvent[]) {
  const all = steps(events)
  let turns = 0
  all.forEach((step, i) => {
    const line = /^the stack is empty: .* line (\d+)/.exec(step.text)?.[1]
    if (!line)
      return
    turns++
    expect(namesIn(all[i - 1]!, 'microtasks')[0], step.text).toContain(`:${line}`)
    expect(namesIn(step, 'stack')).toEqual([])
  })
  return turns
}

describe('a watched loop', () => {
  it.each(['loop-order', 'loop-await'])('%s prints in the order in which it prints unwatched', async (slug) => {
    const timeless = (lines: string[]) => lines.filter(line => !/mail|timer|is ready/.test(line))
    expect(timeless(printed(await run(slug)))).toEqual(timeless(printed(await run(slug, text => text, false))))
  })

  it('has the microtask at the head of its queue that the engine calls next', async () => {
    expect(expectQueueToBeTrue(await run('loop-order'))).toBe(4)
    expect(expectQueueToBeTrue(await run('loop-await'))).toBeGreaterThan(3)
  })

  it('takes no task while a microtask is left', async () => {
    const events = await run('loop-order')
    const all = steps(events)
    const taken = all.flatMap(({ text }, i) => text.startsWith('no microtask is left') ? [all[i - 1]!] : [])
    expect(taken).toHaveLength(2)
    expect(taken.map(step => namesIn(step, 'microtasks'))).toEqual([[], []])
  })

  it('has the engine’s own stack, the script below and the function above', async () => {
    const stacks = steps(await run('loop-await')).map(step => namesIn(step, 'stack').map(name => name.replace(/ :\d+/, '')).join(' > '))
    expect(stacks).toContain('script > cook')
    expect(stacks).toContain('cook')
    expect(stacks.at(-1)).toBe('')
  })

  it('says what waits outside, and empties at the end', async () => {
    const all = steps(await run('loop-await'))
    expect(all.map(step => namesIn(step, 'waiting').map(name => name.split(' ')[0]).join())).toContain('A,cook,B,cook')
    expect(namesIn(all.at(-1)!, 'waiting')).toEqual([])
    expect(namesIn(all.at(-1)!, 'microtasks')).toEqual([])
  })

  it('goes through Promise.all, catch and functions in functions without touching their order', async () => {
    const text = `
      const inner = (n: number) => n > 1 ? inner(n - 1) : console.log('deep')
      inner(3)
      Promise.all([1, Promise.resolve(2)]).then(all => console.log(all.join()))
      Promise.reject(new Error('no')).catch(error => console.log(error.message)).finally(() => console.log('finally'))
      for await (const n of [Promise.resolve(1), 2])
        console.log(n)
      try { await Promise.reject(new Error('again')) }
      catch (error) { console.log((error as Error).message) }
      `
    expect(printed(await run('loop-order', () => text))).toEqual(printed(await run('loop-order', () => text, false)))
  })
})
