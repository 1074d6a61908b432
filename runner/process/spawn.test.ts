import type { Demo } from '../../demos/catalogue/demo.ts'
import type { ProgramFile, Toolchain } from '../../demos/language.ts'
import type { RunEvent, RunStarted } from '../../trace/events.ts'
import type { RunOptions } from '../run/start-run.ts'
import type { Progress } from './spawn.ts'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { feedOf } from '../kitchen/node-feed.ts'
import { startRun } from '../run/start-run.ts'
import { createQueue } from './queue.ts'
import { spawnProcess } from './spawn.ts'

/** Real processes against a real kitchen. */

const EGG_MS = 150

let kitchen: Awaited<ReturnType<typeof startKitchen>>
let root: string

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: EGG_MS })
  root = await mkdtemp(join(tmpdir(), 'four-eggs-'))
})

afterEach(() => {
  expect(survivors(), 'nothing is left running').toEqual([])
})

afterAll(async () => {
  await kitchen.close(0)
  await rm(root, { recursive: true, force: true })
})

const node: Toolchain = {
  name: 'Node',
  tool: { commands: ['node'], args: ['--version'], version: /v(?<version>.*)/, atLeast: '20', prefer: 'first' },
  howToGet: 'Install Node.',
  helpers: [],
  run: demo => ({ command: process.execPath, args: [demo.file], cwd: '.' }),
}

interface Options extends Partial<RunOptions> {
  toolchain2?: Partial<Toolchain>
  queue?: ReturnType<typeof createQueue>
  onProgress?: (progress: Progress) => void
}

const printedIn = (events: readonly RunEvent[]) => events.flatMap(event => (event.kind === 'log' ? [`${event.stream}: ${event.text}`] : []))
function seenBy(witness: string, events: readonly RunEvent[]) {
  return events.flatMap(event => (event.witness === witness && 'task' in event ? [`${event.kind} ${event.task}`] : []))
}

let files = 0

async function start(text: string, { toolchain2, queue = createQueue(), onProgress, ...options }: Options = {}) {
  const file = `program-${++files}.mjs`
  await writeFile(join(root, file), text)
  const demo: Demo = { slug: `test-${files}`, language: 'node', file, title: '', expect: { eggs: [], overlap: 'none', outcome: 'done' } }
  const tool = { path: process.execPath, version: process.versions.node }
  return startRun({
    demo: demo.slug,
    program: { slug: demo.slug, file, text, modules: {} },
    kitchen: kitchen.url,
    eggMs: EGG_MS,
    feed: feedOf(kitchen.kitchen),
    engine: 'process',
    spawn: () => spawnProcess({ root, demo, toolchain: { ...node, ...toolchain2 }, tool, queue, onProgress }),
    startMs: 0,
    toolchain: { node: tool.version },
    ...options,
  })
}

async function run(text: string, options?: Options) {
  const { events, finished } = await start(text, options)
  const finish = await finished
  return { finish, events, printed: printedIn(events) }
}

/** What of our programs the system still knows, by their command lines. */
function survivors(): string[] {
  const all = execFileSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' }).split('\n')
  return all.filter(line => line.includes(root) && !line.startsWith('Z'))
}

const fry = (name: string) => `await (await fetch(process.env.KITCHEN_URL + '/${name}')).text()`

