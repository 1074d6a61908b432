import type { Found, Library, Tool } from '../../demos/language.ts'
import { existsSync } from 'node:fs'
import { access, constants, readdir, realpath } from 'node:fs/promises'
import { delimiter, join, sep } from 'node:path'
import process from 'node:process'
import { baseEnvironment } from './environment.ts'
import { readLines } from './lines.ts'
import { supervise } from './supervise.ts'

/** The slowest tool here takes half a second to say its version; one that takes longer than this does not work. */
const ASK_MS = 15_000

/** A version takes a line. */
const LONGEST_ANSWER = 10_000

/** All places where a tool is that says its version, in the order of preference. */
export async function findTools(tool: Tool, inherits: readonly string[] = [], platform = process.platform): Promise<Found[]> {
  const found: Found[] = []
  for (const path of await findCommands(tool, platform)) {
    const said = await ask(path, tool.args, inherits)
    const groups = said === undefined ? undefined : tool.version.exec(said)?.groups
    if (groups?.version && !found.some(other => other.path === (groups.path ?? path)))
      found.push({ path: groups.path?.trim() ?? path, version: groups.version })
  }
  return tool.prefer === 'newest' ? found.toSorted((a, b) => compareVersions(b.version, a.version)) : found
}

/** The version of a library, where the tool has it. */
export async function findLibrary({ args, version }: Library, tool: Found, inherits: readonly string[] = []): Promise<string | undefined> {
  const said = await ask(tool.path, args, inherits, true)
  return said === undefined ? undefined : version.exec(said)?.groups?.version
}

/** Below zero when `a` is the older one. Numbers count; what follows them (`-rc1`) does not. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(part => Number.parseInt(part, 10) || 0))
  for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
    const difference = (left![i] ?? 0) - (right![i] ?? 0)
    if (difference !== 0)
      return difference
  }
  return 0
}

/** Where the commands lie, each once: in the folders of `PATH`, then elsewhere. */
async function findCommands({ commands, alsoAt = [] }: Tool, platform: string): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const suffixes = platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  const files = (path: string): string[] => suffixes.map(suffix => path + suffix)
  const inPath = commands.flatMap(command => folders.flatMap(folder => files(join(folder, command))))
  const elsewhere = (await Promise.all(alsoAt.map(expand))).flat().flatMap(files)
  const known = new Set<string>()
  const found: string[] = []
  for (const path of [...inPath, ...elsewhere]) {
    const real = await realpath(path).catch(() => undefined)
    // Several names of one program are one; but a program may go by its name, so the name is kept.
    const key = real && `${real} ${path.slice(path.lastIndexOf(sep) + 1)}`
    if (!key || known.has(key) || isStandIn(path) || !await isExecutable(path))
      continue
    known.add(key)
    found.push(path)
  }
  return found
}

/** What a Mac's stand-ins for developers' tools stand for, where it is installed. */
const MAC_TOOLS = ['/Library/Developer/CommandLineTools/usr/bin', '/Applications/Xcode.app']

/**
 * Whether a command is a Mac's stand-in with nothing behind it: asked for its version, it opens a dialog on the stage.
 * Java's is one in any case, and the real ones are found where they are.
 */
export function isStandIn(path: string, platform = process.platform, exists: (path: string) => boolean = existsSync): boolean {
  return platform === 'darwin' && path.startsWith('/usr/bin/') && (path.startsWith('/usr/bin/java') || !MAC_TOOLS.some(exists))
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(() => true, () => false)
}

/** `$NAME/…` with the variable's value, and `*` with each folder's name. */
async function expand(pattern: string): Promise<string[]> {
  const [first, ...parts] = pattern.split('/')
  const start = first!.startsWith('$') ? process.env[first!.slice(1)] : first
  if (start === undefined)
    return []
  let paths = [start]
  for (const part of parts) {
    paths = part === '*'
      ? (await Promise.all(paths.map(async path => (await readdir(path).catch(() => [])).toSorted().map(name => `${path}/${name}`)))).flat()
      : paths.map(path => `${path}/${part}`)
  }
  return paths
}

/** What a tool says on both streams together; nothing when it does not answer, or fails and `mustSucceed`. */
async function ask(
  command: string,
  args: readonly string[],
  inherits: readonly string[],
  mustSucceed = false,
): Promise<string | undefined> {
  const { stdout, stderr, exited, gone, stop } = supervise({ command, args, cwd: process.cwd(), env: baseEnvironment(inherits) })
  let said = ''
  const heard = Promise.all([stdout, stderr].map(stream => readLines(stream, (line) => {
    if (said.length < LONGEST_ANSWER)
      said += `${line}\n`
  })))
  const timer = setTimeout(stop, ASK_MS)
  const { code, problem } = await exited
  await Promise.all([gone, heard])
  clearTimeout(timer)
  return problem !== undefined || code === null || (mustSucceed && code !== 0) ? undefined : said
}
