import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunningKitchen } from '../../egg-server/node.ts'
import type { Runnable } from '../process/can-run.ts'
import type { Run } from '../run/start-run.ts'
import type { RunCommand } from './options.ts'
import { spawn as spawnChild } from 'node:child_process'
import { existsSync, watch as watchFolder } from 'node:fs'
import { watch, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { catalogue, faults } from '../../demos/catalogue.ts'
import { PORT, startKitchen } from '../../egg-server/node.ts'
import { toChromeTrace } from '../../trace/chrome.ts'
import { formatEvent } from '../../trace/ndjson.ts'
import { feedOf } from '../kitchen/node-feed.ts'
import { canRun } from '../process/can-run.ts'
import { LANGUAGES } from '../process/own-file.ts'
import { askDemo, sayFaults } from './ask-demo.ts'
import { checkDemo } from './check-demo.ts'
import { findEntry } from './find-entry.ts'
import { listDemos } from './list.ts'
import { HELP, isFile, readCommand } from './options.ts'
import { createPaint, wantsColour } from './paint.ts'
import { playOrders } from './play-orders.ts'
import { showRun } from './show.ts'
import { startDemo } from './start-demo.ts'
import { harmless } from './width.ts'

/**
 * `npm run demo`: the demos in a terminal.
 *
 * Exit 0: done; 1: failed, stopped or out of time; 2: no such demo, or a mistake on the command line; 3: what runs its
 * language is not here.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Paths are meant from where the command was typed, and npm starts it somewhere else. */
const TYPED_IN = process.env.INIT_CWD ?? process.cwd()

/** Saving a file is several events, and some editors write it twice. */
const SAVED_MS = 100

const EXIT = { done: 0, failed: 1, mistake: 2, missing: 3 } as const

/** What a shell says of a command that Ctrl+C ended at once: 128 and the number of SIGINT. */
const INTERRUPTED = 130

const { stdout } = process
const paint = createPaint(wantsColour(stdout, process.env))

/** Ends the run that is under way. */
let stopRun: (() => void) | undefined

await leave(await main(process.argv.slice(2)))

async function main(args: string[]): Promise<number> {
  const command = readCommand(args)
  switch (command.kind) {
    case 'help':
      stdout.write(HELP)
      return EXIT.done
    case 'mistake':
      return complain(command.sentence, EXIT.mistake)
    case 'list':
      stdout.write(
        `${listDemos(await Promise.all(catalogue.map(async demo => ({ demo, runnable: await canRun(demo) }))), paint).join('\n')}\n`,
      )
      return faults.length > 0 ? complain((await sayFaults(ROOT)).join('\n'), EXIT.failed) : EXIT.done
    case 'run':
      return find(command)
  }
}

async function find(command: RunCommand): Promise<number> {
  if (isFile(command.slug))
    return findFile(command)
  const asked = await askDemo(ROOT, command.slug)
  if ('sentence' in asked)
    return complain(asked.sentence, asked.why === 'unknown' ? EXIT.mistake : EXIT.failed)
  const { demo } = asked
  const runnable = await canRun(demo)
  if (!runnable.can)
    return complain(`${demo.slug} cannot run on this machine: ${runnable.why}. ${runnable.howToGet}`, EXIT.missing)
  let code = await run(demo, runnable, command)
  while (command.watch) {
    await saved([resolve(ROOT, demo.file), resolve(ROOT, (await findEntry(ROOT, demo.slug)).split(':')[0]!)])
    code = await runAnew(command)
  }
  return code
}

/** The entry may have changed as well as the program: a process of its own reads both. */
function runAnew({ slug }: RunCommand): Promise<number> {
  const args = process.argv.slice(2).filter(arg => arg !== '--watch')
  const child = spawnChild(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' })
  return new Promise((resolve) => {
    child.on('error', error => resolve(complain(`${slug} could not be run again: ${error.message}.`, EXIT.failed)))
    child.on('exit', code => resolve(code ?? EXIT.failed))
  })
}

async function findFile(command: RunCommand): Promise<number> {
  const file = resolve(TYPED_IN, command.slug)
  const language = LANGUAGES.get(extname(file))
  if (!existsSync(file))
    return complain(`There is no file ${file}.`, EXIT.mistake)
  if (language === undefined)
    return complain(`What language is ${basename(file)}? A file of your own ends in ${[...LANGUAGES.keys()].join(', ')}.`, EXIT.mistake)
  // What it reads by a relative path lies where it was started.
  process.chdir(TYPED_IN)
  const demo: Demo = {
    slug: basename(file),
    language,
    file,
    title: relative(TYPED_IN, file),
    expect: { eggs: [], overlap: 'any', outcome: 'done' },
  }
  const runnable = await canRun(demo)
  if (!runnable.can)
    return complain(`${demo.slug} cannot run on this machine: ${runnable.why}. ${runnable.howToGet}`, EXIT.missing)
  if (!command.watch)
    return run(demo, runnable, command, true)
  return watchFile(file, () => run(demo, runnable, command, true))
}

/**
 * Runs it again whenever it is saved, or another file of its folder that may be a part of it. What is running is
 * stopped first.
 */
async function watchFile(file: string, runOnce: () => Promise<number>): Promise<never> {
  const folder = dirname(file)
  const ending = extname(file)
  let saved = (): void => {}
  // Editors that write another file and rename it are seen by their folder alone.
  watchFolder(folder, (_, name) => name !== null && extname(name) === ending && saved())
  for (;;) {
    const again = new Promise<void>(resolve => saved = resolve)
    const running = runOnce()
    await again
    stopRun?.()
    await running
    await settled(file)
    stdout.write('\n')
  }
}

/** Saving is several events, and for a moment there may be no file, or half of one. */
async function settled(file: string): Promise<void> {
  do
    await new Promise(resolve => setTimeout(resolve, SAVED_MS))
  while (!existsSync(file))
}

/** Settles when one of these files has been saved. */
async function saved(files: string[]): Promise<void> {
  const over = new AbortController()
  await Promise.race(files.map(async (file) => {
    try {
      for await (const { filename } of watch(dirname(file), { signal: over.signal })) {
        if (filename === basename(file))
          break
      }
    }
    catch (error) {
      if (!over.signal.aborted)
        throw error
    }
  }))
  over.abort()
  await new Promise(resolve => setTimeout(resolve, SAVED_MS))
}

async function run(
  demo: Demo,
  runnable: Extract<Runnable, { can: true }>,
  command: RunCommand,
  isOwn = false,
): Promise<number> {
  const { ms, json, speed, limitMs, trace, check, orders } = command
  if (orders)
    return ordersOf(demo, command, orders, isOwn)
  const { url, kitchen, close } = await openKitchen(ms, isOwn)
  const run = await startDemo(demo, {
    root: ROOT,
    kitchen: url,
    eggMs: ms,
    feed: feedOf(kitchen),
    speed,
    limitMs,
    runnable,
    isOwn,
    onProgress: ({ phase, text }) => void process.stderr.write(`${phase}: ${harmless(text)}\n`),
  })
  stopRun = () => void run.stop()
  const stopListening = stopOnSignal(stopRun)
  if (json) {
    run.subscribe(event => stdout.write(formatEvent(event)))
  }
  else {
    // What a compiler says stands above the picture.
    await begun(run)
    await showRun(run, demo, stdout, { paint, eggMs: ms })
  }
  const { outcome } = await run.finished
  stopListening()
  await close(0)
  if (trace)
    await writeFile(resolve(TYPED_IN, trace), JSON.stringify(toChromeTrace(run.events)))
  if (!check)
    return outcome === 'done' ? EXIT.done : EXIT.failed
  const problems = await checkDemo(ROOT, demo, run.events, ms)
  process.stderr.write(
    problems.length > 0
      ? problems.map(problem => `${paint.bad(problem)}\n`).join('')
      : `${demo.slug} fits its slide and does what ${await findEntry(ROOT, demo.slug)} says.\n`,
  )
  return problems.length > 0 ? EXIT.failed : EXIT.done
}

async function ordersOf(demo: Demo, { ms, json, trace }: RunCommand, orders: NonNullable<RunCommand['orders']>, isOwn: boolean) {
  const found = await playOrders(demo, orders, { root: ROOT, eggMs: ms, isOwn, json, out: stdout, paint })
  if ('cannot' in found)
    return complain(found.cannot, EXIT.mistake)
  if (trace && found.run)
    await writeFile(resolve(TYPED_IN, trace), JSON.stringify(toChromeTrace(found.run.events)))
  return found.red > 0 ? EXIT.failed : EXIT.done
}

/**
 * A demo is told where its kitchen is. A program of one's own asks the address that README says, with any client of its
 * language: where that is free, its kitchen is there.
 */
async function openKitchen(ms: number, isOwn: boolean): Promise<RunningKitchen> {
  try {
    return await startKitchen({ port: isOwn ? PORT : 0, ms })
  }
  catch (error) {
    if (!isOwn || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE')
      throw error
    process.stderr.write(
      `Port ${PORT} is taken: what this program asks at http://localhost:${PORT} is answered there, and not drawn. Stop what is there, or ask KITCHEN_URL.\n`,
    )
    return startKitchen({ port: 0, ms })
  }
}

/** Settles with the run's first event. */
function begun(run: Run): Promise<void> {
  return new Promise((resolve) => {
    if (run.events.length > 0)
      return resolve()
    const end = run.subscribe(() => {
      end()
      resolve()
    })
  })
}

/** The first signal stops the program and shows how far it came, the second one ends everything. */
function stopOnSignal(stop: () => void): () => void {
  let signals = 0
  function onSignal() {
    if (++signals > 1)
      process.exit(INTERRUPTED)
    stop()
  }
  function onError(error: NodeJS.ErrnoException) {
    // `npm run demo … | head -1`: nobody reads on, and that is nobody's mistake.
    if (error.code !== 'EPIPE')
      throw error
    process.exit(EXIT.failed)
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  stdout.on('error', onError)
  return () => {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

function complain(sentence: string, code: number): number {
  process.stderr.write(`${sentence.split('\n').map(harmless).join('\n')}\n`)
  return code
}

/** Leaves when the last line is out, and not before. */
async function leave(code: number): Promise<never> {
  await new Promise<void>(resolve => stdout.write('', () => resolve()))
  process.exit(code)
}