describe('a run of a process', () => {
  it('is told from its beginning to its finish, by the kitchen too', async () => {
    const text = `console.log(${fry('A')})`
    const { events, finish, printed } = await run(text)
    expect(events[0]).toMatchObject({ t: 0, kind: 'run', engine: 'process', toolchain: { node: process.versions.node } })
    expect((events[0] as { source: string }).source).toMatch(/^[0-9a-f]{64}$/)
    expect(printed).toEqual(['stdout: A'])
    expect(seenBy('kitchen', events)).toEqual(['start A', 'end A'])
    expect(seenBy('program', events)).toEqual([])
    expect(finish).toMatchObject({ outcome: 'done' })
    expect(finish.ms).toBeGreaterThanOrEqual(EGG_MS)
    expect(events.at(-1)).toBe(finish)
    expect(events.map(({ t }) => t)).toEqual(events.map(({ t }) => t).toSorted((a, b) => a - b))
  })

  it('has the steps that a program tells as JSON lines, and prints everything else', async () => {
    const { events, printed } = await run(`
      const say = step => console.log(JSON.stringify(step))
      say({ kind: 'start', task: 'sum' })
      say({ kind: 'park', task: 'sum', line: 3 })
      say({ kind: 'resume', task: 'sum', line: 3 })
      say({ kind: 'end', task: 'sum' })
      say({ kind: 'start', task: 'left open' })
      say({ kind: 'cook' })
      console.log('{ not json }')`)
    expect(seenBy('program', events)).toEqual(['start sum', 'park sum', 'resume sum', 'end sum', 'start left open', 'abort left open'])
    expect(printed).toEqual(['stdout: {"kind":"cook"}', 'stdout: { not json }'])
  })

  it('fails with its exit code, and with its last words', async () => {
    const { finish, printed } = await run(`console.error('first'); console.error('the egg is on the floor'); process.exit(3)`)
    expect(finish).toMatchObject({ outcome: 'failed', text: 'the egg is on the floor' })
    expect(printed).toEqual(['stderr: first', 'stderr: the egg is on the floor'])
    expect((await run('process.exit(4)')).finish).toMatchObject({ outcome: 'failed', text: 'The program ended with exit code 4.' })
    expect((await run(`process.kill(process.pid, 'SIGKILL')`)).finish).toMatchObject({
      outcome: 'failed',
      text: 'The program was ended by SIGKILL.',
    })
  })

  it('fails in a sentence when it cannot be started', async () => {
    const { finish } = await run('', { toolchain2: { run: () => ({ command: '/no/such/tool', args: [], cwd: '.' }) } })
    expect(finish).toMatchObject({ outcome: 'failed', text: '/no/such/tool could not be started (ENOENT).' })
  })

  it('is given a clean environment', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://proxy.example')
    vi.stubEnv('SECRET', 'tell nobody')
    vi.stubEnv('NODE_OPTIONS', '')
    vi.stubEnv('EXTRA_HOME', '/extra')
    const { printed, events } = await run('console.log(JSON.stringify(process.env))', {
      toolchain2: { inherits: ['EXTRA_HOME', 'HTTP_PROXY'] },
    })
    vi.unstubAllEnvs()
    const env = JSON.parse(printed[0]!.slice('stdout: '.length)) as Record<string, string>
    expect(env).toMatchObject({
      LANG: 'C.UTF-8',
      KITCHEN_URL: `${kitchen.url}/run/${events[0]!.run}`,
      EGG_MS: String(EGG_MS),
      EXTRA_HOME: '/extra',
    })
    expect(
      Object.keys(env).filter(
        name => !['PATH', 'HOME', 'TMPDIR', 'LANG', 'KITCHEN_URL', 'EGG_MS', 'EXTRA_HOME'].includes(name) && process.platform === 'linux',
      ),
    ).toEqual([])
  })

  it('begins at nought when the machine has slept since the deck was started', async () => {
    const hour = 3_600_000
    const awake = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => awake() - hour)
    const { events, finished, elapsed } = await start(`console.log(${fry('A')})`)
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(0), { timeout: 15_000, interval: 5 })
    const live = elapsed()
    const finish = await finished
    const day = Date.parse((events[0] as RunStarted).startedAt)
    vi.restoreAllMocks()
    expect(live).toBeGreaterThanOrEqual(0)
    expect(live).toBeLessThan(hour / 2)
    expect(events.filter(({ t }) => t < 0 || t > hour / 2)).toEqual([])
    expect(finish.outcome).toBe('done')
    expect(Math.abs(Date.now() - day)).toBeLessThan(hour / 2)
  })

  it('shows paths of the project from its root', async () => {
    const { finish } = await run(`console.error('in ' + import.meta.filename); process.exit(1)`)
    expect(finish.text).toMatch(/^in program-\d+\.mjs$/)
  })

  it('is cut off where nobody reads on, and goes on all the same', async () => {
    const { finish, printed, events } = await run(`
      for (let i = 0; i < 200_000; i++) console.log('line ' + i)
      process.stdout.write('x'.repeat(300_000) + '\\n', async () => ${fry('A')})`)
    expect(finish.outcome).toBe('done')
    // The first lines and the last ones, with a sentence about what is between them.
    expect(printed.slice(0, 2)).toEqual(['stdout: line 0', 'stdout: line 1'])
    expect(printed[900]).toBe(
      'stderr: More than 900 lines were printed: from here on only the last 100 lines are kept. The program goes on.',
    )
    expect(printed).toContain('stdout: line 199999')
    expect(printed).not.toContain('stdout: line 100000')
    expect(printed.length).toBeLessThanOrEqual(1_002)
    expect(seenBy('kitchen', events)).toEqual(['start A', 'end A'])
  })
})

