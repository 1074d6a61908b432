import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Run } from '../../runner/run/start-run.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join, relative, resolve } from 'node:path'
import process from 'node:process'
import { nearest } from '../../demos/nearest.ts'
import { startKitchen } from '../../egg-server/node.ts'
import { feedOf } from '../../runner/kitchen/node-feed.ts'
import { canRun } from '../../runner/process/can-run.ts'
import { thisMachine } from '../../runner/process/this-machine.ts'
import { formatRecording, RECORDINGS } from '../../runner/replay/recording.ts'
import { withoutTraces } from '../../runner/replay/without-traces.ts'
import { createPaint, wantsColour } from '../../runner/terminal/paint.ts'
import { showRun } from '../../runner/terminal/show.ts'
import { startDemo } from '../../runner/terminal/start-demo.ts'
import { seconds } from '../../trace/words.ts'
import { programsIn } from './programs.ts'

/**
 * `npx slidev-addon-four-eggs`: the programs of the deck in this folder, without slides.
 *
 * Exit 0: done; 1: a run failed; 2: no such program, or a mistake on the command line; 3: a toolchain is missing.
 */

const HELP = `npx slidev-addon-four-eggs demo            lists the programs in demos/
npx slidev-addon-four-eggs demo NAME       runs one, and draws its run
npx slidev-addon-four-eggs record [NAME…]  runs them, and writes what is shown of them on paper and in a built deck
`

const EXIT = { done: 0, failed: 1, mistake: 2, missing: 3 } as const

/** As on a slide. */
const EGG_MS = Number(process.env.EGG_MS ?? 2000)

const root = process.cwd()
const { stdout } = process
const paint = createPaint(wantsColour(stdout, process.env))

process.exit(await main(process.argv.slice(2)))

async function main([command, ...names]: string[]): Promise<number> {
  const source = programsIn(root)
  const mistake = await source.mistake?.()
  if (mistake)
    return complain(mistake.sentence, EXIT.mistake)
  const demos = [...await source.read()]
  for (const { sentence } of await source.faults?.() ?? [])
    complain(sentence, EXIT.mistake)
  const wanted = names.map(name => demos.find(({ slug, file }) => slug === name || file === relative(root, resolve(name)).replaceAll('\\', '/')))
  const unknown = names.find((_, index) => !wanted[index])
  if (unknown !== undefined) {
    const meant = nearest(unknown, demos.map(({ slug }) => slug))
    return complain(`There is no program “${unknown}” in demos/.${meant ? ` Did you mean ${meant}?` : ''}`, EXIT.mistake)
  }
  const chosen = wanted.flatMap(demo => demo ?? [])
  if (command === 'demo') {
    if (chosen.length === 0)
      stdout.write(demos.map(({ slug, file }) => `${slug.padEnd(24)} ${file}\n`).join(''))
    return runAll(chosen, true, (run, demo) => showRun(run, demo, stdout, { paint, eggMs: EGG_MS }))
  }
  if (command === 'record')
    return runAll(chosen.length > 0 ? chosen : demos, false, write)
  stdout.write(HELP)
  return command === undefined || command === '--help' ? EXIT.done : EXIT.mistake
}

type Follow = (run: Run, demo: Demo) => Promise<void>

/** `hasNode`: whether JavaScript has all of Node, as a person's own file has it, or only what a slide has. */
async function runAll(demos: readonly Demo[], hasNode: boolean, follow: Follow): Promise<number> {
  let worst: number = EXIT.done
  for (const demo of demos)
    worst = Math.max(worst, await runOne(demo, hasNode, follow))
  return worst
}

async function runOne(demo: Demo, hasNode: boolean, follow: Follow): Promise<number> {
  const runnable = await canRun(demo)
  if (!runnable.can)
    return complain(`${demo.slug} cannot run here: ${runnable.why}. ${runnable.howToGet}`, EXIT.missing)
  const { url, kitchen, close } = await startKitchen({ port: 0, ms: EGG_MS })
  try {
    const isOwn = hasNode || runnable.process !== undefined
    const run = await startDemo(isOwn ? { ...demo, file: resolve(root, demo.file) } : demo, {
      root,
      kitchen: url,
      eggMs: EGG_MS,
      feed: feedOf(kitchen),
      runnable,
      isOwn,
    })
    await follow(run, demo)
    await run.finished
    return run.events.some(event => event.kind === 'finish' && event.outcome === 'done') ? EXIT.done : EXIT.failed
  }
  finally {
    await close(0)
  }
}

async function write(run: Run, { slug }: Demo): Promise<void> {
  await run.finished
  const file = join(RECORDINGS, `${slug}.ndjson`)
  await mkdir(resolve(root, RECORDINGS), { recursive: true })
  const recording = formatRecording(run.events, thisMachine())
  await writeFile(resolve(root, file), withoutTraces(recording, { root, home: homedir(), host: hostname() }))
  const { ms, outcome } = run.events.findLast(event => event.kind === 'finish')!
  console.log(`${file}: ${outcome} after ${seconds(ms)}`)
}

function complain(sentence: string, code: number): number {
  console.error(sentence)
  return code
}
