import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Build, Found, Toolchain } from '../../demos/language.ts'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import { baseEnvironment } from './environment.ts'
import { readLines } from './lines.ts'
import { supervise } from './supervise.ts'
import { createWhyFailed } from './why-failed.ts'

/** A first Rust build fetches its packages and compiles all of them, on a slow machine too. */
const BUILD_LIMIT_MS = 5 * 60_000

/** Enough to find the mistake in. */
const MOST_LINES_KEPT = 60

export interface BuildOptions {
  /** The project's folder. */
  root: string
  tool: Found
  /** Each line the compiler says, as it says it. */
  onLine: (line: string) => void
  /** Ends the build. */
  signal: AbortSignal
  /** {@link BUILD_LIMIT_MS} by default. */
  limitMs?: number
}

/** What became of a build. `lines`: the last things the compiler said. */
export type Built
  = | { outcome: 'done' | 'stopped' }
    | { outcome: 'failed', text: string, lines: string[] }

/** One build of a thing at a time: two would write the same files. */
const underWay = new Map<string, Promise<unknown>>()

/**
 * Builds a demo's program, unless what was built last was made of the very same sources by the same tool. That is told
 * by a stamp beside it: a hash over all of them.
 */
export async function build(demo: Demo, toolchain: Toolchain, options: BuildOptions): Promise<Built> {
  const order = toolchain.build?.(demo, options.tool)
  if (!order)
    return { outcome: 'done' }
  const { signal } = options
  const givenUp = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
  while (underWay.has(order.output) && !signal.aborted)
    await Promise.race([underWay.get(order.output), givenUp])
  if (signal.aborted)
    return { outcome: 'stopped' }
  const building = buildIfStale(demo, toolchain, order, options)
  underWay.set(order.output, building)
  try {
    return await building
  }
  finally {
    underWay.delete(order.output)
  }
}

async function buildIfStale(demo: Demo, toolchain: Toolchain, order: Build, options: BuildOptions): Promise<Built> {
  const { root, tool } = options
  const output = resolve(root, order.output)
  const stampFile = `${output}.stamp`
  const stamp = await hash(
    [JSON.stringify([order.args, order.env, tool.version])],
    [demo.file, ...toolchain.helpers].map(file => resolve(root, file)),
  )
  // What was built is part of it: a copy that broke off, or a disk that was full, leaves half a program.
  const stampNow = async () =>
    `${stamp} ${await readFile(output).then(
      bytes => createHash('sha256').update(bytes).digest('hex'),
      () => 'missing',
    )}`
  const [stamped, now] = await Promise.all([readFile(stampFile, 'utf8').catch(() => ''), stampNow()])
  if (stamped === now && !now.endsWith('missing'))
    return { outcome: 'done' }
  if (stamped.startsWith(stamp)) {
    // What was built is damaged, and some tools take it for whole by its name, its age or its first bytes.
    await rm(output, { force: true }).catch(() => {})
    if (order.clean)
      await run({ ...order, args: order.clean }, toolchain, options)
  }
  for (const folder of [...order.folders ?? [], dirname(order.output)]) {
    try {
      await mkdir(resolve(root, folder), { recursive: true })
    }
    catch (error) {
      return {
        outcome: 'failed',
        text: `The program is built into ${folder}, and that folder cannot be made (${(error as NodeJS.ErrnoException).code}). ${whatToDo(error)}`,
        lines: [],
      }
    }
  }
  // Half of a new program beside an old stamp would pass for the old one.
  await rm(stampFile, { force: true }).catch(() => {})
  const built = await run(order, toolchain, options, basename(demo.file))
  if (built.outcome === 'done')
    // Without a stamp it runs, and is built again the next time.
    await writeFile(stampFile, await stampNow()).catch(() => {})
  return built
}

const FULL = 'The disk is full: make room, and run it again.'
const READ_ONLY = 'Make it writable, or copy the project to where you may write.'

function whatToDo(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? FULL : READ_ONLY
}

/** What compilers pass on of what the system said, whoever wrote them. */
const OF_THE_DISK: readonly [says: RegExp, text: string][] = [
  [/no space left on device|ENOSPC|disk quota exceeded|EDQUOT/i, `The program could not be built. ${FULL}`],
  [/read-only file system|EROFS/i, `The program could not be built: its folder is read-only. ${READ_ONLY}`],
]

async function run(
  order: Build,
  { inherits, errors }: Toolchain,
  { root, onLine, signal, limitMs = BUILD_LIMIT_MS }: BuildOptions,
  name = '',
): Promise<Built> {
  const { stdout, stderr, exited, gone, stop } = supervise({
    command: isAbsolute(order.command) ? order.command : resolve(root, order.command),
    args: order.args,
    cwd: resolve(root, order.cwd),
    env: { ...baseEnvironment(inherits), ...order.env },
  })
  const lines: string[] = []
  const why = createWhyFailed(name, errors)
  function hear(line: string) {
    onLine(line)
    why.hear(line)
    lines.push(line)
    if (lines.length > MOST_LINES_KEPT)
      lines.shift()
  }
  const heard = Promise.all([readLines(stdout, hear), readLines(stderr, hear)])
  let isLate = false
  const limit = setTimeout(() => {
    isLate = true
    void stop()
  }, limitMs)
  signal.addEventListener('abort', stop)
  if (signal.aborted)
    void stop()
  const { code, problem } = await exited
  await Promise.all([gone, heard])
  clearTimeout(limit)
  signal.removeEventListener('abort', stop)

  if (signal.aborted)
    return { outcome: 'stopped' }
  if (isLate)
    return { outcome: 'failed', text: `The build was not ready after ${limitMs / 1000} s, and that is its limit.`, lines }
  if (code === 0)
    return { outcome: 'done' }
  return {
    outcome: 'failed',
    text: problem
      ?? OF_THE_DISK.find(([says]) => lines.some(line => says.test(line)))?.[1]
      ?? `The program could not be built: ${why.refused() ?? (why.lastWords() || `exit code ${code}`)}`,
    lines,
  }
}

async function hash(texts: string[], files: string[]): Promise<string> {
  const sum = createHash('sha256')
  for (const text of [...texts, ...await Promise.all(files.map(file => readFile(file)))])
    sum.update(`${text.length} `).update(text)
  return sum.digest('hex')
}