describe('ending a process', () => {
  async function stopWhen(sign: string, text: string) {
    const run = await start(text)
    await vi.waitFor(() => expect(printedIn(run.events)).toContain(`stdout: ${sign}`), { timeout: 5_000, interval: 5 })
    await run.stop()
    return { run, finish: await run.finished }
  }

  it('stops one that waits for its egg, and the gas goes off', async () => {
    const { run, finish } = await stopWhen('frying', `
      setTimeout(() => console.log('frying'), 50)
      await fetch(process.env.KITCHEN_URL + '/A?ms=60000')`)
    expect(finish).toMatchObject({ outcome: 'stopped' })
    expect(seenBy('kitchen', run.events)).toEqual(['start A', 'abort A'])
    expect(kitchen.kitchen.counts.pan).toBe(0)
  })

  it('stops one that ignores SIGTERM', async () => {
    const { finish } = await stopWhen('deaf', `
      process.on('SIGTERM', () => {})
      setInterval(() => {}, 1000)
      console.log('deaf')`)
    expect(finish.outcome).toBe('stopped')
    expect(survivors()).toEqual([])
  })

  it('stops one that computes without a break', async () => {
    const { finish } = await stopWhen('busy', `console.log('busy'); setImmediate(() => { for (;;); })`)
    expect(finish.outcome).toBe('stopped')
  })

  it('stops one that prints without end', async () => {
    const { finish } = await stopWhen('y 800', `const go = i => process.stdout.write('y ' + i + '\\n', () => go(i + 1)); go(0)`)
    expect(finish.outcome).toBe('stopped')
  })

  // Where nothing tells whose a process is, one that has left its group stays.
  it.runIf(process.platform === 'linux')('ends what has left its group, by its own end and by Stop', async () => {
    const leaves = `
      import { spawn } from 'node:child_process'
      const [, , depth] = process.argv
      if (depth === 'last') setInterval(() => {}, 1000)
      else if (depth === 'first') spawn(process.execPath, [import.meta.filename, 'last'], { detached: true, stdio: 'ignore' }).unref()
      else {
        spawn(process.execPath, [import.meta.filename, 'first'], { detached: true, stdio: 'ignore' }).on('exit', () => setTimeout(() => console.log('left'), 300))`
    expect(await run(`${leaves}\n}`)).toMatchObject({ finish: { outcome: 'done' }, printed: ['stdout: left'] })
    expect(survivors()).toEqual([])
    await stopWhen('left', `${leaves}\nsetInterval(() => {}, 1000)\n}`)
    expect(survivors()).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('stops six hundred at once', { timeout: 60_000 }, async () => {
    const sleep = `sleep 86${String(process.pid).padStart(7, '0')}`
    const { finish } = await stopWhen('all', `
      import { spawn } from 'node:child_process'
      spawn('sh', ['-c', 'for i in $(seq 600); do ${sleep} & done; echo all; wait'], { stdio: 'inherit' })`)
    expect(finish.outcome).toBe('stopped')
    expect(execFileSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' }).split('\n').filter(line => line.includes(sleep) && !line.startsWith('Z'))).toEqual([])
  })

  it('stops the children of its children, which ignore SIGTERM too', async () => {
    await stopWhen('family', `
      import { spawn } from 'node:child_process'
      const depth = Number(process.argv[2] ?? 0)
      process.on('SIGTERM', () => {})
      setInterval(() => {}, 1000)
      if (depth < 2) spawn(process.execPath, [import.meta.filename, depth + 1], { stdio: 'inherit' })
      else console.log('family')`)
    expect(survivors()).toEqual([])
  })

  it('leaves no children behind when the program ends by itself', async () => {
    const { finish } = await run(`
      import { spawn } from 'node:child_process'
      if (process.argv[2]) { process.on('SIGTERM', () => {}); setInterval(() => {}, 1000) }
      else { spawn(process.execPath, [import.meta.filename, 'child'], { stdio: 'inherit' }); setTimeout(() => process.exit(0), 100) }`)
    expect(finish.outcome).toBe('done')
    expect(survivors()).toEqual([])
  })

  it('ends it at its limit', async () => {
    const { finish } = await run(`setInterval(() => {}, 1000)`, { limitMs: 300 })
    expect(finish).toMatchObject({ outcome: 'timeout', text: 'It was still running after 0.3 s, and that is the limit.' })
  })
})

describe('more programs than run at a time', () => {
  it('wait for their turn, say so, and run', async () => {
    const queue = createQueue(1)
    const progress: Progress[] = []
    const first = await start(`await new Promise(resolve => setTimeout(resolve, 1000))`, { queue })
    const second = await start(`console.log('mine')`, { queue, onProgress: told => progress.push(told) })
    await second.finished
    expect(progress).toEqual([{ phase: 'queued', text: 'Waiting for its turn: one other runs.' }])
    expect(printedIn(second.events)).toEqual(['stdout: mine'])
    expect(await first.finished).toMatchObject({ outcome: 'done' })
    // Its time began when it did: it waited longer than the first one ran, and then just printed.
    expect((await second.finished).ms).toBeLessThan((await first.finished).ms)
  })

  it('can be stopped while they wait', async () => {
    const queue = createQueue(1)
    const first = await start(`setInterval(() => {}, 1000)`, { queue })
    const second = await start(`console.log('never')`, { queue })
    await second.stop()
    expect(await second.finished).toMatchObject({ outcome: 'stopped', ms: 0 })
    expect(printedIn(second.events)).toEqual([])
    await first.stop()
    const third = await run(`console.log('mine')`, { queue })
    expect(third.printed).toEqual(['stdout: mine'])
  })
})

describe('a language that builds', () => {
  const copies = (log: string): Partial<Toolchain> => ({
    build: demo => ({
      command: process.execPath,
      args: ['-e', `
        const fs = require('node:fs')
        const text = fs.readFileSync(${JSON.stringify(demo.file)}, 'utf8')
        console.error('compiling ' + ${JSON.stringify(demo.file)})
        fs.appendFileSync(${JSON.stringify(log)}, 'built\\n')
        if (text.includes('mistake')) { console.error('error: a mistake in ' + process.cwd() + '/' + ${JSON.stringify(demo.file)}); process.exit(1) }
        if (text.includes('slow')) setInterval(() => {}, 1000)
        else fs.writeFileSync('out/' + ${JSON.stringify(demo.file)}, text)`],
      cwd: '.',
      output: `out/${demo.file}`,
    }),
    run: demo => ({ command: process.execPath, args: [`out/${demo.file}`], cwd: '.' }),
  })

  it('builds first, tells so, and not again until the source has changed', async () => {
    const progress: Progress[] = []
    const options = { toolchain2: copies('log.txt'), onProgress: (told: Progress) => progress.push(told) }
    const first = await run(`console.log('one')`, options)
    expect(first.printed).toEqual(['stdout: one'])
    expect(progress).toEqual([{ phase: 'building', text: `compiling program-${files}.mjs` }])
    const builds = async () => (await readFile(join(root, 'log.txt'), 'utf8')).split('\n').length - 1
    expect(await builds()).toBe(1)
    files--
    expect((await run(`console.log('one')`, options)).printed).toEqual(['stdout: one'])
    expect(await builds()).toBe(1)
    files--
    expect((await run(`console.log('two')`, options)).printed).toEqual(['stdout: two'])
    expect(await builds()).toBe(2)
  })

  it('builds again what was damaged, and says where it cannot', async () => {
    const options = { toolchain2: copies('damaged.txt') }
    const program = `console.log('whole')`
    await run(program, options)
    await truncate(join(root, `out/program-${files}.mjs`), 5)
    files--
    expect(await run(program, options)).toMatchObject({ finish: { outcome: 'done' }, printed: ['stdout: whole'] })
    const nowhere = {
      toolchain2: { build: (demo: ProgramFile) => ({ command: process.execPath, args: [], cwd: '.', output: `${demo.file}/build/x` }) },
    }
    expect((await run(program, nowhere)).finish).toMatchObject({
      outcome: 'failed',
      text: expect.stringMatching(
        /^The program is built into program-\d+\.mjs\/build, and that folder cannot be made \(ENOTDIR\)\. Make it writable/,
      ),
    })
  })

  it('shows what the compiler said when it fails', async () => {
    const { finish, printed } = await run('// a mistake', { toolchain2: copies('mistakes.txt') })
    expect(finish).toMatchObject({ outcome: 'failed', text: `The program could not be built: error: a mistake in program-${files}.mjs` })
    expect(printed).toEqual([`stderr: build: compiling program-${files}.mjs`, `stderr: build: error: a mistake in program-${files}.mjs`])
  })

  it('stops a build', async () => {
    const progress: Progress[] = []
    const run = await start('// slow', { toolchain2: copies('slow.txt'), onProgress: told => progress.push(told) })
    await vi.waitFor(() => expect(progress).toHaveLength(1), { timeout: 5_000 })
    await run.stop()
    expect(await run.finished).toMatchObject({ outcome: 'stopped' })
  })
})
