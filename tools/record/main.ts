import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunEvent } from '../../trace/events.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { catalogue } from '../../demos/catalogue.ts'
import { startKitchen } from '../../egg-server/node.ts'
import { feedOf } from '../../runner/kitchen/node-feed.ts'
import { canRun } from '../../runner/process/can-run.ts'
import { thisMachine } from '../../runner/process/this-machine.ts'
import { formatRecording, RECORDINGS } from '../../runner/replay/recording.ts'
import { withoutTraces } from '../../runner/replay/without-traces.ts'
import { askDemo, sayFaults } from '../../runner/terminal/ask-demo.ts'
import { checkDemo } from '../../runner/terminal/check-demo.ts'
import { startDemo } from '../../runner/terminal/start-demo.ts'
import { seconds } from '../../trace/words.ts'
import { readOptions } from '../options.ts'

/**
 * `npm run record -- [SLUG…]`: runs demos for real and writes their recordings, which a slide plays where their
 * toolchain is missing, and paper always. Without a slug: all of them.
 *
 * Exit 0: all are written; 1: an entry is faulty, or a run was not what it says, and the recording is as it was; 2: no
 * such demo; 3: a toolchain is missing, and its recordings are as they were.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the talk speaks of. */
const EGG_MS = 2000

const EXIT = { done: 0, failed: 1, mistake: 2, missing: 3 } as const

const USAGE = 'npm run record -- [SLUG …]: runs demos and writes their recordings; all of them unless some are named.'

process.exit(await main(readOptions(USAGE, { allowPositionals: true }).positionals))

async function main(slugs: string[]): Promise<number> {
  const asked = await Promise.all((slugs.length > 0 ? slugs : catalogue.map(({ slug }) => slug)).map(slug => askDemo(ROOT, slug)))
  const cannot = asked.flatMap(one => 'sentence' in one ? one : [])
  cannot.forEach(({ sentence }) => console.error(sentence))
  if (cannot.some(({ why }) => why === 'unknown'))
    return EXIT.mistake
  const unusable = slugs.length === 0 ? await sayFaults(ROOT) : []
  unusable.forEach(sentence => console.error(sentence))
  await mkdir(join(ROOT, RECORDINGS), { recursive: true })
  let worst: number = cannot.length + unusable.length > 0 ? EXIT.failed : EXIT.done
  for (const { demo } of asked.flatMap(one => 'demo' in one ? one : []))
    worst = Math.max(worst, await record(demo))
  return worst
}

async function record(demo: Demo): Promise<number> {
  // It shows what a browser does with its connections.
  if (demo.needsPort)
    return write(demo, await (await import('./in-browser.ts')).runInBrowser(demo.slug, EGG_MS))
  const runnable = await canRun(demo)
  if (!runnable.can) {
    console.error(`${demo.slug}: not recorded, for ${runnable.why}. ${runnable.howToGet}`)
    return EXIT.missing
  }
  const { url, kitchen, close } = await startKitchen({ port: 0, ms: EGG_MS })
  try {
    const run = await startDemo(demo, { root: ROOT, kitchen: url, eggMs: EGG_MS, feed: feedOf(kitchen), runnable })
    await run.finished
    return await write(demo, run.events)
  }
  finally {
    await close(0)
  }
}

async function write(demo: Demo, events: readonly RunEvent[]): Promise<number> {
  const { ms } = events.findLast(event => event.kind === 'finish')!
  const problems = await checkDemo(ROOT, demo, events, EGG_MS)
  if (problems.length > 0) {
    console.error(`${demo.slug}: not recorded, for it is not what its entry says:\n${problems.map(problem => `  ${problem}`).join('\n')}`)
    return EXIT.failed
  }
  await writeFile(join(ROOT, RECORDINGS, `${demo.slug}.ndjson`), withoutTraces(formatRecording(events, thisMachine()), { root: ROOT, home: homedir(), host: hostname() }))
  console.log(`${demo.slug}: ${seconds(ms)}, ${events.length} events`)
  return EXIT.done
}
