import type { Found, Tool } from '../../demos/toolchains.ts'
import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

/** The tool in its newest version, or nothing when there is none that is new enough. */
export async function findTool(tool: Tool, atLeast = tool.atLeast): Promise<Found | undefined> {
  const found: Found[] = []
  for (const path of await places(tool)) {
    const said = await ask(path, tool.args)
    const { version, path: really = path } = tool.version.exec(said)?.groups ?? {}
    if (version && compare(version, atLeast) >= 0)
      found.push({ path: really, version })
  }
  return found.toSorted((a, b) => compare(b.version, a.version))[0]
}

/** What a command says, or nothing where there is no such command. */
async function ask(path: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(path, [...args])
    return stdout + stderr
  }
  catch {
    return ''
  }
}

async function places({ commands, alsoAt = [] }: Tool): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const elsewhere = await Promise.all(alsoAt.map(async (place) => {
    const path = place.replace(/^\$(\w+)/, (_, name: string) => process.env[name] ?? '/nowhere')
    const [before, after] = path.split('*')
    return after === undefined ? [path] : (await readdir(before!).catch(() => [])).map(name => before + name + after)
  }))
  return [...folders.flatMap(folder => commands.map(command => join(folder, command))), ...elsewhere.flat()]
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(part => Number.parseInt(part, 10)))
  const differences = right!.map((part, i) => (left![i] ?? 0) - part)
  return differences.find(difference => difference !== 0) ?? 0
}
