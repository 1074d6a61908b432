import type { Found, ProcessLanguage } from '../runner/process/toolchains.ts'
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { findToolchain } from '../runner/process/available.ts'

/** Programs look as their language's own formatter leaves them, benchmarks too. Checked where that formatter is; ESLint has JavaScript. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const run = promisify(execFile)

interface Formatter {
  language: ProcessLanguage
  name: string
  /** A command that comes with the language's tool, and arguments with which it only looks. */
  command: (tool: Found) => Promise<[command: string, ...args: string[]]>
  cwd: string
}

const formatters: Formatter[] = [
  { language: 'rust', name: 'rustfmt', command: async cargo => [cargo.path, 'fmt', '--check'], cwd: 'demos/rust' },
  { language: 'go', name: 'gofmt', command: async go => [join((await run(go.path, ['env', 'GOROOT'])).stdout.trim(), 'bin', 'gofmt'), '-d', 'demos/go', 'bench/models'], cwd: '.' },
  { language: 'elixir', name: 'mix format', command: async elixir => [mixBeside(elixir), 'format', '--check-formatted', 'kitchen.exs', 'elixir-*.exs'], cwd: 'demos/elixir' },
  { language: 'elixir', name: 'mix format (benchmarks)', command: async elixir => [mixBeside(elixir), 'format', '--check-formatted', '*.exs'], cwd: 'bench/models' },
]

function mixBeside({ path }: Found): string {
  return join(dirname(path), 'mix')
}

/** What the formatter would change; nothing where it is content, and `undefined` where it is not here. */
async function changes({ language, command, cwd }: Formatter): Promise<string | undefined> {
  const found = await findToolchain({ language })
  if (!found.can)
    return undefined
  const [file, ...args] = await command(found.tool)
  try {
    return (await run(file, args, { cwd: join(ROOT, cwd) })).stdout
  }
  catch (error) {
    const { code, stdout, stderr } = error as { code: unknown, stdout: string, stderr: string }
    // A toolchain may have come without it.
    return code === 'ENOENT' || /not installed/.test(stderr) ? undefined : stdout + stderr
  }
}

it.for(formatters)('$name would change nothing', { timeout: 120_000 }, async (formatter, { skip }) => {
  const changed = await changes(formatter)
  if (changed === undefined)
    return skip(`no ${formatter.name} here`)
  expect(changed).toBe('')
})
