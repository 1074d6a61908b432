import type { RunEvent, RunStarted } from '../../trace/events.ts'
import type { RunOptions } from './start-run.ts'
import { WebSocket } from 'undici'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { toLanes } from '../../trace/lanes.ts'
import { summarize } from '../../trace/words.ts'
import { sha256 } from '../code/program.ts'
import { spawn } from '../worker/node.ts'
import { openFeed } from './kitchen-feed.ts'
import { startRun } from './start-run.ts'

/** Real threads against a real kitchen. */

const EGG_MS = 100
const HOUR_MS = 3_600_000
const FILE = 'demos/javascript/test.ts'

let kitchen: Awaited<ReturnType<typeof startKitchen>>
let feed: ReturnType<typeof openFeed>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
  feed = openFeed(kitchen.url, { WebSocket })
  await feed.whenSynced()
})

afterAll(async () => {
  feed.close()
  await kitchen.close(0)
})

const printedIn = (events: readonly RunEvent[]) => events.flatMap(event => event.kind === 'log' ? [`${event.stream}: ${event.text}`] : [])

function start(text: string, options: Partial<RunOptions> = {}) {
  const modules = { 'demos/javascript/kitchen.ts': 'export const kitchen = process.env.KITCHEN_URL' }
  const program = { slug: 'test', file: FILE, text: `import { kitchen } from './kitchen.ts'; ${text}`, modules }
  return startRun({
    demo: 'test',
    program,
    kitchen: kitchen.url,
    eggMs: EGG_MS,
    spawn,
    feed,
    toolchain: { node: process.versions.node },
    ...options,
  })
}

async function run(text: string, options?: Partial<RunOptions>) {
  const { events, finished } = start(text, options)
  return { finish: await finished, events, printed: printedIn(events) }
}

/** What a witness saw of the eggs; where the program's own code waits has tests of its own. */
function seenBy(witness: string, events: readonly RunEvent[]) {
  return events.flatMap(event =>
    event.witness === witness && 'task' in event && event.task !== 'top level' && !('line' in event) ? [`${event.kind} ${event.task}`] : [],
  )
}

describe('a run', () => {
  it('is told by both witnesses, in order of time, from its beginning to its finish', async () => {
    const text = 'console.log(await (await fetch(kitchen + "/A")).text())'
    const { events, finish } = await run(text)
    expect(events[0]).toMatchObject({ t: 0, kind: 'run', demo: 'test', engine: 'worker', toolchain: { node: process.versions.node } })
    expect((events[0] as { source: string }).source).toBe(await sha256(`import { kitchen } from './kitchen.ts'; ${text}`))
    expect(events.at(-1)).toBe(finish)
    expect(events.map(({ t }) => t)).toEqual(events.map(({ t }) => t).toSorted((a, b) => a - b))
    expect(new Set(events.map(event => event.run)).size).toBe(1)
    expect(seenBy('program', events)).toEqual(['start A', 'end A'])
    expect(seenBy('kitchen', events)).toEqual(['start A', 'end A'])
    expect(finish).toMatchObject({ outcome: 'done' })
    expect(finish.ms).toBeGreaterThanOrEqual(EGG_MS)
  })

  it('has all of an egg where the clocks were aligned too low', async () => {
    const low = { ...feed, offset: () => feed.offset()! - HOUR_MS }
    const { events } = await run('await fetch(kitchen + "/A")', { feed: low })
    const [start, end] = events.filter(({ witness }) => witness === 'kitchen')
    expect(start).toMatchObject({ kind: 'start', t: 0 })
    expect(end!.t).toBeGreaterThanOrEqual(EGG_MS - 1)
  })

  it('puts both witnesses on one clock', async () => {
    const { events } = await run('await fetch(kitchen + "/A")')
    const t = (witness: string, kind: string) => events.find(event => event.witness === witness && event.kind === kind)!.t
    expect(t('kitchen', 'start')).toBeGreaterThan(t('program', 'start') - 2)
    expect(t('kitchen', 'end')).toBeLessThan(t('program', 'end') + 2)
  })

  it('begins at nought when the machine has slept, and at the time of day that it is', async () => {
    const awake = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => awake() - HOUR_MS)
    try {
      const run = start('await fetch(kitchen + "/A")')
      await new Promise<void>(resolve => run.subscribe(event => event.kind === 'start' && resolve()))
      expect(run.elapsed()).toBeGreaterThanOrEqual(0)
      expect(run.elapsed()).toBeLessThan(HOUR_MS / 2)
      const finish = await run.finished
      expect(run.events.filter(({ t }) => t < 0 || t > finish.t)).toEqual([])
      expect(finish.t).toBeLessThan(HOUR_MS / 2)
      expect(Math.abs(Date.now() - Date.parse((run.events[0] as RunStarted).startedAt))).toBeLessThan(HOUR_MS / 2)
    }
    finally {
      vi.restoreAllMocks()
    }
  })

  it('ends when nobody will call the program again, and not before', async () => {
    const { printed, finish } = await run(`
      setTimeout(async () => {
        const reply = await fetch(kitchen + '/A')
        setTimeout(() => console.log('late'), 30)
      }, 30)
      const tick = setInterval(() => clearInterval(tick), 200)`)
    expect(printed).toEqual(['stdout: late'])
    expect(finish.outcome).toBe('done')
    expect(finish.ms).toBeGreaterThan(190)
  })

  it('lets the program know its kitchen and nothing else', async () => {
    const { printed, events } = await run('console.log(Object.keys(process.env).sort(), process.env.EGG_MS, process.env.KITCHEN_URL)')
    const [, address, name] = /^stdout: \[ 'EGG_MS', 'KITCHEN_URL' \] (\d+ .+\/run)\/(\w{32})$/.exec(printed.join('\n')) ?? []
    expect(address).toBe(`${EGG_MS} ${kitchen.url}/run`)
    // What everybody hears of the run does not let anybody else ask as its program.
    expect(JSON.stringify(events.filter(({ kind }) => kind !== 'log'))).not.toContain(name)
  })

  it('hears what is said to it while it runs, and only then', async () => {
    const { events, finished, subscribe, say } = start(`
      const heard = new Promise(resolve => globalThis.__listen(resolve))
      console.log('listening')
      const limit = setTimeout(() => {}, 5000)
      console.log((await heard).does)
      clearTimeout(limit)`)
    say!({ does: 'too early' })
    subscribe(event => event.kind === 'log' && event.text === 'listening' && say!({ does: 'burn' }))
    expect(await finished).toMatchObject({ outcome: 'done' })
    expect(printedIn(events)).toEqual(['stdout: listening', 'stdout: burn'])
    say!({ does: 'too late' })
  })

  it('is complete without the live trace', async () => {
    const silent = { ...feed, state: 'closed' as const, subscribe: () => () => {}, offset: () => undefined, sync: async () => {} }
    const { events } = await run('await Promise.all([fetch(kitchen + "/A"), fetch(kitchen + "/B")])', { feed: silent })
    expect(seenBy('kitchen', events).toSorted()).toEqual(['end A', 'end B', 'start A', 'start B'])
    const t = (witness: string, kind: string) => events.find(event => event.witness === witness && event.kind === kind)!.t
    expect(t('kitchen', 'start')).toBeGreaterThanOrEqual(t('program', 'start'))
    expect(t('kitchen', 'start')).toBeLessThan(t('program', 'end'))
  })
})

