import type { Demo } from '../demos/catalogue/demo.ts'
import type { Toolchain } from '../demos/language.ts'
import type { Measure } from './report.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startKitchen } from '../egg-server/node.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { createQueue } from '../runner/process/queue.ts'
import { spawnProcess } from '../runner/process/spawn.ts'
import { startRun } from '../runner/run/start-run.ts'
import { median } from './report.ts'

const TIMES = 5

/** Processes that are hard to end. Each prints `ready` when it is what its name says. */
const PROGRAMS: Record<string, string> = {
  'waits for its egg': `setTimeout(() => console.log('ready'), 50); await fetch(process.env.KITCHEN_URL + '/A?ms=60000')`,
  'ignores SIGTERM': `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')`,
  'computes without a break': `console.log('ready'); setImmediate(() => { for (;;); })`,
  'prints without end': `console.log('ready'); const go = i => process.stdout.write('y ' + i + '\\n', () => go(i + 1)); go(0)`,
  'has a child and a grandchild that ignore SIGTERM': `
    import { spawn } from 'node:child_process'
    const depth = Number(process.argv[2] ?? 0)
    process.on('SIGTERM', () => {})
    setInterval(() => {}, 1000)
    if (depth < 2) spawn(process.execPath, [import.meta.filename, depth + 1], { stdio: 'inherit' })
    else console.log('ready')`,
}

const toolchain: Toolchain = {
  name: 'Node',
  tool: { commands: ['node'], args: ['--version'], version: /v(?<version>.*)/, atLeast: '20', prefer: 'first' },
  howToGet: 'Install Node.',
  helpers: [],
  run: demo => ({ command: process.execPath, args: [demo.file], cwd: '.' }),
}

/** How long it takes from Stop until nothing of a process is left, in milliseconds. */
export async function benchStop(): Promise<Measure[]> {
  const kitchen = await startKitchen({ port: 0, ms: 2000 })
  const root = await mkdtemp(join(tmpdir(), 'four-eggs-'))
  try {
    const measures: Measure[] = []
    for (const [what, text] of Object.entries(PROGRAMS)) {
      const file = `${what.replaceAll(' ', '-')}.mjs`
      await writeFile(join(root, file), text)
      const times: number[] = []
      for (let i = 0; i < TIMES; i++)
        times.push(await stopOnce(kitchen, root, file, text))
      measures.push({
        what: `a process that ${what}: Stop to nothing left of it`,
        value: `${median(times).toFixed(0)} ms`,
        number: median(times),
        bar: { most: 100, text: 'at most 100 ms' },
      })
    }
    return measures
  }
  finally {
    await kitchen.close(0)
    await rm(root, { recursive: true, force: true })
  }
}

async function stopOnce({ url, kitchen }: Awaited<ReturnType<typeof startKitchen>>, root: string, file: string, text: string) {
  const demo: Demo = { slug: 'stop', language: 'node', file, title: '', expect: { eggs: [], overlap: 'none', outcome: 'done' } }
  const tool = { path: process.execPath, version: process.versions.node }
  const run = startRun({
    demo: demo.slug,
    program: { slug: demo.slug, file, text, modules: {} },
    kitchen: url,
    eggMs: 2000,
    feed: feedOf(kitchen),
    engine: 'process',
    spawn: () => spawnProcess({ root, demo, toolchain, tool, queue: createQueue() }),
    toolchain: { node: tool.version },
  })
  await new Promise<void>(resolve => run.subscribe(event => event.kind === 'log' && event.text === 'ready' && resolve()))
  const pressed = performance.now()
  await run.stop()
  return performance.now() - pressed
}