describe('stopping', () => {
  it('ends the program, empties the pan, and says what was open', async () => {
    const going = start('await Promise.all([fetch(kitchen + "/A?ms=20000"), fetch(kitchen + "/B?ms=20000")])')
    await vi.waitFor(() => expect(kitchen.kitchen.counts.pan).toBe(2), 5_000)
    await going.stop()
    expect(kitchen.kitchen.counts.pan).toBe(0)
    expect(await going.finished).toMatchObject({ kind: 'finish', outcome: 'stopped' })
    expect(seenBy('program', going.events)).toEqual(['start A', 'start B', 'abort A', 'abort B'])
    expect(seenBy('kitchen', going.events).toSorted()).toEqual(['abort A', 'abort B', 'start A', 'start B'])
    expect(going.events.at(-1)!.kind).toBe('finish')
  })

  it('does not say so of each task of a flood, and all of them are drawn as called off', async () => {
    const going = start('for (let i = 0; i < 3000; i++) globalThis.__report({ kind: "start", task: "task " + i }); await fetch(kitchen + "/A?ms=20000")')
    await vi.waitFor(() => expect(kitchen.kitchen.counts.pan).toBe(1), 10_000)
    // The egg may be in the pan before all that the thread said is read, and what is unread at Stop is lost.
    await vi.waitFor(() => expect(going.events.filter(({ kind, witness }) => kind === 'start' && witness === 'program').length).toBeGreaterThan(3000), 10_000)
    await going.stop()
    expect(going.events.filter(({ kind, witness }) => kind === 'abort' && witness === 'program')).toEqual([])
    const { lanes } = toLanes(going.events)
    expect(lanes.length).toBeGreaterThan(3000)
    expect(new Set(lanes.map(({ outcome }) => outcome))).toEqual(new Set(['aborted']))
  })

  it('works at once, before the program has begun', async () => {
    const going = start('console.log("never")')
    await going.stop()
    expect(going.events.map(({ kind }) => kind)).toEqual(['run', 'finish'])
  })

  it('does nothing to a run that is over', async () => {
    const going = start('')
    await going.finished
    const { length } = going.events
    await going.stop()
    expect(going.events).toHaveLength(length)
    expect(going.events.at(-1)).toMatchObject({ outcome: 'done' })
  })

  it('can be somebody else\'s decision', async () => {
    const controller = new AbortController()
    const { finished } = start('setInterval(() => {}, 10)', { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    expect(await finished).toMatchObject({ outcome: 'stopped' })
    expect(await start('', { signal: controller.signal }).finished).toMatchObject({ outcome: 'stopped' })
  })
})

it('waits on where a timer of its own does something else meanwhile', async () => {
  const { events } = await run(`
    const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
    setTimeout(() => { try { JSON.parse('{') } catch {} finally {} }, 50)
    await sleep(300)`)
  const resumed = events.filter(event => event.kind === 'resume' && event.task === 'top level')
  expect(resumed.map(({ t }) => t > 250)).toEqual([true])
})

describe('a thread', () => {
  it('may wait for its code, however busy the machine is', async () => {
    const slow = () => ({ ...spawn(), loaded: new Promise<void>(resolve => setTimeout(resolve, 3_300)) })
    expect((await run('', { startMs: 3_000, spawn: slow })).finish).toMatchObject({ outcome: 'done' })
  })

  it('that does not begin ends its run with a sentence that says so', async () => {
    const { events, finish } = await run('', { startMs: 100, spawn: () => ({ ...spawn(), start: () => {} }) })
    expect(finish).toMatchObject({ outcome: 'timeout', ms: 0 })
    expect(summarize(events)).toBe('It never began: The program\'s thread did not begin within 0.1 s')
  })
})

describe('a program that goes wrong', () => {
  it('ends an endless loop at the limit, and we hear what it said before; nobody else is held up', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const { finish, printed } = await run('console.log("before"); for (;;);', { limitMs: 300 })
    clearInterval(timer)
    expect(finish).toMatchObject({ outcome: 'timeout', text: 'It was still running after 0.3 s, and that is the limit.' })
    expect(printed).toEqual(['stdout: before'])
    expect(ticks).toBeGreaterThan(10)
  })

  it('caps a million lines, and lets the program go on', async () => {
    const { finish, printed, events } = await run('for (let i = 0; i < 1e6; i++) console.log(i); await fetch(kitchen + "/A")')
    expect(finish.outcome).toBe('done')
    expect(printed).toHaveLength(900 + 1 + 1 + 100)
    expect(printed.at(-1)).toBe('stdout: 999999')
    expect(seenBy('program', events)).toEqual(['start A', 'end A'])
  })

  const failures: [string, string, string][] = [
    ['a syntax error', '\nconst = 1', 'Line 2, column 7 is not JavaScript'],
    ['an import that leads nowhere', 'import x from "./no.ts"; x()', 'there is no demos/javascript/no.ts'],
    ['an error that is thrown', '\n\nthrow new RangeError("boo")', `RangeError: boo (${FILE}, line 3, column 7)`],
    ['a string that is thrown', 'throw "x"', 'The program threw \'x\', which is not an Error.'],
    ['null that is thrown', 'setTimeout(() => { throw null }, 5)', 'The program threw null, which is not an Error.'],
    [
      'a late rejection',
      'setTimeout(() => void Promise.reject(new Error("late")), 20)',
      `A rejection was not handled: Error: late (${FILE}, line 1, column`,
    ],
    ['a rejected fetch that nobody handles', 'fetch("http://127.0.0.1:1/A")', 'reaches only its kitchen'],
    ['a foreign address', 'await fetch("https://example.com/A")', 'https://example.com/A is somewhere else'],
    ['an await that never ends', 'await new Promise(() => {})', 'will never come'],
    ['leaving', 'process.exit(3)', 'The program left with exit code 3.'],
  ]

  it.each(failures)('fails with a sentence: %s', async (_, text, sentence) => {
    const { finish, printed, events } = await run(text)
    expect(finish.outcome).toBe('failed')
    expect(finish.text).toContain(sentence)
    expect(printed.at(-1)).toBe(`stderr: ${finish.text}`)
    expect(events[0]!.kind).toBe('run')
  })

  it('fails when it runs out of memory, and takes nobody with it', async () => {
    const { finish } = await run('const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()))')
    expect(finish).toMatchObject({ outcome: 'failed', text: expect.stringContaining('ran out of memory') })
  })

  it('says what became of the eggs it left behind', async () => {
    const { events, finish } = await run('fetch(kitchen + "/A?ms=20000"); setTimeout(() => { throw new Error("boo") }, 100)')
    expect(finish.outcome).toBe('failed')
    expect(seenBy('program', events)).toEqual(['start A', 'abort A'])
    expect(seenBy('kitchen', events)).toEqual(['start A', 'abort A'])
  })

  it('fails when there is no kitchen', async () => {
    const { finish, events } = await run('await fetch(kitchen + "/A")', { kitchen: 'http://localhost:1' })
    expect(finish.outcome).toBe('failed')
    expect(seenBy('program', events)).toEqual(['start A', 'fail A'])
  })

  it('handles what it expects itself', async () => {
    const { finish, printed, events } = await run(`
      const reply = await fetch(kitchen + '/A?burn&ms=10')
      console.log(reply.status, (await reply.json()).title)
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 30)
      await fetch(kitchen + '/B?ms=5000', { signal: controller.signal }).catch(error => console.log(error.name))`)
    expect(finish.outcome).toBe('done')
    expect(printed).toEqual(['stdout: 500 Burnt', 'stdout: AbortError'])
    expect(seenBy('program', events)).toEqual(['start A', 'fail A', 'start B', 'abort B'])
    expect(seenBy('kitchen', events)).toEqual(['start A', 'fail A', 'start B', 'abort B'])
  })
})
